/** An opportunity as a digest reads it: its snapshot, and the few fields that are used but never stored. */
import { dayInTimezone, datePart } from '../../../opportunity/calendar';
import type { OpportunitySnapshot, PipelineSnapshot } from '../../../opportunity/snapshot';
import { oneTime, recurringPerMonth, roundToCents } from '../../../opportunity/money';
import type { Opportunity } from '../../../opportunity/opportunity';
import { outcomeOfStatus, type ClosingStatuses } from '../../../opportunity/tenant';

export interface DigestRow {
  readonly snapshot: OpportunitySnapshot;
  readonly title: string;
  readonly hasNextStep: boolean;
  /** The day of its last activity in the time zone of the digest. */
  readonly lastActiveDay: string | null;
  /** Why it was won or lost: a value of the picklist `winReason` or `lossReason`. */
  readonly reason: number | null;
}

/** Its days are in the time zone of the digest. */
export function digestRowOf(opportunity: Opportunity, statuses: ClosingStatuses, timezone: string): DigestRow {
  const { fields } = opportunity;
  return {
    snapshot: snapshotOf(opportunity, statuses, timezone),
    title: fields.title,
    hasNextStep: (fields.nextStep ?? '').trim() !== '',
    lastActiveDay: dayInTimezone(fields.lastActivity, timezone) ?? null,
    reason: fields.status === statuses.lost ? fields.lossReason : fields.winReason,
  };
}

/** Stored snapshots have days in UTC: they serve digests in all time zones. */
export function snapshotOf(
  { id, fields }: Opportunity,
  statuses: ClosingStatuses,
  timezone = 'UTC',
): OpportunitySnapshot {
  const ends = { open: null, won: fields.closedDate, lost: fields.lostDate };
  return {
    id,
    owner: fields.ownerResourceID,
    company: fields.companyID,
    category: fields.opportunityCategoryID,
    stage: fields.stage,
    status: fields.status,
    close: datePart(fields.projectedCloseDate) ?? null,
    probability: fields.probability ?? 0,
    amount: fields.amount ?? 0,
    recurring: recurringPerMonth(fields),
    oneTime: oneTime(fields),
    created: dayInTimezone(fields.startDate, timezone) ?? null,
    ended: dayInTimezone(ends[outcomeOfStatus(fields.status, statuses)], timezone) ?? null,
  };
}

const comparedMoneyFields = ['amount', 'recurring', 'oneTime'] as const;

/** Earlier versions stored whole cents: where a stored amount equals the present one rounded, it takes the exact one. */
export function restoreExactMoney(
  pipeline: PipelineSnapshot | undefined,
  rows: readonly DigestRow[],
): PipelineSnapshot | undefined {
  if (pipeline === undefined) return undefined;
  const known = new Map(rows.map(({ snapshot }) => [snapshot.id, snapshot]));
  return { ...pipeline, snapshots: pipeline.snapshots.map((stored) => restoreSnapshot(stored, known.get(stored.id))) };
}

function restoreSnapshot(stored: OpportunitySnapshot, now: OpportunitySnapshot | undefined): OpportunitySnapshot {
  if (now === undefined) return stored;
  const exact = comparedMoneyFields.filter((of) => stored[of] !== now[of] && stored[of] === roundToCents(now[of]));
  return exact.length === 0 ? stored : { ...stored, ...Object.fromEntries(exact.map((of) => [of, now[of]])) };
}
