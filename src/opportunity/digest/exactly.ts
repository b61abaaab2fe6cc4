/** What earlier versions kept in whole cents, held against what is read exactly now: rounding is no news. */
import type { Figures, Reading } from '../figures';
import { inCents } from '../money';
import type { Standing } from './standing';

const money = ['amount', 'recurring', 'oneTime'] as const;

/** The same reading, with the exact figure of now wherever it kept that figure in cents. */
export function exactly(reading: Reading | undefined, now: readonly Standing[]): Reading | undefined {
  if (reading === undefined) return undefined;
  const known = new Map(now.map(({ figures }) => [figures.id, figures]));
  return { ...reading, figures: reading.figures.map((kept) => sharpened(kept, known.get(kept.id))) };
}

function sharpened(kept: Figures, now: Figures | undefined): Figures {
  if (now === undefined) return kept;
  const exact = money.filter((of) => kept[of] !== now[of] && kept[of] === inCents(now[of]));
  return exact.length === 0 ? kept : { ...kept, ...Object.fromEntries(exact.map((of) => [of, now[of]])) };
}
