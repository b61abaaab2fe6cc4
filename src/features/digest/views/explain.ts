/** *Explain this number*: every figure of a digest with a button that lists the opportunities behind it. */
import type { ActionRef } from '../../../core/cards/button';
import type { View } from '../../../core/reply';
import { digestExplainButton } from '../../../views/buttons';
import { opportunityCount } from './wording';

export interface NamedFigure {
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
