/** Why the headline is another one than a week ago, in one sentence. */
import type { ChangeKind } from '../../opportunity/digest/changes';
import type { Comparison } from '../../opportunity/digest/daily';
import type { Reason } from '../../opportunity/digest/why';
import { capitalised } from '../format';
import { opportunities, stageWord, type DigestWords } from './digest-words';

/** Empty where nothing differs. */
export function whyLine({ why, recurring, oneTime }: Comparison, words: DigestWords): string {
  if (why === undefined) return '';
  const way = (why.of === 'recurring' ? recurring : oneTime) > 0 ? 'up' : 'down';
  const subject = why.of === 'recurring' ? capitalised(way) : `One-time is ${way}`;
  const reasons = why.reasons.map((reason) => clauseOf(reason, words)).join(' and ');
  return `${subject} ${why.mainly ? 'mainly' : 'partly'} because ${reasons}.`;
}

function clauseOf(reason: Reason, words: DigestWords): string {
  const { kind, ids, by } = reason;
  if (kind === 'stage') return `${opportunities(ids.length)} moved to ${stageOf(reason, words)}`;
  const [one, many] = by > 0 ? (rising[kind] ?? clauses[kind]) : clauses[kind];
  return `${opportunities(ids.length)} ${ids.length === 1 ? one : many}`;
}

const stageOf = ({ stage }: Reason, words: DigestWords): string =>
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
const rising: Partial<Record<ChangeKind, Clause>> = {
  slipped: ['slipped into the month', 'slipped into the month'],
  'pulled in': ['was pulled into the month', 'were pulled into the month'],
};
