/**
 * The one clock of the tests: it begins at the same instant in every run, whatever day it is.
 * `TEST_NOW` names another, as an ISO date-time; without a zone it is local time of this machine (`TZ`).
 */

/**
 * A plain Tuesday: no end of a month, a quarter or a year, and no change of the clocks, is near.
 * Tests whose words or rules are about written dates stand on this day, wherever `TEST_NOW` is.
 */
export const ordinaryMoment = '2026-03-10T12:00:00.000Z';

const startTime = new Date(process.env['TEST_NOW'] ?? ordinaryMoment).getTime();
if (Number.isNaN(startTime)) throw new Error('TEST_NOW is no ISO date-time, such as 2028-02-29T12:00:00Z.');

/** The instant at which tests begin, as `toISOString` writes it. */
export const testNow = new Date(startTime).toISOString();

/** Its day in UTC, as `2026-03-10`. */
export const testDay = testNow.slice(0, 10);

/** The day so many days after that one, or before it, as `2026-03-10`. */
export const dayIn = (days: number, from = testNow): string =>
  new Date(Date.parse(from.slice(0, 10)) + days * 86_400_000).toISOString().slice(0, 10);

/** Stands still. */
export const fixedClock = (): Date => new Date(startTime);

const started = performance.now();

/** Begins there and goes on as real time does: for what waits, signs or expires. */
export const runningClock = (): Date => new Date(startTime + performance.now() - started);

/** Only beside something that goes by the machine's own time and cannot be given another. */
export const realClock = (): Date => new Date();
