/** Planned digests with a clock that is moved by hand: when they come, once, and when they stay away. */
import { noticeView } from '../../../../src/views/notice';
import { aSubscription } from '../../../support/a-subscription';
import { eightInTheMorning, startDigestDay } from '../../../support/digest-day';

describe('A digest', () => {
  it('comes when it is due, once', async () => {
    const day = await startDigestDay();
    await day.pass('2026-11-25T06:59:50Z');
    expect(day.said()).toEqual([]);
    await day.pass('2026-11-25T07:00:10Z');
    await day.pass('2026-11-25T07:00:30Z');
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
    expect(day.wanted.map(({ dueAt }) => dueAt)).toEqual([undefined]);
    expect(day.subscriptions.outcomes()).toEqual(['sent']);
    expect(await day.subscriptions.lastSent('daily')).toEqual(new Date('2026-11-25T07:00:10Z'));
  });

  it('is measured by how long after its moment it was posted, by kind', async () => {
    const day = await startDigestDay();
    await day.pass('2026-11-25T07:00:12Z');
    await day.pass('2026-11-26T07:20:00Z');
    const text = await day.metrics.text();
    expect(text).toContain('opportunities_digest_lateness_seconds_sum{kind="daily"} 1212');
    expect(text).toContain('opportunities_digest_lateness_seconds_bucket{le="30",kind="daily"} 1');
    expect(text).toContain('opportunities_digest_lateness_seconds_bucket{le="3600",kind="daily"} 2');
  });

  it('comes on working days alone, at eight where it is read', async () => {
    const day = await startDigestDay();
    for (const date of ['26', '27', '28', '29', '30']) await day.pass(`2026-11-${date}T07:00:10Z`);
    expect(day.subscriptions.outcomes()).toEqual(['sent', 'sent', 'sent']);
  });

  it('comes once after days of silence, and says for when it was', async () => {
    const day = await startDigestDay();
    await day.pass('2026-11-27T11:00:00Z');
    expect(day.said()).toEqual(['C1: Pipeline. Up.']);
    expect(day.wanted.map(({ dueAt }) => dueAt)).toEqual([new Date('2026-11-27T07:00:00Z')]);
  });

  it('is left out when it would come too late, and its author is told', async () => {
    const day = await startDigestDay();
    await day.pass('2026-11-25T19:30:00Z');
    expect(day.subscriptions.outcomes()).toEqual(['skipped']);
    expect(day.said()).toEqual([
      expect.stringMatching(/^D-U1: Daily digest of Wed.*08:00\n.*left out.*Reference REF1/s),
    ]);
    await day.pass('2026-11-26T07:00:10Z');
    expect(day.subscriptions.outcomes()).toEqual(['skipped', 'sent']);
  });

  it('comes once, however many replicas look for it and work', async () => {
    const day = await startDigestDay();
    day.at(eightInTheMorning);
    const replicas = [day.replica(), day.replica(), day.replica()];
    await Promise.all(replicas.map(({ ticks }) => ticks.tick()));
    await Promise.all(replicas.map(({ worker }) => day.jobs.work(worker)));
    expect(day.said()).toHaveLength(1);
  });

  it('does not come while it is paused, nor when it was removed or paused after it was planned', async () => {
    const day = await startDigestDay();
    day.at(eightInTheMorning);
    await day.replica().ticks.tick();
    await day.subscriptions.save(aSubscription({ paused: true }), undefined);
    await day.work();
    await day.pass('2026-11-26T07:00:10Z');
    expect(day.said()).toEqual([]);
    expect(day.subscriptions.outcomes()).toEqual(['skipped']);
  });

  it('stays away on a quiet day where it is set so', async () => {
    const day = await startDigestDay({ skipsQuiet: true });
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), isQuiet: true });
    await day.pass(eightInTheMorning);
    expect(day.said()).toEqual([]);
    expect(day.subscriptions.outcomes()).toEqual(['quiet']);
  });

  it('comes on a quiet day where quiet days are wanted', async () => {
    const day = await startDigestDay();
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), isQuiet: true });
    await day.pass(eightInTheMorning);
    expect(day.said()).toHaveLength(1);
  });

  it('has its details in the thread of its headline', async () => {
    const day = await startDigestDay({ threads: true });
    const { now } = day.edition;
    day.edition.now = async () => ({ ...(await now()), details: [noticeView('Details', 'Many.')] });
    await day.pass(eightInTheMorning);
    expect(day.chat.posted.map(({ conversation }) => conversation.thread)).toEqual([undefined, 'm1']);
  });
});
