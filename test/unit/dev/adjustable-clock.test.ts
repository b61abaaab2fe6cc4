/** The demo's clock: an hour later, the next morning, and what listens to it. */
import { createAdjustableClock } from '../../../src/dev/adjustable-clock';

const clockAt = (at: string) => createAdjustableClock(() => new Date(at));

it('the next morning of a Friday is Monday, a few minutes past eight where the person is', async () => {
  const clock = clockAt('2026-09-25T15:00:00Z');
  await clock.move({ to: 'morning', timezone: 'Europe/Berlin' });
  expect(clock.now().toISOString()).toBe('2026-09-28T06:05:00.000Z');
});

it('hours add up, and listeners are done before the move is over', async () => {
  const clock = clockAt('2026-09-22T15:00:00Z');
  const moments: string[] = [];
  const stop = clock.onMove(async () => {
    await Promise.resolve();
    moments.push(clock.now().toISOString());
  });
  await clock.move({ to: 'hour' });
  await clock.move({ to: 'hour' });
  stop();
  await clock.move({ to: 'hour' });
  expect(moments).toEqual(['2026-09-22T16:00:00.000Z', '2026-09-22T17:00:00.000Z']);
});
