/** Digests that do not come as planned: their author left, Autotask or the chat is away, the answer got lost. */
import { UserAccessDenied, DeliveryFailed, Unavailable } from '../../../../src/core/errors';
import { eightInTheMorning, startDigestDay, type DigestDay } from '../../../support/digest-day';

describe('When whoever set it up may not read any more, a digest', () => {
  it('is paused and says so where it came, and nothing is read with their eyes', async () => {
    const day = await startDigestDay();
    day.admission.now = () => Promise.reject(new UserAccessDenied('No active resource has this address.'));
    await day.pass(eightInTheMorning);
    expect(day.said()).toEqual([expect.stringMatching(/^C1: Daily digest\nIt is paused: Sam Okafor, who set it up/)]);
    expect(day.wanted).toEqual([]);
    expect(await day.subscriptions.get('daily')).toMatchObject({ paused: true, abandoned: true });
    await day.pass('2026-11-26T07:00:10Z');
    expect(day.subscriptions.outcomes()).toEqual(['skipped']);
  });

  it('waits while Autotask does not tell who they are', async () => {
    const day = await startDigestDay();
    const { now } = day.admission;
    day.admission.now = () => Promise.reject(new Unavailable('Autotask is down.'));
    await day.pass(eightInTheMorning);
    day.admission.now = now;
    await day.work();
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
  });
});

describe('When something goes wrong, a digest', () => {
  it('is tried again while Autotask is down, and comes when it is back', async () => {
    const day = await startDigestDay();
    const { now } = day.edition;
    day.edition.now = () => Promise.reject(new Unavailable('Autotask is down.'));
    await day.pass(eightInTheMorning);
    expect(day.said()).toEqual([]);
    day.edition.now = now;
    await day.work();
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
  });

  it('tells its author in words, with a reference, when the last try failed', async () => {
    const day = await startDigestDay();
    day.edition.now = () => Promise.reject(new Unavailable('Autotask is down.', { hint: 'Wait.' }));
    await day.pass(eightInTheMorning);
    for (let again = 0; again < 4; again++) await day.work();
    expect(day.said()).toEqual([
      expect.stringMatching(/^D-U1: .*could not be posted. Autotask is down.\nWait. Reference REF1/s),
    ]);
    expect(day.chat.posted[0]?.view.model).toMatchObject({ controls: [{ label: 'Post it now' }, {}] });
    expect(day.subscriptions.outcomes()).toEqual(['failed']);
    expect(day.jobs.waiting).toEqual([]);
  });

  it('tells its author at once when the bot was thrown out of the channel: trying again is of no use', async () => {
    const day = await startDigestDay();
    const say = 'I am not in that channel any more.';
    day.chat.script({
      post: async (place) => {
        if (place.kind === 'channel') throw new DeliveryFailed(say);
        return Promise.resolve({ place, message: 'told' });
      },
    });
    await day.pass(eightInTheMorning);
    expect(day.said()).toEqual([expect.stringContaining(say)]);
    expect(day.subscriptions.outcomes()).toEqual(['failed']);
  });

  it('is posted once when the platform took it only at the second try', async () => {
    const day = await startDigestDay();
    let tries = 0;
    day.chat.script({
      post: async (place) => {
        tries += 1;
        if (tries === 1) throw new DeliveryFailed('Too many messages.', { retryable: true });
        return Promise.resolve({ place, message: 'm1' });
      },
    });
    await day.pass(eightInTheMorning);
    await day.work();
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
    expect(day.said()).toHaveLength(1);
  });

  /** The answer got lost: `arrived` tells whether the message stands there. */
  async function interrupted(arrived: boolean | undefined): Promise<DigestDay> {
    const day = await startDigestDay();
    let tries = 0;
    day.chat.script({
      post: (place) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Error('socket hang up')) : Promise.resolve({ place, message: 'm1' });
      },
      isPosted: () => Promise.resolve(arrived),
    });
    await day.pass(eightInTheMorning);
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
