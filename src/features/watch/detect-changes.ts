/** Watches, the change events that they are about, and the comparison that detects them. Pure. */
import { parseTimestamp } from '../../opportunity/dates';
import type { Person, Conversation } from '../../core/interaction';
import { oneTime, recurringPerMonth } from '../../opportunity/money';
import type { Opportunity } from '../../opportunity/opportunity';
import { outcomeOf, type ClosingStatuses, type OpportunityOutcome } from '../../opportunity/tenant';

export const watchKinds = ['won', 'lost', 'stage', 'new'] as const;
export type WatchKind = (typeof watchKinds)[number];

/** Stored as JSON. */
export interface Watch {
  readonly id: string;
  readonly place: Conversation;
  /** This opportunity alone, with all kinds of change; undefined for all opportunities. */
  readonly opportunity?: number | undefined;
  readonly kinds: readonly WatchKind[];
  /** New ones of at least this amount. */
  readonly newFrom?: number | undefined;
  readonly author: Person;
  /** The Autotask resource of the author. */
  readonly resource: number;
}

export interface WatchStore {
  all(): Promise<readonly Watch[]>;
  /** Creates or replaces it. */
  save(watch: Watch): Promise<void>;
  remove(id: Watch['id']): Promise<void>;
}

/** The state at the last poll. */
export type LastState = readonly [stage: number, status: number];
export const lastStateOf = ({ fields }: Opportunity): LastState => [fields.stage, fields.status];
export const isSameState = (a: LastState | undefined, b: LastState): boolean => a?.[0] === b[0] && a[1] === b[1];

export interface ChangeEvent {
  readonly kind: WatchKind;
  readonly opportunity: Opportunity;
  /** The previous stage, where it differs. */
  readonly from: number | undefined;
}

/** `since` is the last poll: an unknown opportunity that was created before is no news. */
export function changeEventOf(
  opportunity: Opportunity,
  before: LastState | undefined,
  { statuses, since }: { statuses: ClosingStatuses; since: Date },
): ChangeEvent | undefined {
  const stage = opportunity.fields.stage;
  if (before === undefined) {
    if (createdAt(opportunity) < since.getTime()) return undefined;
    const outcome = outcomeOf(opportunity, statuses);
    return { kind: outcome === 'open' ? 'new' : outcome, opportunity, from: undefined };
  }
  return changeEventOfKnown(
    opportunity,
    { outcome: outcomeOf(opportunity, statuses), wasOpen: statuses.open.includes(before[1]) },
    before[0] === stage ? undefined : before[0],
  );
}

function changeEventOfKnown(
  opportunity: Opportunity,
  { outcome, wasOpen }: { outcome: OpportunityOutcome; wasOpen: boolean },
  from: number | undefined,
): ChangeEvent | undefined {
  if (outcome !== 'open') return wasOpen ? { kind: outcome, opportunity, from } : undefined;
  return from === undefined ? undefined : { kind: 'stage', opportunity, from };
}

function createdAt({ fields }: Opportunity): number {
  return parseTimestamp(fields.createDate ?? fields.startDate ?? '');
}

export function matches(
  { opportunity: watchedId, kinds, newFrom = 0 }: Watch,
  { kind, opportunity }: ChangeEvent,
): boolean {
  if (watchedId !== undefined) return watchedId === opportunity.id;
  if (!kinds.includes(kind)) return false;
  return kind !== 'new' || amountOf(opportunity) >= newFrom;
}

/** Autotask's own amount; before Autotask computed it, the revenue entered so far. */
const amountOf = ({ fields }: Opportunity): number => fields.amount ?? oneTime(fields) + recurringPerMonth(fields);
