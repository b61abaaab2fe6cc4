/** Rows of a digest: opportunities that need attention, the forecast, slips by owner, reasons of wins and losses. */
import type { ActionRef } from '../../../core/cards/button';
import { daysBetween } from '../../../core/days';
import type { AttentionItem, AttentionReason } from '../calculations/attention';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { editButton } from '../../../views/buttons';
import { moneyLine, closeLine, pluralize } from '../../../views/format';
import { rowActions, type OpportunityRow } from '../../../views/opportunity-list';
import { companyWord, ownerWord, stageWord, titleWord, type DigestWords, monthWord } from './wording';
import { picklistLabel } from '../../../opportunity/labels';
import type { ForecastLine } from '../calculations/sums';
import type { OwnerSlips } from '../calculations/slips';
import type { ReasonCount, WinRate } from '../calculations/weekly';

/** Rows on one card; a button lists the rest. */
export const rowLimits = { changes: 8, attention: 5, stages: 8 };

export interface DigestLine {
  readonly name: string;
  readonly value: string;
}

export const lineText = ({ name, value }: DigestLine): string => (value === '' ? name : `${name}: ${value}`);

export interface AttentionRow extends OpportunityRow {
  readonly worries: string;
}

export function attentionTitle(rows: number, all: number): string {
  if (all === 0) return 'Nothing needs attention';
  return rows < all ? `Needs attention (${String(rows)} of ${String(all)})` : `Needs attention (${String(all)})`;
}

export function attentionRow(item: AttentionItem, words: DigestWords): AttentionRow {
  return snapshotRow(item.row.snapshot, { worries: reasonsLine(item, words), title: item.row.title }, words);
}

export function snapshotRow(
  snapshot: OpportunitySnapshot,
  { worries, title }: { worries: string; title: string },
  words: DigestWords,
): AttentionRow {
  const { id } = snapshot;
  const about = [
    companyWord(snapshot, words),
    stageWord(snapshot.stage, words),
    moneyLine(snapshot, words),
    closeWord(snapshot.close, words),
    ownerWord(snapshot.owner, words),
  ];
  return {
    title: titleWord(id, words),
    url: words.names.url(id),
    worries,
    about: about.filter((part) => part !== '').join(' · '),
    actions: menuOf(id, title),
  };
}

/** Without `overdue`: the reasons say that already. */
const closeWord = (close: string | null, { format }: DigestWords): string =>
  close !== null && close < format.today ? format.day(close) : closeLine(close, format);

const menuOf = (id: number, title: string): readonly ActionRef[] => [
  ...rowActions(id, title),
  editButton.with({ id }, 'Set next step'),
];

/** `overdue for 4 days, no next step`. */
export function reasonsLine(item: AttentionItem, words: DigestWords): string {
  return item.reasons.map((reason) => reasonTexts[reason](item, words)).join(', ');
}

const daysText = (count: number): string => pluralize(count, 'day', 'days');

const reasonTexts: Record<AttentionReason, (item: AttentionItem, words: DigestWords) => string> = {
  overdue: ({ row }, { format }) => `overdue for ${daysText(daysBetween(row.snapshot.close ?? '', format.today))}`,
  'no next step': () => 'no next step',
  stuck: ({ age }) => `in this stage for ${age?.exact === false ? 'at least ' : ''}${daysText(age?.days ?? 0)}`,
  quiet: ({ quietDays }) => `quiet for ${daysText(quietDays ?? 0)}`,
  'no revenue': () => 'no revenue',
};

export function forecastLines(lines: readonly ForecastLine[], words: DigestWords): readonly DigestLine[] {
  return lines.map((line) => ({
    name: dueWord(line, words),
    value: `${moneyLine(line.sums, words)} (${String(line.sums.count)})${weightedLine(line, words)}`,
  }));
}

const weightedLine = ({ sums }: ForecastLine, words: DigestWords): string =>
  `, weighted ${moneyLine({ recurring: sums.weightedRecurring, oneTime: sums.weightedOneTime }, words)}`;

function dueWord(line: ForecastLine, words: DigestWords): string {
  if (line.due === 'month') return monthWord(line.month, words);
  return { overdue: 'Overdue', later: 'Later', undated: 'No date' }[line.due];
}

/** Owners listed, those with the most slips first; the rest is counted. */
const maxOwners = 8;

export function slipLines(owners: readonly OwnerSlips[], words: DigestWords): readonly DigestLine[] {
  const lines = owners.slice(0, maxOwners).map(({ owner, sums, days }) => ({
    name: ownerWord(owner, words),
    value: `${String(sums.count)}, by ${daysText(days)} together, ${moneyLine(sums, words)}`,
  }));
  const rest = owners.length - lines.length;
  return rest > 0 ? [...lines, { name: `+${pluralize(rest, 'more owner', 'more owners')}`, value: '' }] : lines;
}

/** Reasons listed for wins and for losses; the rest is counted. */
const maxReasons = 5;

export function reasonLines({ reasons }: WinRate, words: DigestWords): readonly DigestLine[] {
  return (['won', 'lost'] as const).flatMap((outcome) => {
    const side = reasons.filter((one) => one.outcome === outcome);
    const rest = side.slice(maxReasons).reduce((sum, { ids }) => sum + ids.length, 0);
    const named = side.slice(0, maxReasons).map((one) => `${reasonWord(one, words)} ${String(one.ids.length)}`);
    const value = [...named, ...(rest > 0 ? [`other reasons ${String(rest)}`] : [])].join(', ');
    return value === '' ? [] : [{ name: outcome === 'won' ? 'Won' : 'Lost', value }];
  });
}

export function reasonWord({ outcome, reason }: ReasonCount, { picklists }: DigestWords): string {
  if (reason === null) return 'no reason given';
  const list = picklists.all(outcome === 'won' ? 'winReason' : 'lossReason');
  return picklistLabel(list, reason) ?? `#${String(reason)}`;
}
