/** What just happened to opportunities that are watched: one of them, or a burst gathered. */
import type { ActionRef } from '../core/button';
import type { View } from '../core/reply';
import type { Picklists } from '../opportunity/client';
import { oneTime, recurringPerMonth } from '../opportunity/money';
import type { Picked } from '../opportunity/opportunity';
import type { News, WatchKind } from '../opportunity/watch';
import { noteButton, showButton } from './buttons';
import { counted, shorten, type Format } from './format';

/** A word each; the symbol only repeats it. */
const words: Readonly<Record<WatchKind, { readonly word: string; readonly symbol: string }>> = {
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

export interface NewsParts {
  readonly picklists: Picklists;
  readonly format: Format;
}

export function watchNewsView(news: readonly News[], parts: NewsParts): View {
  const rows = news.slice(0, mostRows).map((one) => rowOf(one, parts));
  const more = news.length - rows.length;
  const model = {
    title: news.length === 1 ? '' : counted(news.length, 'change', 'changes'),
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

function rowOf(news: News, { picklists, format }: NewsParts): NewsRow {
  const { kind, opportunity } = news;
  const { id, fields, names, url } = opportunity;
  const { word, symbol } = words[kind];
  const money = `${format.perMonth(recurringPerMonth(fields))} + ${format.money(oneTime(fields))}`;
  const about = [names.company, circumstance(news, picklists), money, names.owner];
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
function circumstance({ kind, opportunity, from }: News, picklists: Picklists): string {
  const { picked } = opportunity;
  if (kind === 'won') return labelOf(picked.winReason);
  if (kind === 'lost') return labelOf(picked.lossReason);
  const stage = labelOf(picked.stage);
  const before = picklists.all('stage').find(({ value }) => value === from)?.label;
  return before === undefined ? stage : `${before} → ${stage}`;
}

const labelOf = (picked: Picked | undefined): string => picked?.label ?? '';
