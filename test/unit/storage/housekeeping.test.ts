/** Housekeeping goes on for as long as the bot runs, whatever became of the one before. */
import type { Jobs } from '../../../src/core/jobs';
import { createHousekeepingSchedule } from '../../../src/storage/housekeeping';
import { quietLog as log } from '../../support/quiet-log';

const start = Date.parse('2026-09-22T12:00:00Z');

function openClock() {
  const time = { now: start };
  const planned: string[] = [];
  const database = { isAway: false };
  const jobs: Jobs = {
    add(_job, _payload, { delay = 0, key } = {}) {
      if (database.isAway) return Promise.reject(new Error('away'));
      planned.push(`${key ?? ''} in ${String(delay)}`);
      return Promise.resolve();
    },
  };
  const tick = createHousekeepingSchedule({ jobs, clock: () => new Date(time.now), log });
  const pass = (seconds: number): Promise<void> => {
    time.now += seconds * 1000;
    return tick();
  };
  return { planned, database, pass };
}

it('is planned again after the database did not take the next one', async () => {
  const { planned, database, pass } = openClock();
  database.isAway = true;
  await pass(0);
  await pass(20);
  expect(planned).toEqual([]);
  database.isAway = false;
  await pass(20);
  expect(planned).toEqual(['next in 600']);
});

it('is planned for as long as the bot runs, and not with every call', async () => {
  const { planned, pass } = openClock();
  for (let call = 0; call < 90; call++) await pass(20);
  expect(planned.length).toBeGreaterThanOrEqual(3);
  expect(planned.length).toBeLessThanOrEqual(6);
});
