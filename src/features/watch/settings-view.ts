/** What a conversation is told as it happens, and how to end that. */
import type { View } from '../../core/reply';
import type { Watch, WatchKind } from './detect-changes';
import { showButton, watchFormButton, watchStopButton } from '../../views/buttons';
import { shorten, type Format } from '../../views/format';
import { settingsView, type SettingsRow } from '../../views/settings';

export interface WatchItem {
  readonly watch: Watch;
  /** Of the one opportunity; empty for a watch over all. */
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
