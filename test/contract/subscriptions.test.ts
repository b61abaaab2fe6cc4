/** One promise, three keepers of subscriptions: a run is handed to one replica alone, and never lost. */
import { randomUUID } from 'node:crypto';
import { nextRun } from '../../src/core/schedule';
import { reassignAfter, type Subscription, type SubscriptionStore } from '../../src/opportunity/subscription';
import { createSubscriptions } from '../../src/storage/subscriptions';
import { aSubscription } from '../support/a-subscription';
import { databaseKinds, describeEach } from '../support/databases';
import { createMemorySubscriptions } from '../support/memory-subscriptions';

interface Kind {
  readonly subscriptions: SubscriptionStore;
  /** As another replica sees them. */
  readonly others: SubscriptionStore;
  readonly close: () => Promise<void>;
}
function inMemory(): Promise<Kind> {
  const subscriptions = createMemorySubscriptions();
  return Promise.resolve({ subscriptions, others: subscriptions, close: () => Promise.resolve() });
}
const kinds: readonly (readonly [string, () => Promise<Kind>])[] = [
  ['memory', inMemory],
  ...databaseKinds.map(([name, open]) => {
    const opening = async (): Promise<Kind> => {
      const opened = await open();
      const other = (await opened.openAnother?.()) ?? opened.database;
      return {
        subscriptions: createSubscriptions(opened.database.db),
        others: createSubscriptions(other.db),
        close: () => opened.close(),
      };
    };
    return [name, opening] as const;
  }),
];

/** Working days at eight in Berlin; the 25th of November 2026 is a Wednesday. */
const at = (day: number, time: string): Date => new Date(`2026-11-${String(day)}T${time}:00Z`);
const eight = (day: number): Date => at(day, '07:00');
const next = ({ schedule }: Subscription, after: Date): Date | undefined => nextRun(schedule, after);

describeEach(kinds, 'Subscriptions in %s', (open) => {
  let kind: Kind;
  let subscriptions: SubscriptionStore;
  beforeAll(async () => {
    kind = await open();
    subscriptions = kind.subscriptions;
  }, 60_000);
  afterAll(() => kind.close());

  const saved = async (changes: Partial<Subscription> = {}, planned: Date | null = eight(25)) => {
    const subscription = aSubscription({ id: randomUUID(), ...changes });
    await subscriptions.save(subscription, planned ?? undefined);
    return subscription;
  };
  const taken = async (now: Date, { id }: Subscription, by = subscriptions) =>
    (await by.leaseDue(now, next)).filter(({ subscription }) => subscription.id === id);

  it('gives a subscription back as it was saved, and lists those of one conversation', async () => {
    const place = { ...aSubscription().place, conversation: randomUUID() };
    const daily = await saved({ place, goal: { recurring: 10_000, oneTime: 0.5 } });
    const weekly = await saved({ place, kind: 'weekly' });
    await saved();
    expect(await subscriptions.get(daily.id)).toEqual(daily);
    const found = await subscriptions.listIn({ ...place, thread: '1.2' });
    expect(found.map(({ id }) => id).sort()).toEqual([daily.id, weekly.id].sort());
    await subscriptions.save({ ...daily, paused: true }, undefined);
    expect(await subscriptions.get(daily.id)).toEqual({ ...daily, paused: true });
    await subscriptions.remove(daily.id);
    expect(await subscriptions.get(daily.id)).toBeUndefined();
  });

  it('hands a run out when it is due, not before, and then plans the next', async () => {
    const daily = await saved();
    expect(await taken(at(25, '06:59'), daily)).toEqual([]);
    expect(await taken(eight(25), daily)).toEqual([
      { id: `${daily.id}@${eight(25).toISOString()}`, subscription: daily, due: eight(25) },
    ]);
    expect(await taken(at(25, '07:01'), daily)).toEqual([]);
    await subscriptions.finish(`${daily.id}@${eight(25).toISOString()}`, 'sent', at(25, '07:01'));
    expect((await taken(eight(26), daily)).map(({ due }) => due)).toEqual([eight(26)]);
  });

  it('hands each run to one of many replicas that ask at once', async () => {
    const [first, second] = [await saved(), await saved()];
    const handed = await Promise.all(
      Array.from({ length: 8 }, (_, number) => (number % 2 ? kind.others : subscriptions).leaseDue(eight(25), next)),
    );
    const ids = handed.flat().map(({ subscription }) => subscription.id);
    expect(ids.filter((id) => id === first.id || id === second.id).sort()).toEqual([first.id, second.id].sort());
  });

  it('makes up for days that were missed with the latest of them alone', async () => {
    const daily = await saved({}, eight(23));
    const [late, ...others] = await taken(at(26, '09:00'), daily);
    expect([late?.due, others]).toEqual([eight(26), []]);
    await subscriptions.finish(String(late?.id), 'sent', at(26, '09:01'));
    expect((await taken(eight(27), daily)).map(({ due }) => due)).toEqual([eight(27)]);
  });

  it('hands a run out again when its taker died before anybody began it', async () => {
    const daily = await saved();
    const [run] = await taken(eight(25), daily);
    const later = (milliseconds: number): Date => new Date(eight(25).getTime() + milliseconds);
    expect(await taken(later(reassignAfter - 1000), daily)).toEqual([]);
    expect(await taken(later(reassignAfter), daily, kind.others)).toEqual([run]);
    expect(await taken(later(reassignAfter + 1000), daily)).toEqual([]);
    await subscriptions.finish(String(run?.id), 'failed', later(reassignAfter));
    expect(await taken(later(3 * reassignAfter), daily)).toEqual([]);
  });

  it('lets one attempt begin, and another one only after it was given back', async () => {
    const [run] = await taken(eight(25), await saved());
    const id = String(run?.id);
    const begun = await Promise.all([subscriptions.begin(id), kind.others.begin(id)]);
    expect(begun.sort()).toEqual([false, true]);
    await subscriptions.release(id);
    expect(await kind.others.begin(id)).toBe(true);
    expect(await subscriptions.begin('unknown')).toBe(false);
  });

  it('plans anew what is changed, and nothing while it is paused', async () => {
    const daily = await saved();
    await subscriptions.save(daily, eight(26));
    expect(await taken(eight(25), daily)).toEqual([]);
    await subscriptions.save({ ...daily, paused: true }, undefined);
    expect(await taken(eight(26), daily)).toEqual([]);
  });

  it('knows when a digest was last sent, also after it was changed and old runs are gone', async () => {
    const daily = await saved();
    const [quiet] = await taken(eight(25), daily);
    await subscriptions.finish(String(quiet?.id), 'quiet', at(25, '07:02'));
    expect(await subscriptions.lastSent(daily.id)).toBeUndefined();
    const [sent] = await taken(eight(26), daily);
    await subscriptions.finish(String(sent?.id), 'sent', at(26, '07:02'));
    await subscriptions.save({ ...daily, mentions: true }, eight(27));
    await subscriptions.forget(eight(27));
    expect(await subscriptions.lastSent(daily.id)).toEqual(at(26, '07:02'));
    expect(await subscriptions.begin(String(sent?.id))).toBe(false);
  });

  it('knows when one was posted by hand, unless a later one was sent', async () => {
    const daily = await saved();
    await subscriptions.markSent(daily.id, at(25, '15:00'));
    expect(await subscriptions.lastSent(daily.id)).toEqual(at(25, '15:00'));
    await subscriptions.markSent(daily.id, at(25, '09:00'));
    expect(await subscriptions.lastSent(daily.id)).toEqual(at(25, '15:00'));
  });
});
