/** What changed as rows: a symbol and a word for the kind, the opportunity, and what became of it. */
import type { Change, ChangeKind } from '../../opportunity/digest/changes';
import type { Figures } from '../../opportunity/figures';
import { daysBetween } from '../../opportunity/calendar';
import { companyWord, moneyLine, stageWord, titleWord, type DigestWords } from './digest-words';

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

export function changeRow(change: Change, words: DigestWords): ChangeRow {
  const figures = change.after ?? change.before;
  const company = figures === undefined ? '' : companyWord(figures, words);
  return {
    lead: leads[change.kinds[0]],
    title: titleWord(change.id, words),
    url: words.names.url(change.id),
    about: [company, changeLine(change, words), figures === undefined ? '' : moneyLine(figures, words)]
      .filter((part) => part !== '')
      .join(' · '),
  };
}

/** All its kinds in words: `3 Scoping → 4 Quote sent, close Sep 25 → Oct 9 (14 days later)`. */
export function changeLine({ kinds, before, after }: Change, words: DigestWords): string {
  return kinds
    .map((kind) => detailOf(kind, { before, after }, words) ?? '')
    .filter((part) => part !== '')
    .join(', ');
}

interface Pair {
  readonly before: Figures | undefined;
  readonly after: Figures | undefined;
}
type Both = { readonly [K in keyof Pair]: Figures };

function detailOf(kind: ChangeKind, { before, after }: Pair, words: DigestWords): string | undefined {
  const simple = simpleDetails[kind];
  if (simple !== undefined) return simple;
  if (before === undefined || after === undefined) return undefined;
  return details[kind]?.({ before, after }, words);
}

const simpleDetails: Partial<Record<ChangeKind, string>> = {
  joined: 'matches the filters now',
  left: 'matches the filters no longer',
  gone: 'Autotask has it no more',
};

function money({ before, after }: Both, { format }: DigestWords): string {
  const moved = (of: 'recurring' | 'oneTime' | 'amount', unit = ''): string => {
    const [was, is] = format.apart(before[of], after[of]);
    return `${was}${unit} → ${is}${unit}`;
  };
  const parts = [
    ...(before.recurring === after.recurring ? [] : [moved('recurring', '/mo')]),
    ...(before.oneTime === after.oneTime ? [] : [moved('oneTime')]),
  ];
  return parts.length === 0 ? `amount ${moved('amount')}` : parts.join(', ');
}

function close({ before, after }: Both, { format }: DigestWords): string {
  const by = daysBetween(before.close ?? '', after.close ?? '');
  const days = `${String(Math.abs(by))} ${Math.abs(by) === 1 ? 'day' : 'days'} ${by > 0 ? 'later' : 'earlier'}`;
  return `close ${format.day(before.close ?? '')} → ${format.day(after.close ?? '')} (${days})`;
}
const likelihood = ({ before, after }: Both, { format }: DigestWords): string =>
  `${format.percent(before.probability)} → ${format.percent(after.probability)}`;

const details: Partial<Record<ChangeKind, (pair: Both, words: DigestWords) => string>> = {
  stage: ({ before, after }, words) => `${stageWord(before.stage, words)} → ${stageWord(after.stage, words)}`,
  slipped: close,
  'pulled in': close,
  grown: money,
  // Where both moved apart, the line of the growth tells of both.
  shrunk: (pair, words) => (isGrown(pair) ? '' : money(pair, words)),
  likelier: likelihood,
  'less likely': likelihood,
};

const isGrown = ({ before, after }: Both): boolean =>
  after.recurring > before.recurring || after.oneTime > before.oneTime;
