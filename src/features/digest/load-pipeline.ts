/** Reads the pipeline once and whole for a digest, and picks the snapshots to compare it with. */
import { Unavailable } from '../../core/errors';
import { addDays } from '../../core/days';
import { sameTimeDaysEarlier, monthStart, quarterStart, startOfDay, today } from '../../opportunity/calendar';
import type { OpportunityClient } from '../../opportunity/client';
import { snapshotOf, digestRowOf, type DigestRow } from './calculations/digest-row';
import type { OpportunitySnapshot, PipelineSnapshot, SnapshotStore } from '../../opportunity/snapshot';
import type { ClosingStatuses } from '../../opportunity/tenant';

export interface Comparisons {
  /** As it was when the digest was last sent. */
  readonly before: PipelineSnapshot | undefined;
  readonly weekAgo: PipelineSnapshot | undefined;
}

export interface LoadedPipeline {
  readonly rows: readonly DigestRow[];
  readonly snapshot: PipelineSnapshot;
  /** What could not be read, in whole sentences. */
  readonly missing: readonly string[];
}

interface LoadPipelineOptions extends Comparisons {
  readonly opportunities: OpportunityClient;
  readonly statuses: ClosingStatuses;
  /** Today in the time zone of the digest. */
  readonly day: string;
  readonly timezone: string;
}

/** One paged query, and one look-up by id for what was open before and is missing in it. */
export async function loadPipeline(options: LoadPipelineOptions): Promise<LoadedPipeline> {
  const { opportunities, statuses, timezone } = options;
  const rows = new Map<number, DigestRow>();
  const snapshots = new Map<number, OpportunitySnapshot>();
  const collect: Parameters<OpportunityClient['each']>[1] = (one) => {
    rows.set(one.id, digestRowOf(one, statuses, timezone));
    snapshots.set(one.id, snapshotOf(one, statuses));
  };
  const { complete, readAt } = await opportunities.each(
    { openOrEnded: { open: statuses.open, since: endedSince(options) } },
    collect,
  );
  if (!complete) throw tooMany(rows.size);
  const vanishedIds = idsNoLongerOpen(options, rows);
  const missing = await readVanished(vanishedIds, (ids) => opportunities.each({ ids }, collect));
  return { rows: [...rows.values()], snapshot: { at: readAt, snapshots: [...snapshots.values()] }, missing };
}

/** Back to the start of the quarter for the win rate, and one day more: days begin earlier in other zones than Autotask's. */
function endedSince({ day, timezone, before, weekAgo }: LoadPipelineOptions): string {
  const days = [before, weekAgo].flatMap((snapshot) => (snapshot === undefined ? [] : [today(snapshot.at, timezone)]));
  const first = [quarterStart(day), monthStart(day), addDays(day, -7), ...days].sort()[0] ?? day;
  return addDays(first, -1);
}

/** Closed long ago, closed without a date, or deleted: looked up by id. */
function idsNoLongerOpen(
  { before, weekAgo, statuses }: LoadPipelineOptions,
  rows: ReadonlyMap<number, unknown>,
): readonly number[] {
  const open = [before, weekAgo].flatMap((snapshot) => snapshot?.snapshots ?? []);
  const ids = open.filter(({ id, status }) => statuses.open.includes(status) && !rows.has(id)).map(({ id }) => id);
  return [...new Set(ids)];
}

async function readVanished(
  ids: readonly number[],
  read: (ids: readonly number[]) => Promise<{ readonly complete: boolean }>,
): Promise<readonly string[]> {
  if (ids.length === 0) return [];
  try {
    await read(ids);
    return [];
  } catch {
    const [subject, auxiliary] =
      ids.length === 1 ? ['1 opportunity', 'has'] : [`${String(ids.length)} opportunities`, 'have'];
    return [`Not told here: what became of ${subject} that ${auxiliary} ended. Autotask did not answer that question.`];
  }
}

/** A partial total is never shown as if it were whole. */
const tooMany = (cap: number): Unavailable =>
  new Unavailable(`There are more than ${String(cap)} opportunities, so any total would be wrong.`, {
    hint: 'Close those in Autotask that are long over.',
  });

/** Milliseconds. The snapshot of a week ago may have been taken a little later in the day. */
const toleranceMs = 60 * 60_000;

interface ComparisonOptions {
  readonly now: Date;
  readonly lastSent: Date | undefined;
  readonly timezone: string;
}

/** The snapshot of the last digest sent, else of a day ago; and the one of a week ago. */
export async function findComparisons(
  snapshots: SnapshotStore,
  { now, lastSent, timezone }: ComparisonOptions,
): Promise<Comparisons> {
  const [before, weekAgo] = await Promise.all([
    snapshots.asOf(lastSent ?? sameTimeDaysEarlier(now, 1, timezone)),
    snapshotNear(snapshots, sameTimeDaysEarlier(now, 7, timezone), timezone),
  ]);
  return { before, weekAgo };
}

/** The snapshot at that time of day, or later on the same day: a run may have been late. */
async function snapshotNear(
  snapshots: SnapshotStore,
  moment: Date,
  timezone: string,
): Promise<PipelineSnapshot | undefined> {
  const day = today(moment, timezone);
  const snapshot = await snapshots.asOf(new Date(moment.getTime() + toleranceMs));
  if (snapshot !== undefined && today(snapshot.at, timezone) >= day) return snapshot;
  const nextDay = startOfDay(addDays(day, 1), timezone);
  const lastOfDay = await snapshots.asOf(new Date(nextDay.getTime() - 1));
  return lastOfDay !== undefined && today(lastOfDay.at, timezone) === day ? lastOfDay : snapshot;
}
