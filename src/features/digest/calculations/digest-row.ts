/** An opportunity as a digest reads it: its figures, and the little else that is asked of it but never kept. */
import { dayInTimezone, datePart } from '../../../opportunity/calendar';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { oneTime, recurringPerMonth } from '../../../opportunity/money';
import type { Opportunity } from '../../../opportunity/opportunity';
import { outcomeOfStatus, type ClosingStatuses } from '../../../opportunity/tenant';

export interface DigestRow {
  readonly snapshot: OpportunitySnapshot;
  readonly title: string;
  readonly hasNextStep: boolean;
  /** The day of its last activity, where the digest is. */
  readonly lastActiveDay: string | null;
  /** Why it was won or lost: a value of the picklist `winReason` or `lossReason`. */
  readonly reason: number | null;
}

/** Its days are those of the time zone of whoever reads. */
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

/** Without a time zone as they are remembered, for digests in all of them: by UTC. */
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
