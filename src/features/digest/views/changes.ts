/** Changes in words: a row for each changed opportunity, and why the headline differs from a week ago. */
import type { DigestChange, ChangeKind } from '../calculations/changes';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import { daysBetween } from '../../../core/days';
import { companyWord, stageWord, titleWord, type DigestWords, opportunityCount } from './wording';
import type { WeekComparison } from '../calculations/daily';
import { moneyLine, capitalize } from '../../../views/format';
import type { VarianceReason } from '../calculations/variance';

export interface ChangeRow {
  /** `→ Stage`: the symbol only repeats the word. */
  readonly lead: string;
  readonly title: string;
  readonly url: string;
  readonly about: string;
}

const leads: Record<ChangeKind, string> = {
  won: '✓ Won',
  lost: '✗ Lost',
  reopened: '↺ Reopened',
  new: '+ New',
  stage: '→ Stage',
  slipped: '⇢ Slipped',
  'pulled in': '⇠ Pulled in',
  grown: '▲ Grown',
  shrunk: '▼ Shrunk',
  likelier: '↑ Likelier',
  'less likely': '↓ Less likely',
  joined: '◂ Joined',
  left: '▸ Left',
  gone: '∅ Gone',
};

export function changeRow(change: DigestChange, words: DigestWords): ChangeRow {
  const snapshot = change.after ?? change.before;
  const company = snapshot === undefined ? '' : companyWord(snapshot, words);
  return {
    lead: leads[change.kinds[0]],
    title: titleWord(change.id, words),
    url: words.names.url(change.id),
    about: [company, changeLine(change, words), snapshot === undefined ? '' : moneyLine(snapshot, words)]
      .filter((part) => part !== '')
      .join(' · '),
  };
}

/** All its kinds in words: `3 Scoping → 4 Quote sent, close Sep 25 → Oct 9 (14 days later)`. */
export function changeLine({ kinds, before, after }: DigestChange, words: DigestWords): string {
  return kinds
    .map((kind) => changeDetailOf(kind, { before, after }, words) ?? '')
    .filter((part) => part !== '')
    .join(', ');
}

interface SnapshotPair {
  readonly before: OpportunitySnapshot | undefined;
  readonly after: OpportunitySnapshot | undefined;
}
type CompletePair = { readonly [K in keyof SnapshotPair]: OpportunitySnapshot };

function changeDetailOf(kind: ChangeKind, { before, after }: SnapshotPair, words: DigestWords): string | undefined {
  const simple = fixedDetails[kind];
  if (simple !== undefined) return simple;
  if (before === undefined || after === undefined) return undefined;
  return detailFormatters[kind]?.({ before, after }, words);
}

const fixedDetails: Partial<Record<ChangeKind, string>> = {
  joined: 'matches the filters now',
  left: 'matches the filters no longer',
  gone: 'Autotask has it no more',
};

function moneyChange({ before, after }: CompletePair, { format }: DigestWords): string {
  const moved = (of: 'recurring' | 'oneTime' | 'amount', unit = ''): string => {
    const [was, is] = format.distinctMoney(before[of], after[of]);
    return `${was}${unit} → ${is}${unit}`;
  };
  const parts = [
    ...(before.recurring === after.recurring ? [] : [moved('recurring', '/mo')]),
    ...(before.oneTime === after.oneTime ? [] : [moved('oneTime')]),
  ];
  return parts.length === 0 ? `amount ${moved('amount')}` : parts.join(', ');
}

function closeChange({ before, after }: CompletePair, { format }: DigestWords): string {
  const by = daysBetween(before.close ?? '', after.close ?? '');
  const days = `${String(Math.abs(by))} ${Math.abs(by) === 1 ? 'day' : 'days'} ${by > 0 ? 'later' : 'earlier'}`;
  return `close ${format.day(before.close ?? '')} → ${format.day(after.close ?? '')} (${days})`;
}
const probabilityChange = ({ before, after }: CompletePair, { format }: DigestWords): string =>
  `${format.percent(before.probability)} → ${format.percent(after.probability)}`;

const detailFormatters: Partial<Record<ChangeKind, (pair: CompletePair, words: DigestWords) => string>> = {
  stage: ({ before, after }, words) => `${stageWord(before.stage, words)} → ${stageWord(after.stage, words)}`,
  slipped: closeChange,
  'pulled in': closeChange,
  grown: moneyChange,
  // Where one grew and the other shrank, the text for `grown` covers both.
  shrunk: (pair, words) => (isGrown(pair) ? '' : moneyChange(pair, words)),
  likelier: probabilityChange,
  'less likely': probabilityChange,
};

const isGrown = ({ before, after }: CompletePair): boolean =>
  after.recurring > before.recurring || after.oneTime > before.oneTime;

/** Why the headline differs, in one sentence; empty where it does not. */
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

/** For changes that brought money into the month. */
const intoMonthClauses: Partial<Record<ChangeKind, Clause>> = {
  slipped: ['slipped into the month', 'slipped into the month'],
  'pulled in': ['was pulled into the month', 'were pulled into the month'],
};
