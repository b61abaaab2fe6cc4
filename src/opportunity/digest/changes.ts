/** What happened between two readings: each opportunity once, with everything that changed about it. */
import { today } from '../calendar';
import type { Figures, Reading } from '../figures';
import { wasKnown, type Pasts } from './past';
import type { Scope } from './scope';

/** In the order in which they matter. `joined` and `left` tell of the filters: it began or ceased to match them. */
export const changeKinds = [
  'won',
  'lost',
  'reopened',
  'new',
  'stage',
  'slipped',
  'pulled in',
  'grown',
  'shrunk',
  'likelier',
  'less likely',
  'joined',
  'left',
  'gone',
] as const;
export type ChangeKind = (typeof changeKinds)[number];

export interface Change {
  readonly id: number;
  /** At least one, the one that matters most first. */
  readonly kinds: readonly [ChangeKind, ...ChangeKind[]];
  readonly before: Figures | undefined;
  readonly after: Figures | undefined;
}

/** Two moments to be compared. */
export interface Between {
  readonly before: Reading;
  readonly after: readonly Figures[];
  readonly scope: Scope;
  /** What was known before: one that comes back after it had ended is not new. */
  readonly pasts: Pasts;
  /** Where it is told: days end there. */
  readonly timezone: string;
}
export interface Pair {
  readonly before: Figures | undefined;
  readonly after: Figures | undefined;
}

/** The most important first; within a kind the largest amount. */
export function changesBetween(between: Between): readonly Change[] {
  const changes = pairsOf(between).flatMap((pair) => changeOf(pair, between) ?? []);
  const worth = ({ before, after }: Change): number => (after ?? before)?.amount ?? 0;
  return changes.sort((a, b) => rank(a.kinds[0]) - rank(b.kinds[0]) || worth(b) - worth(a) || a.id - b.id);
}

const rank = (kind: ChangeKind): number => changeKinds.indexOf(kind);

/** Everything that either reading knows. What had ended long before and is read again is no news, and left out. */
export function pairsOf({ before, after, scope, timezone }: Between): readonly Pair[] {
  const known = new Map(before.figures.map((figures) => [figures.id, figures]));
  const day = today(before.at, timezone);
  const pairs: Pair[] = [];
  for (const figures of after) {
    const earlier = known.get(figures.id);
    known.delete(figures.id);
    const isOld = earlier === undefined && !scope.isOpen(figures) && (figures.ended ?? '') < day;
    if (!isOld) pairs.push({ before: earlier, after: figures });
  }
  // What had ended is read for a while and then no more: only what was open can go.
  for (const figures of known.values()) if (scope.isOpen(figures)) pairs.push({ before: figures, after: undefined });
  return pairs;
}

function changeOf(pair: Pair, between: Between): Change | undefined {
  const kinds = kindsOf(pair, between);
  const [first, ...others] = changeKinds.filter((kind) => kinds.includes(kind));
  const id = (pair.after ?? pair.before)?.id;
  return first === undefined || id === undefined ? undefined : { id, kinds: [first, ...others], ...pair };
}

function kindsOf({ before, after }: Pair, between: Between): readonly ChangeKind[] {
  const { holds } = between.scope;
  if (after === undefined) return before !== undefined && holds(before) ? ['gone'] : [];
  if (before === undefined) return holds(after) ? arrivalOf(after, between) : [];
  return holds(before) || holds(after) ? courseOf(before, after, between) : [];
}

/** Of one that both readings know, and that is told of in one of them at least. */
function courseOf(before: Figures, after: Figures, { scope }: Between): readonly ChangeKind[] {
  const [was, is] = [scope.outcome(before), scope.outcome(after)];
  if (is !== 'open') return was === is ? [] : [is];
  const [held, holds] = [scope.holds(before), scope.holds(after)];
  if (was !== 'open') return holds ? ['reopened'] : [];
  const membership: readonly ChangeKind[] = held === holds ? [] : [held ? 'left' : 'joined'];
  return [...differences(before, after), ...membership];
}

function arrivalOf(after: Figures, { scope, pasts, before: { at } }: Between): readonly ChangeKind[] {
  const outcome = scope.outcome(after);
  const entry = wasKnown(pasts, after.id, at) ? 'reopened' : 'new';
  return outcome === 'open' ? [entry] : [outcome, entry];
}

/** What is different about one that was open and is. */
export function differences(before: Figures, after: Figures): readonly ChangeKind[] {
  const staysInStage = before.stage === after.stage;
  const likelihood = after.probability - before.probability;
  return [
    ...(staysInStage ? [] : ['stage' as const]),
    ...moveOf(before.close, after.close),
    ...growthOf(before, after),
    // Autotask's stages bring their own probability along.
    ...(staysInStage && likelihood > 0 ? ['likelier' as const] : []),
    ...(staysInStage && likelihood < 0 ? ['less likely' as const] : []),
  ];
}

function moveOf(before: string | null, after: string | null): readonly ChangeKind[] {
  if (before === null || after === null || before === after) return [];
  return [after > before ? 'slipped' : 'pulled in'];
}

/** Recurring money may grow while one-time money shrinks; the amount tells where neither moved. */
function growthOf(before: Figures, after: Figures): readonly ChangeKind[] {
  const money = [after.recurring - before.recurring, after.oneTime - before.oneTime];
  const moved = money.some((by) => by !== 0) ? money : [after.amount - before.amount];
  return [
    ...(moved.some((by) => by > 0) ? ['grown' as const] : []),
    ...(moved.some((by) => by < 0) ? ['shrunk' as const] : []),
  ];
}
