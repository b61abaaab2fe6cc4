/** The figures of one day: what closes this month, what was won and lost, what needs a hand. Pure sums, no words. */
import { dayOf, monthStart } from './calendar';
import type { Opportunity } from './opportunity';
import type { ClosingStatuses } from './outcome';
import { byStage, needsAttention, totalsOf, type Attention, type StageTotals, type Totals } from './pipeline';

export interface Digest {
  readonly day: string;
  readonly open: Totals;
  readonly closingThisMonth: Totals;
  readonly wonThisMonth: Totals;
  readonly lostThisMonth: Totals;
  readonly stages: readonly StageTotals[];
  readonly attention: readonly Attention[];
}

interface DigestParts {
  readonly open: readonly Opportunity[];
  /** Closed or lost ones; those of other months are left out here. */
  readonly ended: readonly Opportunity[];
  readonly statuses: ClosingStatuses;
  /** Stage ids in the tenant's order. */
  readonly stageOrder: readonly number[];
  /** Today where the channel is, `yyyy-mm-dd`. */
  readonly day: string;
}

export function digestOf({ open, ended, statuses, stageOrder, day }: DigestParts): Digest {
  const inMonth = (date: string | null): boolean => {
    const when = dayOf(date);
    return when !== undefined && when >= monthStart(day) && when < monthStart(day, 1);
  };
  const lost = ended.filter(({ fields }) => fields.status === statuses.lost && inMonth(fields.lostDate));
  const won = ended.filter(({ fields }) => fields.status !== statuses.lost && inMonth(fields.closedDate));
  return {
    day,
    open: totalsOf(open),
    closingThisMonth: totalsOf(open.filter(({ fields }) => inMonth(fields.projectedCloseDate))),
    wonThisMonth: totalsOf(won),
    lostThisMonth: totalsOf(lost),
    stages: byStage(open, stageOrder),
    attention: needsAttention(open, day),
  };
}
