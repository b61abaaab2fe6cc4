/** The waterfall as rows of a table, rounded so that they still add up. */
import { inflowKinds, type InflowKind, type OutflowKind, type Waterfall } from '../calculations/waterfall';
import type { Money } from '../calculations/sums';
import { type Format } from '../../../views/format';

export interface WaterfallRow {
  readonly line: string;
  readonly count: string;
  readonly recurring: string;
  readonly oneTime: string;
}

const names: Record<InflowKind | OutflowKind, string> = {
  new: 'New',
  reopened: 'Reopened',
  joined: 'Came to match the filters',
  'pulled in': 'Pulled in',
  grown: 'Grown',
  shrunk: 'Shrunk',
  'slipped out': 'Slipped out',
  won: 'Won',
  lost: 'Lost',
  left: 'No longer match the filters',
  gone: 'Gone',
};

export function waterfallRows(waterfall: Waterfall, format: Format): readonly WaterfallRow[] {
  const isIncrease = (line: InflowKind | OutflowKind): boolean => (inflowKinds as readonly string[]).includes(line);
  const steps = waterfall.lines.map(({ line, count, ...money }) => ({
    name: names[line],
    isIn: isIncrease(line),
    count,
    money,
  }));
  const rounded = (of: keyof Money): readonly number[] =>
    distributeRounding(
      waterfall.start[of],
      steps.map(({ isIn, money }) => (isIn ? money[of] : -money[of])),
      waterfall.end[of],
    );
  const [recurring, oneTime] = [rounded('recurring'), rounded('oneTime')];
  return [
    waterfallRow('Start', waterfall.start.count, roundedMoney(waterfall.start), format),
    ...steps.map(({ name, isIn, count }, index) => ({
      line: `${isIn ? '+' : '−'} ${name}`,
      count: String(count),
      recurring: signed(recurring[index] ?? 0, format.perMonth),
      oneTime: signed(oneTime[index] ?? 0, format.money),
    })),
    waterfallRow('= Now', waterfall.end.count, roundedMoney(waterfall.end), format),
  ];
}

const signed = (amount: number, money: (amount: number) => string): string =>
  `${amount === 0 ? '' : amount > 0 ? '+' : '−'}${money(Math.abs(amount))}`;

const roundedMoney = ({ recurring, oneTime }: Money): Money => ({
  recurring: Math.round(recurring),
  oneTime: Math.round(oneTime),
});

const waterfallRow = (line: string, count: number, { recurring, oneTime }: Money, format: Format): WaterfallRow => ({
  line,
  count: String(count),
  recurring: format.perMonth(recurring),
  oneTime: format.money(oneTime),
});

/** In whole units; the remainder of rounding goes to the largest step, where it matters least. */
export function distributeRounding(start: number, steps: readonly number[], end: number): readonly number[] {
  const rounded = steps.map((step) => Math.round(step));
  const left = Math.round(end) - Math.round(start) - rounded.reduce((sum, step) => sum + step, 0);
  const sizes = rounded.map((step) => Math.abs(step));
  const largest = sizes.indexOf(Math.max(...sizes));
  return rounded.map((step, index) => (index === largest ? step + left : step));
}
