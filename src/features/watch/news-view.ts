/** What just happened to opportunities that are watched: one of them, or a burst gathered. */
import { picklistLabel } from '../../opportunity/labels';
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';
import type { Picklists } from '../../opportunity/client';
import { oneTime, recurringPerMonth } from '../../opportunity/money';
import type { PicklistValue } from '../../opportunity/opportunity';
import type { ChangeEvent, WatchKind } from './detect-changes';
import { noteButton, showButton } from '../../views/buttons';
import { pluralize, shorten, type Format } from '../../views/format';

/** A word each; the symbol only repeats it. */
const eventTexts: Readonly<Record<WatchKind, { readonly word: string; readonly symbol: string }>> = {
  won: { word: 'Won', symbol: '🎉' },
  lost: { word: 'Lost', symbol: '✕' },
  stage: { word: 'Moved', symbol: '→' },
  new: { word: 'New', symbol: '＋' },
};

/** Rows on one card; the rest is counted. */
const mostRows = 10;

interface NewsRow {
  readonly what: string;
  readonly title: string;
  readonly url: string;
  readonly about: string;
  readonly actions: readonly ActionRef[];
}

export interface WatchNewsOptions {
  readonly picklists: Picklists;
  readonly format: Format;
}

export function watchNewsView(news: readonly ChangeEvent[], options: WatchNewsOptions): View {
  const rows = news.slice(0, mostRows).map((event) => newsRow(event, options));
  const more = news.length - rows.length;
  const model = {
    title: news.length === 1 ? '' : pluralize(news.length, 'change', 'changes'),
    rows,
    hint: more === 0 ? '' : `+${String(more)} more`,
  };
  const lines = rows.map(({ what, title, about }) => `${what}: ${title}. ${about}`);
  return {
    card: 'watch-news',
    model,
    text: [model.title, ...lines, model.hint].filter((line) => line !== '').join('\n'),
  };
}

function newsRow(event: ChangeEvent, { picklists, format }: WatchNewsOptions): NewsRow {
  const { kind, opportunity } = event;
  const { id, fields, names, url } = opportunity;
  const { word, symbol } = eventTexts[kind];
  const money = `${format.perMonth(recurringPerMonth(fields))} + ${format.money(oneTime(fields))}`;
  const about = [names.company, changeDetail(event, picklists), money, names.owner];
  return {
    what: `${symbol} ${word}`,
    title: shorten(fields.title, 90),
    url,
    about: about.filter((part) => part !== '').join(' · '),
    actions: [
      showButton.with({ id }, 'Open', { spoken: `Open ${shorten(fields.title, 60)}` }),
      ...(isOpen(kind) ? [noteButton.with({ id }, 'Note', { spoken: `Note to ${shorten(fields.title, 60)}` })] : []),
    ],
  };
}

/** A note can only be written to what is open. */
const isOpen = (kind: WatchKind): boolean => kind === 'stage' || kind === 'new';

/** Why it ended, or from where to where it moved; empty when Autotask does not say. */
function changeDetail({ kind, opportunity, from }: ChangeEvent, picklists: Picklists): string {
  const { picklistValues } = opportunity;
  if (kind === 'won') return labelOf(picklistValues.winReason);
  if (kind === 'lost') return labelOf(picklistValues.lossReason);
  const stage = labelOf(picklistValues.stage);
  const before = picklistLabel(picklists.all('stage'), from);
  return before === undefined ? stage : `${before} → ${stage}`;
}

const labelOf = (picked: PicklistValue | undefined): string => picked?.label ?? '';
