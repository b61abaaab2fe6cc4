/** Why the headline is another one than a week ago, in one sentence. */
import type { ChangeKind } from '../calculations/changes';
import type { WeekComparison } from '../calculations/daily';
import type { VarianceReason } from '../calculations/variance';
import { capitalize } from '../../../views/format';
import { opportunityCount, stageWord, type DigestWords } from './wording';

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
