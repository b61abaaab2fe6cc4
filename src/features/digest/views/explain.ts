/** *Explain a number* as a card: every figure of a digest by its label, each with a button that lists its opportunities. */
import type { ActionRef } from '../../../core/cards/button';
import type { View } from '../../../core/reply';
import { digestExplainButton } from '../buttons';
import { opportunityCount, monthWord, ownerWord, stageWord, type DigestWords } from './wording';
import { monthStart } from '../../../opportunity/calendar';
import { reasonWord } from './rows';

interface NamedFigure {
  readonly figure: string;
  readonly label: string;
  readonly count: number;
}
interface FigureRow {
  readonly label: string;
  readonly value: string;
  readonly actions: readonly ActionRef[];
}

/** Figures on one page of the card. */
const perPage = 15;

export function figuresView(
  figures: readonly NamedFigure[],
  { title, of, page }: { title: string; of: string; page: number },
): View {
  const some = figures.filter(({ count }) => count > 0);
  const rows = some.slice(page * perPage, (page + 1) * perPage).map((one): FigureRow => ({
    label: one.label,
    value: opportunityCount(one.count),
    actions: [digestExplainButton.with({ of, figure: one.figure }, 'Show', { spoken: `Show: ${one.label}` })],
  }));
  const pageButton = (to: number, label: string) => digestExplainButton.with({ of, page: to }, label);
  const model = {
    title,
    hint:
      some.length === 0
        ? 'There is nothing behind its figures.'
        : 'Choose a figure to see the opportunities behind it.',
    rows,
    controls: [
      ...(page > 0 ? [pageButton(page - 1, 'Previous')] : []),
      ...(some.length > (page + 1) * perPage ? [pageButton(page + 1, 'More figures')] : []),
    ],
  };
  const lines = rows.map(({ label, value }) => `${label}: ${value}`);
  return { card: 'figures', model, text: [title, model.hint, ...lines].join('\n') };
}

const fixedFigureLabels: Readonly<Record<string, string>> = {
  'closing-then': 'Closing this month, a week ago',
  why: 'Why the headline moved',
  open: 'Open',
  won: 'Won this month',
  lost: 'Lost this month',
  changes: 'Changed',
  attention: 'Needs attention',
  overdue: 'Overdue',
  later: 'Closing later',
  undated: 'Without a projected close',
  'week:won': 'Won in 7 days',
  'week:lost': 'Lost in 7 days',
  'quarter:won': 'Won this quarter',
  'quarter:lost': 'Lost this quarter',
  again: 'Pushed for the third time or more',
  'walk:start': 'Start of the walk',
  'walk:end': 'Now, before the end of the quarter',
};

export function figureLabel(figure: string, day: string, words: DigestWords): string {
  const [kind = '', value = '', reason = ''] = figure.split(':');
  if (figure === 'closing') return `Closing in ${monthWord(monthStart(day), words)}`;
  return fixedFigureLabels[figure] ?? figureLabelsByKind[kind]?.(value, reason, words) ?? figure;
}

const figureLabelsByKind: Readonly<Record<string, (value: string, reason: string, words: DigestWords) => string>> = {
  stage: (stage, _none, words) => `Stage ${stageWord(Number(stage), words)}`,
  month: (month, _none, words) => `Closing in ${monthWord(`${month}-01`, words)}`,
  walk: (line) => `Walk: ${line}`,
  slips: (owner, _none, words) => `Slipped: ${ownerWord(owner === 'none' ? null : Number(owner), words)}`,
  week: (outcome, reason, words) => {
    const side = outcome === 'won' ? ('won' as const) : ('lost' as const);
    const reasonCount = { outcome: side, reason: reason === 'none' ? null : Number(reason), ids: [] };
    return `${side === 'won' ? 'Won' : 'Lost'} in 7 days: ${reasonWord(reasonCount, words)}`;
  },
};
