/** What a status means for the people who sell: still open, won or lost. */
import type { Opportunity } from './opportunity';

/** Autotask, system picklist `status`: 2 Lost, 3 Closed, 4 Implemented (delivered after it was won). */
export interface ClosingStatuses {
  readonly closed: number;
  readonly lost: number;
  readonly open: readonly number[];
}
export type OpportunityOutcome = 'open' | 'won' | 'lost';

export function outcomeOfStatus(status: number, statuses: ClosingStatuses): OpportunityOutcome {
  if (statuses.open.includes(status)) return 'open';
  return status === statuses.lost ? 'lost' : 'won';
}

export const outcomeOf = ({ fields }: Opportunity, statuses: ClosingStatuses): OpportunityOutcome =>
  outcomeOfStatus(fields.status, statuses);
