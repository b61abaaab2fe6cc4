/** Open opportunities that need attention, and why. */
import { daysBetween } from '../../../core/days';
import { ageInStage, type StageAge, type OpportunityHistories } from './history';
import type { DigestRow } from './digest-row';

export type AttentionReason = 'overdue' | 'no next step' | 'stuck' | 'quiet' | 'no revenue';

export interface Thresholds {
  /** Days before the projected close from which a next step is expected. */
  readonly soonDays: number;
  /** Days without activity after which it counts as quiet. */
  readonly quietDays: number;
  /** Days in one stage after which it counts as stuck. */
  stuckDays(stage: number): number;
}
export const defaultThresholds: Thresholds = { soonDays: 7, quietDays: 30, stuckDays: () => 45 };

export interface AttentionItem {
  readonly row: DigestRow;
  readonly reasons: readonly [AttentionReason, ...AttentionReason[]];
  /** Undefined without earlier snapshots. */
  readonly age: StageAge | undefined;
  readonly quietDays: number | undefined;
}

interface AttentionOptions {
  readonly day: string;
  readonly timezone: string;
  readonly histories: OpportunityHistories;
  readonly thresholds: Thresholds;
}

/** Those with the most reasons first, then the longest overdue, then the largest. */
export function attentionItems(open: readonly DigestRow[], options: AttentionOptions): readonly AttentionItem[] {
  const close = ({ row }: AttentionItem): string => row.snapshot.close ?? '9999';
  return open
    .flatMap((row) => attentionItem(row, options) ?? [])
    .sort(
      (a, b) =>
        b.reasons.length - a.reasons.length ||
        (close(a) < close(b) ? -1 : close(a) > close(b) ? 1 : 0) ||
        b.row.snapshot.amount - a.row.snapshot.amount ||
        a.row.snapshot.id - b.row.snapshot.id,
    );
}

function attentionItem(row: DigestRow, options: AttentionOptions): AttentionItem | undefined {
  const { snapshot } = row;
  const age = ageInStage(snapshot, options.histories.get(snapshot.id), options);
  // Without any activity it is quiet since it was created.
  const lastActiveDay = row.lastActiveDay ?? snapshot.created;
  const quietDays = lastActiveDay === null ? undefined : Math.max(0, daysBetween(lastActiveDay, options.day));
  const reasons = [
    ...closeDateReasons(row, options),
    ...reasonIfOver(age?.days, options.thresholds.stuckDays(snapshot.stage), 'stuck'),
    ...reasonIfOver(quietDays, options.thresholds.quietDays, 'quiet'),
    ...(snapshot.recurring === 0 && snapshot.oneTime === 0 && snapshot.amount === 0 ? ['no revenue' as const] : []),
  ];
  const [first, ...others] = reasons;
  return first === undefined ? undefined : { row, reasons: [first, ...others], age, quietDays };
}

const reasonIfOver = (days: number | undefined, limit: number, reason: AttentionReason): readonly AttentionReason[] =>
  days !== undefined && days > limit ? [reason] : [];

function closeDateReasons(
  { snapshot: { close }, hasNextStep }: DigestRow,
  { day, thresholds }: AttentionOptions,
): readonly AttentionReason[] {
  if (close === null) return [];
  const isSoon = daysBetween(day, close) <= thresholds.soonDays;
  return [...(close < day ? ['overdue' as const] : []), ...(isSoon && !hasNextStep ? ['no next step' as const] : [])];
}
