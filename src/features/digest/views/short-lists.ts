/** The forecast and other short lists of a digest, a line each. */
import { picklistLabel } from '../../../opportunity/labels';
import type { ForecastLine } from '../calculations/forecast';
import type { OwnerSlips } from '../calculations/slips';
import type { ReasonCount, WinRate } from '../calculations/win-rate';
import { pluralize } from '../../../views/format';
import { moneyLine, monthWord, ownerWord, type DigestWords } from './wording';

export interface DigestLine {
  readonly name: string;
  readonly value: string;
}

export function forecastLines(lines: readonly ForecastLine[], words: DigestWords): readonly DigestLine[] {
  return lines.map((line) => ({
    name: dueWord(line, words),
    value: `${moneyLine(line.sums, words)} (${String(line.sums.count)})${weightedLine(line, words)}`,
  }));
}

const weightedLine = ({ sums }: ForecastLine, words: DigestWords): string =>
  `, weighted ${moneyLine({ recurring: sums.weightedRecurring, oneTime: sums.weightedOneTime }, words)}`;

export function dueWord(line: ForecastLine, words: DigestWords): string {
  if (line.due === 'month') return monthWord(line.month, words);
  return { overdue: 'Overdue', later: 'Later', undated: 'No date' }[line.due];
}

/** Owners with the most slips; the rest is counted. */
const ownersShown = 8;

export function slipLines(owners: readonly OwnerSlips[], words: DigestWords): readonly DigestLine[] {
  const lines = owners.slice(0, ownersShown).map(({ owner, sums, days }) => ({
    name: ownerWord(owner, words),
    value: `${String(sums.count)}, by ${pluralize(days, 'day', 'days')} together, ${moneyLine(sums, words)}`,
  }));
  const rest = owners.length - lines.length;
  return rest > 0 ? [...lines, { name: `+${pluralize(rest, 'more owner', 'more owners')}`, value: '' }] : lines;
}

/** Reasons that are named for each side; the rest is counted. */
const reasonsShown = 5;

export function reasonLines({ reasons }: WinRate, words: DigestWords): readonly DigestLine[] {
  return (['won', 'lost'] as const).flatMap((outcome) => {
    const side = reasons.filter((one) => one.outcome === outcome);
    const rest = side.slice(reasonsShown).reduce((sum, { ids }) => sum + ids.length, 0);
    const shown = side.slice(0, reasonsShown).map((one) => `${reasonWord(one, words)} ${String(one.ids.length)}`);
    const value = [...shown, ...(rest > 0 ? [`other reasons ${String(rest)}`] : [])].join(', ');
    return value === '' ? [] : [{ name: outcome === 'won' ? 'Won' : 'Lost', value }];
  });
}

export function reasonWord({ outcome, reason }: ReasonCount, { picklists }: DigestWords): string {
  if (reason === null) return 'no reason given';
  const list = picklists.all(outcome === 'won' ? 'winReason' : 'lossReason');
  return picklistLabel(list, reason) ?? `#${String(reason)}`;
}
