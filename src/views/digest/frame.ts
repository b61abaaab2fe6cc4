/** What stands around the figures of a digest, daily and weekly: what is missing, when it was read, what can be done. */
import type { ActionRef } from '../../core/button';
import { digestExplainButton } from '../buttons';
import { moment, opportunities, type DigestWords } from './digest-words';

export interface Frame {
  /** All in one card, or the headline with its details beneath it. */
  readonly part: 'whole' | 'headline' | 'details';
  /** How it is narrowed, in words; empty when it is not. */
  readonly narrowed: string;
  /** When it should have come, where it comes late. */
  readonly late: Date | undefined;
  /** What could not be read, in whole sentences. */
  readonly missing: readonly string[];
  readonly readAt: Date;
  /** When readings began; undefined with the first. */
  readonly since: Date | undefined;
  /** Under which name the opportunities behind its figures are kept. */
  readonly figures: string;
  readonly controls: readonly ActionRef[];
}

export function noticesOf({ late, missing }: Frame, words: DigestWords): readonly { readonly text: string }[] {
  const lateness = late === undefined ? [] : [`Late: it was due ${moment(late, words)} and could not come then.`];
  return [...lateness, ...missing].map((text) => ({ text }));
}

export function footerLine({ readAt }: Frame, count: number, words: DigestWords): string {
  const read = `Read ${words.format.time(readAt)} ${words.timezone}, ${opportunities(count)} open.`;
  return `${read} Weighted = figure × probability. Recurring and one-time are never added.`;
}

const spoken = {
  changes: 'Show all changes',
  attention: 'Show all that need attention',
  again: 'Show all that were pushed again and again',
};

/** `+6 more`, where there are more than have a row. */
export const moreButton = (
  { figures }: Frame,
  figure: keyof typeof spoken,
  [rows, all]: readonly [rows: number, all: number],
): readonly ActionRef[] =>
  all > rows
    ? [digestExplainButton.with({ of: figures, figure }, `+${String(all - rows)} more`, { spoken: spoken[figure] })]
    : [];

/** Everything that a template asks for, with nothing in it. */
export const emptyModel = {
  notices: [],
  headline: '',
  headlineAbout: '',
  difference: '',
  why: '',
  facts: [],
  changesTitle: '',
  changes: [],
  changesMore: [],
  attentionTitle: '',
  attention: [],
  attentionMore: [],
  stagesTitle: '',
  chartTitle: '',
  bars: [],
  stages: [],
  forecastTitle: '',
  forecast: [],
  controls: [],
} as const;
