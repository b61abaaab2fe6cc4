/** What earlier readings tell of an opportunity: how often its close was pushed, and since when it is in its stage. */
import { daysBetween, today } from '../calendar';
import type { Figures, Past, Spell } from '../figures';
import type { Scope } from './scope';

export type Pasts = ReadonlyMap<number, Past>;

/** Spells come oldest first, each opportunity's own at least. `since` is the moment of the very first reading. */
export function pastsOf(spells: readonly Spell[], since: Date | undefined, scope: Pick<Scope, 'isOpen'>): Pasts {
  const pasts = new Map<number, Past>();
  for (const spell of spells) {
    const before = pasts.get(spell.figures.id);
    pasts.set(spell.figures.id, before === undefined ? firstSight(spell, since) : nextSight(before, spell, scope));
  }
  return pasts;
}

const firstSight = ({ figures, from }: Spell, since: Date | undefined): Past => ({
  last: figures,
  first: from,
  pushes: 0,
  stageSince: from,
  exact: since === undefined || from > since,
});

function nextSight(before: Past, { figures, from }: Spell, scope: Pick<Scope, 'isOpen'>): Past {
  const pushes = before.pushes + (isPushed(before.last, figures, scope) ? 1 : 0);
  const stage = before.last.stage === figures.stage ? {} : { stageSince: from, exact: true };
  return { ...before, ...stage, pushes, last: figures };
}

/** Its close moved to a later day, and it is still open. */
export const isPushed = (before: Figures | undefined, after: Figures, scope: Pick<Scope, 'isOpen'>): boolean =>
  before !== undefined &&
  scope.isOpen(before) &&
  scope.isOpen(after) &&
  before.close !== null &&
  after.close !== null &&
  after.close > before.close;

/** With what is seen now, whether it is kept already or not. */
export const pushesOf = (now: Figures, past: Past | undefined, scope: Scope): number =>
  (past?.pushes ?? 0) + (isPushed(past?.last, now, scope) ? 1 : 0);

export interface Age {
  readonly days: number;
  readonly exact: boolean;
}

/** How long it is in its stage; undefined when no reading tells. `day` is today in the time zone of the reader. */
export function ageInStage(
  now: Figures,
  past: Past | undefined,
  { day, timezone }: { day: string; timezone: string },
): Age | undefined {
  if (past === undefined) return undefined;
  if (past.last.stage !== now.stage) return { days: 0, exact: true };
  const days = Math.max(0, daysBetween(today(past.stageSince, timezone), day));
  // It cannot have been in a stage before it was there at all.
  const exists = now.created === null ? days : Math.max(0, daysBetween(now.created, day));
  return { days: Math.min(days, exists), exact: past.exact || exists <= days };
}

/** It was known at that moment: when it is open again, it is not new. */
export const wasKnown = (pasts: Pasts, id: number, at: Date): boolean => {
  const past = pasts.get(id);
  return past !== undefined && past.first <= at;
};
