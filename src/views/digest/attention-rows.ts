/** What needs a hand as rows, each with what is wrong in words and a menu of what can be done about it. */
import type { ActionRef } from '../../core/button';
import { daysBetween } from '../../opportunity/calendar';
import type { Concern, Worry } from '../../opportunity/digest/attention';
import type { Figures } from '../../opportunity/figures';
import { editButton } from '../buttons';
import { closeLine, counted } from '../format';
import { rowActions, type Row } from '../opportunity-list';
import { companyWord, moneyLine, ownerWord, stageWord, titleWord, type DigestWords } from './digest-words';

export interface AttentionRow extends Row {
  readonly worries: string;
}

export function attentionRow(concern: Concern, words: DigestWords): AttentionRow {
  return figuresRow(
    concern.standing.figures,
    { worries: worriesLine(concern, words), title: concern.standing.title },
    words,
  );
}

export function figuresRow(
  figures: Figures,
  { worries, title }: { worries: string; title: string },
  words: DigestWords,
): AttentionRow {
  const { id } = figures;
  const about = [
    companyWord(figures, words),
    stageWord(figures.stage, words),
    moneyLine(figures, words),
    closeWord(figures.close, words),
    ownerWord(figures.owner, words),
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
export function worriesLine(concern: Concern, words: DigestWords): string {
  return concern.worries.map((worry) => worryWords[worry](concern, words)).join(', ');
}

const days = (count: number): string => counted(count, 'day', 'days');

const worryWords: Record<Worry, (concern: Concern, words: DigestWords) => string> = {
  overdue: ({ standing }, { format }) => `overdue for ${days(daysBetween(standing.figures.close ?? '', format.today))}`,
  'no next step': () => 'no next step',
  stuck: ({ age }) => `in this stage for ${age?.exact === false ? 'at least ' : ''}${days(age?.days ?? 0)}`,
  quiet: ({ quietDays }) => `quiet for ${days(quietDays ?? 0)}`,
  'no revenue': () => 'no revenue',
};
