/** An opportunity as a digest reads it: its figures, and the little else that is asked of it but never kept. */
import { dayOf } from '../calendar';
import type { Figures } from '../figures';
import { oneTime, recurringPerMonth } from '../money';
import type { Opportunity } from '../opportunity';
import { outcomeOfStatus, type ClosingStatuses } from '../outcome';

export interface Standing {
  readonly figures: Figures;
  readonly title: string;
  readonly hasNextStep: boolean;
  /** The day of its last activity. */
  readonly active: string | null;
  /** Why it was won or lost: a value of the picklist `winReason` or `lossReason`. */
  readonly reason: number | null;
}

export function standingOf(opportunity: Opportunity, statuses: ClosingStatuses): Standing {
  const { fields } = opportunity;
  return {
    figures: figuresOf(opportunity, statuses),
    title: fields.title,
    hasNextStep: (fields.nextStep ?? '').trim() !== '',
    active: dayOf(fields.lastActivity) ?? null,
    reason: fields.status === statuses.lost ? fields.lossReason : fields.winReason,
  };
}

export function figuresOf({ id, fields }: Opportunity, statuses: ClosingStatuses): Figures {
  const ends = { open: null, won: fields.closedDate, lost: fields.lostDate };
  return {
    id,
    owner: fields.ownerResourceID,
    company: fields.companyID,
    category: fields.opportunityCategoryID,
    stage: fields.stage,
    status: fields.status,
    close: dayOf(fields.projectedCloseDate) ?? null,
    probability: fields.probability ?? 0,
    amount: inCents(fields.amount ?? 0),
    recurring: inCents(recurringPerMonth(fields)),
    oneTime: inCents(oneTime(fields)),
    created: dayOf(fields.startDate) ?? null,
    ended: dayOf(ends[outcomeOfStatus(fields.status, statuses)]) ?? null,
  };
}

/** A third of a quarterly figure has no end: kept so, nothing that is added up would ever come out even. */
const inCents = (amount: number): number => Math.round(amount * 100) / 100;
