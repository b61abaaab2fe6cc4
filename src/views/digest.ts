/** The pipeline of a day as a card: one headline, a few facts, what needs a hand, where everything stands. */
import type { View } from '../core/reply';
import type { Picklists } from '../opportunity/client';
import type { Digest } from '../opportunity/digest';
import type { Attention } from '../opportunity/pipeline';
import { counted, type Format } from './format';
import { rowOf, type Row } from './opportunity-list';
import { stageRows, type StageRow } from './stages';

/** Rows that need a hand on one card; the rest is counted. */
export const attentionShown = 5;

export interface DigestViewParts {
  readonly format: Format;
  readonly picklists: Picklists;
  /** IANA name of the zone that days and times are in. */
  readonly timezone: string;
  readonly readAt: Date;
  /** The first few that need a hand, with their names looked up. */
  readonly attention: readonly Attention[];
}

export function digestView(digest: Digest, parts: DigestViewParts): View {
  const { format } = parts;
  const closing = digest.closingThisMonth;
  const attention = parts.attention.map(({ opportunity, worries }): Row & { readonly worries: string } => ({
    ...rowOf(opportunity, format),
    worries: worries.join(', '),
  }));
  const model = {
    title: `Pipeline · ${format.day(digest.day)}`,
    headline: `${format.perMonth(closing.weightedRecurring)} recurring and ${format.money(closing.weightedOneTime)} one-time`,
    headlineAbout: `weighted, closing this month (${counted(closing.count, 'opportunity', 'opportunities')}). No earlier day to compare with yet.`,
    facts: factsOf(digest, format),
    attentionTitle: attentionTitle(attention.length, digest.attention.length),
    attention,
    stages: stageRows(digest.stages, parts),
    footer: footerOf(digest, parts),
  };
  return { card: 'digest', model, text: textOf(model) };
}

function factsOf(digest: Digest, format: Format): readonly { name: string; value: string }[] {
  const { open, wonThisMonth: won, lostThisMonth: lost } = digest;
  const both = (recurring: number, once: number) => `${format.perMonth(recurring)} + ${format.money(once)}`;
  return [
    { name: 'Open', value: `${String(open.count)} · ${both(open.recurring, open.oneTime)}` },
    { name: 'Won this month', value: `${String(won.count)} · ${both(won.recurring, won.oneTime)}` },
    { name: 'Lost this month', value: `${String(lost.count)} · ${both(lost.recurring, lost.oneTime)}` },
  ];
}

function attentionTitle(shown: number, all: number): string {
  if (all === 0) return 'Nothing needs attention';
  return shown < all ? `Needs attention (${String(shown)} of ${String(all)})` : `Needs attention (${String(all)})`;
}

function footerOf(digest: Digest, { format, readAt, timezone }: DigestViewParts): string {
  const read = `Read ${format.time(readAt)} ${timezone}, ${counted(digest.open.count, 'open opportunity', 'open opportunities')}.`;
  return `${read} Weighted = figure × probability. Recurring and one-time are never added.`;
}

interface DigestModel {
  readonly title: string;
  readonly headline: string;
  readonly headlineAbout: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly attentionTitle: string;
  readonly attention: readonly (Row & { readonly worries: string })[];
  readonly stages: readonly StageRow[];
  readonly footer: string;
}

/** The whole card in words: chart and table have their lines here. */
function textOf(model: DigestModel): string {
  return [
    `${model.title}. ${model.headline} ${model.headlineAbout}`,
    ...model.facts.map(({ name, value }) => `${name}: ${value}`),
    model.attentionTitle,
    ...model.attention.map(({ title, about, worries }) => `${title}: ${worries}. ${about}`),
    ...model.stages.map(({ stage, count, recurring, oneTime }) => `${stage}: ${count}, ${recurring} + ${oneTime}`),
    model.footer,
  ].join('\n');
}
