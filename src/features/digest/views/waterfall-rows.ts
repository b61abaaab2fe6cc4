/** The walk as rows of a table that a reader can add up: rounded so that it still comes out even. */
import { inflowKinds, type InflowKind, type OutflowKind, type Waterfall } from '../calculations/waterfall';
import type { Money } from '../calculations/sums';
import { type Format, capitalize } from '../../../views/format';
import type { ChangeKind } from '../calculations/changes';
import type { WeekComparison } from '../calculations/daily';
import type { VarianceReason } from '../calculations/variance';
import { opportunityCount, stageWord, type DigestWords } from './wording';

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

/** In whole units; what rounding leaves over goes to the largest step, where it is seen least. */
export function distributeRounding(start: number, steps: readonly number[], end: number): readonly number[] {
  const rounded = steps.map((step) => Math.round(step));
  const left = Math.round(end) - Math.round(start) - rounded.reduce((sum, step) => sum + step, 0);
  const sizes = rounded.map((step) => Math.abs(step));
  const largest = sizes.indexOf(Math.max(...sizes));
  return rounded.map((step, index) => (index === largest ? step + left : step));
}

/** Empty where nothing differs. */
export function varianceLine({ variance, recurring, oneTime }: WeekComparison, words: DigestWords): string {
  if (variance === undefined) return '';
  const way = (variance.of === 'recurring' ? recurring : oneTime) > 0 ? 'up' : 'down';
  const subject = variance.of === 'recurring' ? capitalize(way) : `One-time is ${way}`;
  const reasons = variance.reasons.map((reason) => reasonClause(reason, words)).join(' and ');
  return `${subject} ${variance.explainsMost ? 'mainly' : 'partly'} because ${reasons}.`;
}

function reasonClause(reason: VarianceReason, words: DigestWords): string {
  const { kind, ids, by } = reason;
  if (kind === 'stage') return `${opportunityCount(ids.length)} moved to ${reasonStage(reason, words)}`;
  const [one, many] = by > 0 ? (intoMonthClauses[kind] ?? clauses[kind]) : clauses[kind];
  return `${opportunityCount(ids.length)} ${ids.length === 1 ? one : many}`;
}

const reasonStage = ({ stage }: VarianceReason, words: DigestWords): string =>
  stage === undefined ? 'other stages' : stageWord(stage, words);

type Clause = readonly [one: string, many: string];
const clauses: Record<ChangeKind, Clause> = {
  won: ['was won', 'were won'],
  lost: ['was lost', 'were lost'],
  reopened: ['was reopened', 'were reopened'],
  new: ['is new', 'are new'],
  stage: ['moved', 'moved'],
  slipped: ['slipped out of the month', 'slipped out of the month'],
  'pulled in': ['moved to an earlier month', 'moved to an earlier month'],
  grown: ['grew', 'grew'],
  shrunk: ['shrank', 'shrank'],
  likelier: ['became likelier', 'became likelier'],
  'less likely': ['became less likely', 'became less likely'],
  joined: ['came to match the filters', 'came to match the filters'],
  left: ['no longer matches the filters', 'no longer match the filters'],
  gone: ['is gone', 'are gone'],
};
/** What came into the month. */
const intoMonthClauses: Partial<Record<ChangeKind, Clause>> = {
  slipped: ['slipped into the month', 'slipped into the month'],
  'pulled in': ['was pulled into the month', 'were pulled into the month'],
};
