/** Reads the pipeline once and whole for a digest: what is open, what ended, and what is there no more. */
import { Unavailable } from '../core/errors';
import { addDays, daysEarlier, monthStart, quarterStart, startOfDay, today } from '../opportunity/calendar';
import type { OpportunityClient } from '../opportunity/client';
import { figuresOf, standingOf, type Standing } from '../opportunity/digest/standing';
import type { Figures, Reading, Readings } from '../opportunity/figures';
import type { ClosingStatuses } from '../opportunity/outcome';

export interface Comparisons {
  /** As it was when the digest was last sent. */
  readonly before: Reading | undefined;
  readonly weekAgo: Reading | undefined;
}

export interface PipelineReading {
  readonly standings: readonly Standing[];
  readonly reading: Reading;
  /** What could not be read, in whole sentences. */
  readonly missing: readonly string[];
}

interface Parts extends Comparisons {
  readonly opportunities: OpportunityClient;
  readonly statuses: ClosingStatuses;
  /** Today where the digest is read. */
  readonly day: string;
  readonly timezone: string;
}

/** One paged query for all of it, and one look-up for what was open and is not among it. */
export async function readPipeline(parts: Parts): Promise<PipelineReading> {
  const { opportunities, statuses, timezone } = parts;
  const standings = new Map<number, Standing>();
  const figures = new Map<number, Figures>();
  const keep: Parameters<OpportunityClient['each']>[1] = (one) => {
    standings.set(one.id, standingOf(one, statuses, timezone));
    figures.set(one.id, figuresOf(one, statuses));
  };
  const { complete, readAt } = await opportunities.each(
    { openOrEnded: { open: statuses.open, since: endedSince(parts) } },
    keep,
  );
  if (!complete) throw tooMany(standings.size);
  const vanished = vanishedFrom(parts, standings);
  const missing = await lookUp(vanished, (ids) => opportunities.each({ ids }, keep));
  return { standings: [...standings.values()], reading: { at: readAt, figures: [...figures.values()] }, missing };
}

/** The quarter for the win rate of a week; a day more, since days begin earlier in other zones than Autotask's. */
function endedSince({ day, timezone, before, weekAgo }: Parts): string {
  const days = [before, weekAgo].flatMap((reading) => (reading === undefined ? [] : [today(reading.at, timezone)]));
  const first = [quarterStart(day), monthStart(day), addDays(day, -7), ...days].sort()[0] ?? day;
  return addDays(first, -1);
}

/** Closed on a day long ago, closed without a day, or deleted: asked for by their numbers. */
function vanishedFrom({ before, weekAgo, statuses }: Parts, read: ReadonlyMap<number, unknown>): readonly number[] {
  const open = [before, weekAgo].flatMap((reading) => reading?.figures ?? []);
  const ids = open.filter(({ id, status }) => statuses.open.includes(status) && !read.has(id)).map(({ id }) => id);
  return [...new Set(ids)];
}

async function lookUp(
  ids: readonly number[],
  ask: (ids: readonly number[]) => Promise<{ readonly complete: boolean }>,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  try {
    await ask(ids);
    return [];
  } catch {
    const [was, have] = ids.length === 1 ? ['1 opportunity', 'has'] : [`${String(ids.length)} opportunities`, 'have'];
    return [`Not told here: what became of ${was} that ${have} ended. Autotask did not answer that question.`];
  }
}

/** A partial total is never shown as if it were whole. */
const tooMany = (cap: number): Unavailable =>
  new Unavailable(`There are more than ${String(cap)} opportunities, so any total would be wrong.`, {
    next: 'Close those in Autotask that are long over.',
  });

/** Milliseconds. A run of a week ago may have been read a little later in its day than this one. */
const slack = 60 * 60_000;

interface When {
  readonly now: Date;
  readonly lastSent: Date | undefined;
  readonly timezone: string;
}

/** What is compared with: the reading of the last sending, else of a day ago; and the one of a week ago. */
export async function comparisonsFor(readings: Readings, { now, lastSent, timezone }: When): Promise<Comparisons> {
  const [before, weekAgo] = await Promise.all([
    readings.asOf(lastSent ?? daysEarlier(now, 1, timezone)),
    readingOf(readings, daysEarlier(now, 7, timezone), timezone),
  ]);
  return { before, weekAgo };
}

/** As of that time of day, or later on the same day where nothing was read before: a run may have been late. */
async function readingOf(readings: Readings, moment: Date, timezone: string): Promise<Reading | undefined> {
  const day = today(moment, timezone);
  const then = await readings.asOf(new Date(moment.getTime() + slack));
  if (then !== undefined && today(then.at, timezone) >= day) return then;
  const nextDay = startOfDay(addDays(day, 1), timezone);
  const late = await readings.asOf(new Date(nextDay.getTime() - 1));
  return late !== undefined && today(late.at, timezone) === day ? late : then;
}
