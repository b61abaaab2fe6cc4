import { createAdjustableClock } from '../../../src/dev/moved-clock';

const clockAt = (at: string) => createAdjustableClock(() => new Date(at));

it('the next morning of a Friday is Monday, a few minutes past eight where the person is', async () => {
  const clock = clockAt('2026-09-25T15:00:00Z');
  await clock.move({ to: 'morning', timezone: 'Europe/Berlin' });
  expect(clock.now().toISOString()).toBe('2026-09-28T06:05:00.000Z');
});

it('hours add up, and whoever waits for the time is told before the move is over', async () => {
  const clock = clockAt('2026-09-22T15:00:00Z');
  const told: string[] = [];
  const stop = clock.onMove(async () => {
    await Promise.resolve();
    told.push(clock.now().toISOString());
  });
  await clock.move({ to: 'hour' });
  await clock.move({ to: 'hour' });
  stop();
  await clock.move({ to: 'hour' });
  expect(told).toEqual(['2026-09-22T16:00:00.000Z', '2026-09-22T17:00:00.000Z']);
});
