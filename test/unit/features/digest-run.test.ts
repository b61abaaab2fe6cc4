/** Planned digests with a clock that is moved by hand: late, missed, interrupted, refused, quiet. */
import { NotPosted, Unavailable } from '../../../src/core/errors';
import { createOutlet } from '../../../src/core/outlet';
import { nextRun } from '../../../src/core/schedule';
import type { Subscription } from '../../../src/opportunity/subscription';
import { createDigestClock } from '../../../src/features/digest-clock';
import type { Edition, EditionWanted } from '../../../src/features/digest-edition';
import { createDigestWorker } from '../../../src/features/digest-run';
import type { Services } from '../../../src/features/services';
import { createMemorySubscriptions } from '../../support/memory-subscriptions';
import { createMetrics } from '../../../src/operations/metrics';
import { noticeView } from '../../../src/views/notice';
import { aSubscription } from '../../support/a-subscription';
import { heldJobs } from '../../support/held-jobs';
import { quietLog } from '../../support/quiet-log';
import { silentPlatform } from '../../support/silent-platform';

/** A Wednesday. */
const eight = '2026-11-25T07:00:00Z';

/** A clock, a database and a chat, with as many replicas as are asked for. */
function openDay(changes: Partial<Subscription> = {}) {
  let now = new Date('2026-11-25T06:00:00Z');
  const chat = silentPlatform();
  const subscriptions = createMemorySubscriptions();
  const jobs = heldJobs();
  const wanted: EditionWanted[] = [];
  const edition: { now: () => Promise<Edition> } = {
    now: () => Promise.resolve({ headline: noticeView('Pipeline', 'Up.'), details: [], quiet: false }),
  };
  const clock = () => now;
  const log = quietLog;
  const metrics = createMetrics();
  const services = { outlet: createOutlet(() => [chat]), subscriptions } as unknown as Services;
  const replica = () => ({
    ticks: createDigestClock({ subscriptions, jobs, clock, log }),
    worker: createDigestWorker({
      services,
      clock,
      log,
      newReference: () => 'REF1',
      skipAfterHours: 12,
      meter: metrics,
      compose: (_context, asked) => {
        wanted.push(asked);
        return edition.now();
      },
    }),
  });
  const one = replica();
  const subscription = aSubscription(changes);
  return {
    chat,
    subscriptions,
    jobs,
    metrics,
    wanted,
    edition,
    replica,
    begin: () => subscriptions.save(subscription, nextRun(subscription.schedule, now)),
    at: (moment: string) => void (now = new Date(moment)),
    async pass(moment: string) {
      now = new Date(moment);
      await one.ticks.tick();
      await jobs.work(one.worker);
    },
    work: () => jobs.work(one.worker),
    said: () => chat.posted.map(({ place, view }) => `${place.conversation}: ${view.text}`),
  };
}
type Day = ReturnType<typeof openDay>;
async function opened(changes: Partial<Subscription> = {}): Promise<Day> {
  const day = openDay(changes);
  await day.begin();
  return day;
}

describe('A digest', () => {
  it('comes when it is due, once', async () => {
    const day = await opened();
    await day.pass('2026-11-25T06:59:50Z');
    expect(day.said()).toEqual([]);
    await day.pass('2026-11-25T07:00:10Z');
    await day.pass('2026-11-25T07:00:30Z');
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
    expect(day.wanted.map(({ late }) => late)).toEqual([undefined]);
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
    expect(await day.subscriptions.lastSent('daily')).toEqual(new Date('2026-11-25T07:00:10Z'));
  });

  it('is measured by how long after its moment it was posted, by kind', async () => {
    const day = await opened();
    await day.pass('2026-11-25T07:00:12Z');
    await day.pass('2026-11-26T07:20:00Z');
    const text = await day.metrics.text();
    expect(text).toContain('opportunities_digest_lateness_seconds_sum{kind="daily"} 1212');
    expect(text).toContain('opportunities_digest_lateness_seconds_bucket{le="30",kind="daily"} 1');
    expect(text).toContain('opportunities_digest_lateness_seconds_bucket{le="3600",kind="daily"} 2');
  });

  it('comes on working days alone, at eight where it is read', async () => {
    const day = await opened();
    for (const date of ['26', '27', '28', '29', '30']) await day.pass(`2026-11-${date}T07:00:10Z`);
    expect(day.subscriptions.outcomes()).toEqual(['sent', 'sent', 'sent']);
  });

  it('comes once after days of silence, and says for when it was', async () => {
    const day = await opened();
    await day.pass('2026-11-27T11:00:00Z');
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
    expect(day.wanted.map(({ late }) => late)).toEqual([new Date('2026-11-27T07:00:00Z')]);
  });

  it('is left out when it would come too late, and its author is told', async () => {
    const day = await opened();
    await day.pass('2026-11-25T19:30:00Z');
    expect(day.subscriptions.outcomes()).toEqual(['skipped']);
    expect(day.said()).toEqual([
      expect.stringMatching(/^D-U1: Daily digest of Wed.*08:00\n.*left out.*Reference REF1/s),
    ]);
    await day.pass('2026-11-26T07:00:10Z');
    expect(day.subscriptions.outcomes()).toEqual(['skipped', 'sent']);
  });

  it('comes once, however many replicas look for it and work', async () => {
    const day = await opened();
    day.at(eight);
    const replicas = [day.replica(), day.replica(), day.replica()];
    await Promise.all(replicas.map(({ ticks }) => ticks.tick()));
    await Promise.all(replicas.map(({ worker }) => day.jobs.work(worker)));
    expect(day.said()).toHaveLength(1);
  });

  it('does not come while it is paused, nor when it was removed or paused after it was planned', async () => {
    const day = await opened();
    day.at(eight);
    await day.replica().ticks.tick();
    await day.subscriptions.save(aSubscription({ paused: true }), undefined);
    await day.work();
    await day.pass('2026-11-26T07:00:10Z');
    expect(day.said()).toEqual([]);
    expect(day.subscriptions.outcomes()).toEqual(['skipped']);
  });

  it('stays away on a quiet day where it is set so', async () => {
    const day = await opened({ skipsQuiet: true });
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), quiet: true });
    await day.pass(eight);
    expect(day.said()).toEqual([]);
    expect(day.subscriptions.outcomes()).toEqual(['quiet']);
  });

  it('comes on a quiet day where quiet days are wanted', async () => {
    const day = await opened();
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), quiet: true });
    await day.pass(eight);
    expect(day.said()).toHaveLength(1);
  });

  it('has its details in the thread of its headline', async () => {
    const day = await opened({ threads: true });
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), details: [noticeView('Details', 'Many.')] });
    await day.pass(eight);
    expect(day.chat.posted.map(({ place }) => place.thread)).toEqual([undefined, 'm1']);
  });
});

describe('When something goes wrong, a digest', () => {
  it('is tried again while Autotask is down, and comes when it is back', async () => {
    const day = await opened();
    const { now } = day.edition;
    day.edition.now = () => Promise.reject(new Unavailable('Autotask is down.'));
    await day.pass(eight);
    expect(day.said()).toEqual([]);
    day.edition.now = now;
    await day.work();
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
  });

  it('tells its author in words, with a reference, when the last try failed', async () => {
    const day = await opened();
    day.edition.now = () => Promise.reject(new Unavailable('Autotask is down.', { next: 'Wait.' }));
    await day.pass(eight);
    for (let again = 0; again < 4; again++) await day.work();
    expect(day.said()).toEqual([
      expect.stringMatching(/^D-U1: .*could not be posted. Autotask is down.\nWait. Reference REF1/s),
    ]);
    expect(day.chat.posted[0]?.view.model).toMatchObject({ controls: [{ label: 'Post it now' }, {}] });
    expect(day.subscriptions.outcomes()).toEqual(['failed']);
    expect(day.jobs.waiting).toEqual([]);
  });

  it('tells its author at once when the bot was thrown out of the channel: trying again is of no use', async () => {
    const day = await opened();
    const say = 'I am not in that channel any more.';
    day.chat.script({
      post: async (place) => {
        if (place.kind === 'channel') throw new NotPosted(say);
        return Promise.resolve({ place, message: 'told' });
      },
    });
    await day.pass(eight);
    expect(day.said()).toEqual([expect.stringContaining(say)]);
    expect(day.subscriptions.outcomes()).toEqual(['failed']);
  });

  it('is posted once when the platform took it only at the second try', async () => {
    const day = await opened();
    let tries = 0;
    day.chat.script({
      post: async (place) => {
        tries += 1;
        if (tries === 1) throw new NotPosted('Too many messages.', { retry: true });
        return Promise.resolve({ place, message: 'm1' });
      },
    });
    await day.pass(eight);
    await day.work();
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
    expect(day.said()).toHaveLength(1);
  });

  /** The answer got lost: `arrived` tells whether the message stands there. */
  async function interrupted(arrived: boolean | undefined): Promise<Day> {
    const day = await opened();
    let tries = 0;
    day.chat.script({
      post: (place) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('socket hang up')) : Promise.resolve({ place, message: 'm1' });
      },
      wasPosted: () => Promise.resolve(arrived),
    });
    await day.pass(eight);
    await day.work();
    return day;
  }

  it('is not posted again when it was interrupted and stands there', async () => {
    const day = await interrupted(true);
    expect(day.said()).toEqual([]);
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
  });

  it('is posted when it was interrupted and does not stand there', async () => {
    const day = await interrupted(false);
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
  });

  it('is left to its author when it was interrupted and nobody can tell', async () => {
    const day = await interrupted(undefined);
    expect(day.said()).toEqual([expect.stringMatching(/^D-U1: .*cannot see whether it arrived.*Reference REF1/s)]);
    expect(day.subscriptions.outcomes()).toEqual(['unclear']);
  });
});
