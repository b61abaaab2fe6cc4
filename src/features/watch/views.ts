/** What watches show: news of opportunities, one or several at once, and the list of what is watched here. */
import { picklistLabel } from '../../opportunity/labels';
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';
import type { Picklists } from '../../opportunity/client';
import { oneTime, recurringPerMonth } from '../../opportunity/money';
import type { PicklistValue } from '../../opportunity/opportunity';
import type { ChangeEvent, WatchKind, Watch } from './detect-changes';
import { noteButton, showButton, defineFormButton, defineReplyButton, emptyPayload } from '../../views/buttons';
import { moneyLine, pluralize, shorten, type Format } from '../../views/format';
import { z } from 'zod';
import { settingsView, type SettingsRow } from '../subscribing/set-up';

/** The symbol only repeats the word. */
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
  const money = moneyLine({ recurring: recurringPerMonth(fields), oneTime: oneTime(fields) }, { format });
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

/** Notes can be added to open opportunities only. */
const isOpen = (kind: WatchKind): boolean => kind === 'stage' || kind === 'new';

/** Why it ended, or from which stage to which it moved; empty where Autotask has no reason. */
function changeDetail({ kind, opportunity, from }: ChangeEvent, picklists: Picklists): string {
  const { picklistValues } = opportunity;
  if (kind === 'won') return labelOf(picklistValues.winReason);
  if (kind === 'lost') return labelOf(picklistValues.lossReason);
  const stage = labelOf(picklistValues.stage);
  const before = picklistLabel(picklists.all('stage'), from);
  return before === undefined ? stage : `${before} → ${stage}`;
}

const labelOf = (picked: PicklistValue | undefined): string => picked?.label ?? '';

export const watchFormButton = defineFormButton('watch.settings', 'Watch', emptyPayload);
export const watchStopButton = defineReplyButton('watch.stop', z.object({ watch: z.string() }));

export interface WatchItem {
  readonly watch: Watch;
  /** The title of the one opportunity; empty for a watch over all. */
  readonly title: string;
}

export const kindLabels: Readonly<Record<WatchKind, string>> = {
  won: 'Won',
  lost: 'Lost',
  stage: 'Moved to another stage',
  new: 'New',
};

export function watchSettingsView(
  items: readonly WatchItem[],
  { news, format }: { news: string; format: Format },
): View {
  const isOverAll = items.some(({ watch }) => watch.opportunity === undefined);
  return settingsView({
    title: 'Watched here',
    news,
    rows: items.map((item) => watchRow(item, format)),
    hint: items.length === 0 ? 'Nothing is watched here.' : 'News comes a few minutes after it happened in Autotask.',
    controls: isOverAll ? [] : [watchFormButton.with({}, 'Watch all opportunities')],
  });
}

function watchRow({ watch, title }: WatchItem, format: Format): SettingsRow {
  const { id, opportunity, kinds, newFrom, author } = watch;
  const stop = (what: string) => watchStopButton.with({ watch: id }, 'Stop', { spoken: `Stop watching ${what}` });
  const about = `Asked for by ${author.name}.`;
  if (opportunity !== undefined) {
    const name = shorten(title, 90);
    const open = showButton.with({ id: opportunity }, 'Open', { spoken: `Open ${shorten(title, 60)}` });
    return { title: name, about, actions: [open, stop(shorten(title, 50))] };
  }
  const words = kinds.map((kind) =>
    kind === 'new' && newFrom !== undefined ? `New from ${format.exactMoney(newFrom)}` : kindLabels[kind],
  );
  return {
    title: 'All opportunities',
    about: `${words.join(', ')}. ${about}`,
    actions: [watchFormButton.with({}, 'Change', { spoken: 'Change what is watched' }), stop('all opportunities')],
  };
}
