/** What daily and weekly cards share: title, notices, footer, controls, and which parts of the card are drawn. */
import type { ActionRef } from '../../../core/cards/button';
import { digestExplainButton } from '../buttons';
import type { AttentionRow, DigestLine } from './rows';
import { momentText, opportunityCount, type DigestWords } from './wording';

/** What the templates of both cards read. */
export interface DigestModel {
  readonly title: string;
  readonly narrowed: string;
  readonly notices: readonly { readonly text: string }[];
  readonly headline: string;
  readonly headlineAbout: string;
  readonly difference: string;
  readonly facts: readonly DigestLine[];
  readonly attentionTitle: string;
  readonly attention: readonly AttentionRow[];
  readonly attentionMore: readonly ActionRef[];
  readonly forecastTitle: string;
  readonly forecast: readonly DigestLine[];
  readonly footer: string;
  readonly controls: readonly ActionRef[];
}

export interface DigestFrame {
  /** Everything on one card, or the headline with its details in the thread. */
  readonly part: 'whole' | 'headline' | 'details';
  /** The filters in words; empty without filters. */
  readonly narrowed: string;
  /** When it was due, where it comes late. */
  readonly late: Date | undefined;
  /** What could not be read, in whole sentences. */
  readonly missing: readonly string[];
  readonly readAt: Date;
  /** When snapshots began; undefined with the first. */
  readonly since: Date | undefined;
  /** The key under which the opportunities behind its figures are stored. */
  readonly figures: string;
  readonly controls: readonly ActionRef[];
}

export function digestNotices(
  { late, missing }: DigestFrame,
  words: DigestWords,
): readonly { readonly text: string }[] {
  const lateness = late === undefined ? [] : [`Late: it was due ${momentText(late, words)} and could not come then.`];
  return [...lateness, ...missing].map((text) => ({ text }));
}

function footerLine({ readAt }: DigestFrame, count: number, words: DigestWords): string {
  const read = `Read ${words.format.time(readAt)} ${words.timezone}, ${opportunityCount(count)} open.`;
  return `${read} Weighted = figure × probability. Recurring and one-time are never added.`;
}

const spoken = {
  changes: 'Show all changes',
  attention: 'Show all that need attention',
  again: 'Show all that were pushed again and again',
};

/** `+6 more`, where not all have a row. */
export const moreButton = (
  { figures }: DigestFrame,
  figure: keyof typeof spoken,
  [rows, all]: readonly [rows: number, all: number],
): readonly ActionRef[] =>
  all > rows
    ? [digestExplainButton.with({ of: figures, figure }, `+${String(all - rows)} more`, { spoken: spoken[figure] })]
    : [];

/** Empty values of everything that both templates read. */
const emptyParts = {
  notices: [],
  headline: '',
  headlineAbout: '',
  difference: '',
  facts: [],
  attentionTitle: '',
  attention: [],
  attentionMore: [],
  forecastTitle: '',
  forecast: [],
  controls: [],
} as const;

interface DigestContent<H, D> {
  readonly title: string;
  readonly day: string;
  readonly open: { readonly count: number };
  readonly headline: () => H;
  readonly details: () => D;
}

/** The model of a daily or weekly card, with the parts that the frame names. */
export const buildDigestModel = <H extends object, D extends object>(
  frame: DigestFrame,
  content: DigestContent<H, D>,
  words: DigestWords,
) => ({
  ...emptyParts,
  title: `${frame.part === 'details' ? 'Details' : content.title} · ${words.format.day(content.day)}`,
  narrowed: frame.narrowed,
  footer: footerLine(frame, content.open.count, words),
  ...(frame.part === 'details' ? {} : content.headline()),
  ...(frame.part === 'headline' ? {} : content.details()),
});
