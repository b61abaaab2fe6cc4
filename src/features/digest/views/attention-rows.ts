/** What needs a hand as rows, each with what is wrong in words and a menu of what can be done about it. */
import type { ActionRef } from '../../../core/cards/button';
import { daysBetween } from '../../../core/days';
import type { AttentionItem, AttentionReason } from '../calculations/attention';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { editButton } from '../../../views/buttons';
import { closeLine, pluralize } from '../../../views/format';
import { rowActions, type OpportunityRow } from '../../../views/opportunity-list';
import { companyWord, moneyLine, ownerWord, stageWord, titleWord, type DigestWords } from './wording';

export interface AttentionRow extends OpportunityRow {
  readonly worries: string;
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

/** That it is overdue is said above it already. */
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

const days = (count: number): string => pluralize(count, 'day', 'days');

const reasonTexts: Record<AttentionReason, (concern: AttentionItem, words: DigestWords) => string> = {
  overdue: ({ row }, { format }) => `overdue for ${days(daysBetween(row.snapshot.close ?? '', format.today))}`,
  'no next step': () => 'no next step',
  stuck: ({ age }) => `in this stage for ${age?.exact === false ? 'at least ' : ''}${days(age?.days ?? 0)}`,
  quiet: ({ quietDays }) => `quiet for ${days(quietDays ?? 0)}`,
  'no revenue': () => 'no revenue',
};
