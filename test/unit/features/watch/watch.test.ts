/** What a conversation is told of as it happens, with the real client over a small Autotask and a clock moved by hand. */
import { createWatches, recordBotChange } from '../../../../src/features/watch/store';
import { enqueueWatchPoll, createWatchWorker } from '../../../../src/features/watch/poll';
import { UserAccessDenied, DeliveryFailed } from '../../../../src/core/errors';
import { createMessenger } from '../../../../src/core/platform';
import type { Person, Conversation } from '../../../../src/core/interaction';
import type { Services } from '../../../../src/features/services';
import { watchKinds, type Watch, type WatchStore } from '../../../../src/features/watch/detect-changes';
import { aSubscription } from '../../../support/a-subscription';
import { openClient, type ClientFixture } from '../../../support/client';
import { createControllableJobs } from '../../../support/controllable-jobs';
import { createMemoryStore } from '../../../support/memory-store';
import { quietLog } from '../../../support/quiet-log';
import { createRecordingPlatform, type RecordingPlatform } from '../../../support/silent-platform';

const { place, author, resource } = aSubscription();
const elsewhere: Conversation = { ...place, conversation: 'C2' };
const aWatch = (changes: Partial<Watch> = {}): Watch => ({
  id: 'all',
  place,
  kinds: ['won', 'lost', 'stage', 'new'],
  author,
  resource,
  ...changes,
});

let bench: ClientFixture;
let chat: RecordingPlatform;
let parts: Parameters<typeof createWatchWorker>[0];
let watches: WatchStore;
let now: Date;
/** Ids of people who may not read any more. */
let gone: Set<string>;
beforeEach(async () => {
  gone = new Set();
  now = new Date('2026-03-10T12:00:00Z');
  bench = await openClient({ clock: () => now, opportunities: 30 });
  chat = createRecordingPlatform();
  const store = createMemoryStore();
  const outlet = createMessenger(() => [chat]);
  watches = createWatches(store);
  const services = {
    opportunities: bench.client,
    outlet,
    currency: 'USD',
    watches,
    store,
    readmit: (person: Person) =>
      gone.has(person.id) ? Promise.reject(new UserAccessDenied('Who are you?')) : Promise.resolve(),
  } as unknown as Services;
  parts = { services, clock: () => now, newReference: () => 'REF1', log: quietLog };
});
afterEach(() => bench.stop());

const look = async (): Promise<void> => {
  await createWatchWorker(parts).run(null, { number: 1, isLast: true });
};
/** So many minutes later, somebody did this in Autotask. */
async function later(minutes: number, change?: () => void): Promise<void> {
  now = new Date(now.getTime() + minutes * 60_000);
  change?.();
  await look();
}
const open = () => {
  const [first] = bench.sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  return first ?? {};
};
const add = (fields: object = {}): number =>
  bench.sandbox.records.add('Opportunities', {
    ...open(),
    id: null,
    title: 'Firewall refresh',
    createDate: now.toISOString(),
    lastActivity: now.toISOString(),
    ...fields,
  });
const edit = (id: number, fields: object): void => {
  bench.sandbox.records.edit('Opportunities', id, { lastActivity: now.toISOString(), ...fields });
};
const win = (id: number): void =>
  edit(id, { status: 3, closedDate: `${now.toISOString().slice(0, 10)}T00:00:00.000Z` });
const said = () => chat.posted.map(({ view }) => view.text);

describe('A conversation that watches', () => {
  beforeEach(async () => {
    await watches.save(aWatch());
    await look();
  });

  it('hears nothing of what was so before', async () => {
    await later(5);
    expect(said()).toEqual([]);
  });

  it('hears of one that is new, moves, and is won: one card, and the rest in its thread', async () => {
    let id = 0;
    await later(5, () => (id = add()));
    await later(5, () => edit(id, { stage: 13 }));
    await later(5, () => win(id));
    expect(said()).toEqual([
      expect.stringContaining('New: Firewall refresh.'),
      expect.stringMatching(/Moved: Firewall refresh\..* → /),
      expect.stringContaining('🎉 Won: Firewall refresh.'),
    ]);
    expect(chat.posted.map(({ conversation: { thread } }) => thread)).toEqual([undefined, 'm1', 'm1']);
  });

  it('hears of one that was open before and is lost now, with why', async () => {
    const [first] = bench.sandbox.records.list('Opportunities', ({ status }) => status === 1);
    await later(5, () => edit(Number(first?.['id']), { status: 2, lostDate: now.toISOString(), lossReason: 1 }));
    expect(said()).toEqual([expect.stringContaining('✕ Lost:')]);
  });

  it('hears nothing twice, though Autotask is asked for the same again', async () => {
    let id = 0;
    await later(5, () => (id = add()));
    await later(1);
    await later(5, () => edit(id, { nextStep: 'Call' }));
    expect(said()).toHaveLength(1);
  });

  it('hears of a stage that moved without any activity within the hour', async () => {
    const [first] = bench.sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
    bench.sandbox.records.edit('Opportunities', Number(first?.['id']), {
      stage: 14,
      lastActivity: '2025-01-01T00:00:00Z',
    });
    await later(61);
    expect(said()).toEqual([expect.stringContaining('Moved:')]);
  });

  it('hears nothing of an old one that is edited long after it was won', async () => {
    const [old] = bench.sandbox.records.list('Opportunities', ({ status }) => status === 3);
    await later(5, () => edit(Number(old?.['id']), { nextStep: 'Invoice' }));
    expect(said()).toEqual([]);
  });

  it('gets a burst as one message', async () => {
    await later(5, () => {
      for (let count = 0; count < 14; count++) add();
    });
    expect(said()).toEqual([expect.stringMatching(/^14 changes\n.*\+4 more$/s)]);
  });

  it('does not hear again of what somebody did there through the bot, but others do', async () => {
    await watches.save(aWatch({ id: 'other', place: elsewhere }));
    let id = 0;
    await later(5, () => (id = add()));
    await recordBotChange(parts.services.store, place, await bench.client.get(id));
    edit(id, { stage: 13 });
    await recordBotChange(parts.services.store, place, await bench.client.get(id));
    await later(5);
    const moved = chat.posted.filter(({ view }) => view.text.includes('Moved'));
    expect(moved.map(({ conversation: { conversation } }) => conversation)).toEqual(['C2']);
  });

  it('hears it later when the chat took no message, and only once', async () => {
    let id = 0;
    chat.script({ post: () => Promise.reject(new DeliveryFailed('Too many messages.', { retryable: true })) });
    await expect(later(5, () => (id = add()))).rejects.toThrow('DeliveryFailed');
    chat.script({ post: (at) => Promise.resolve({ place: at, message: 'm1' }) });
    await later(5);
    await later(5, () => edit(id, { nextStep: 'Call' }));
    expect(said()).toEqual([expect.stringContaining('New: Firewall refresh.')]);
  });

  it('is watched no more when the bot was thrown out, and whoever asked for it is told', async () => {
    chat.script({
      post: (at) =>
        at.kind === 'channel'
          ? Promise.reject(new DeliveryFailed('I am not in that channel any more.', { hint: 'Invite me.' }))
          : Promise.resolve({ place: at, message: 'm1' }),
    });
    await later(5, () => void add());
    expect(said()).toEqual([expect.stringMatching(/I stopped watching\. I am not in that channel any more\..*REF1/)]);
    expect(await watches.all()).toEqual([]);
  });
});

it('a watch ends when whoever asked for it may not read any more, and the conversation hears who, and nothing else', async () => {
  const kim: Person = { ...author, id: 'U9', name: 'Kim Osei' };
  await watches.save(aWatch());
  await watches.save(aWatch({ id: 'theirs', place: elsewhere, author: kim }));
  await look();
  gone.add(kim.id);
  await later(5, () => void add());
  await later(5, () => void add());
  expect(chat.posted.map(({ conversation: { conversation }, view }) => `${conversation} ${view.text}`)).toEqual([
    expect.stringMatching(/^C2 I stopped watching\. Kim Osei, who asked for it, may not read/),
    expect.stringMatching(/^C1 .*New:/),
    expect.stringMatching(/^C1 .*New:/),
  ]);
  expect((await watches.all()).map(({ id }) => id)).toEqual(['all']);
});

it('each conversation hears what it asked for', async () => {
  await watches.save(aWatch({ id: 'big', kinds: ['new'], newFrom: 10_000 }));
  await look();
  let watched = 0;
  await later(5, () => {
    watched = add({ amount: 9_000, title: 'Small' });
    add({ amount: 12_000, title: 'Large' });
  });
  await watches.save(aWatch({ id: 'one', place: elsewhere, opportunity: watched, kinds: watchKinds }));
  await later(5, () => edit(watched, { stage: 13 }));
  expect(chat.posted.map(({ conversation: { conversation }, view }) => `${conversation} ${view.text}`)).toEqual([
    expect.stringMatching(/^C1 .*New: Large/),
    expect.stringMatching(/^C2 .*Moved: Small/),
  ]);
});

it('Autotask is asked once every few minutes, by one of all replicas, and not at all while nobody watches', async () => {
  const jobs = createControllableJobs();
  await Promise.all([enqueueWatchPoll({ ...parts, jobs }), enqueueWatchPoll({ ...parts, jobs })]);
  expect(jobs.waiting).toHaveLength(0);
  await parts.services.store.remove('watch:turn');
  await watches.save(aWatch());
  await Promise.all([enqueueWatchPoll({ ...parts, jobs }), enqueueWatchPoll({ ...parts, jobs })]);
  expect(jobs.waiting).toHaveLength(1);
  bench.takeRequests();
  await jobs.work(createWatchWorker(parts));
  await later(5);
  expect(bench.takeRequests().filter((path) => path === 'POST Opportunities/query')).toHaveLength(3);
});
