/** What waits to be written, as a list: each with its state, and its card behind it. */
import type { ActionRef } from '../../core/cards/button';
import type { View } from '../../core/reply';
import type { OutboxEntry, EntryState } from '../../outbox/entry';
import { entryButton } from '../../views/buttons';
import { entrySummary } from '../../views/entry';
import { pluralize, shorten, type Format } from '../../views/format';

/** Rows of one card; the rest is counted. */
const maxOutboxRows = 10;

const stateTexts: Readonly<Record<EntryState, string>> = {
  sending: 'being sent',
  queued: 'queued',
  asked: 'changed meanwhile: waits for you',
  refused: 'not written: waits for you',
  unclear: 'perhaps written: waits for you',
  done: 'written',
  dropped: 'dropped',
  returned: 'not written',
};

/** Without a difference it is a loss that they are asked about. */
const stateText = ({ state, differences = [] }: OutboxEntry): string =>
  state === 'asked' && differences.length === 0 ? 'something would be lost: waits for you' : stateTexts[state];

interface OutboxRow {
  readonly title: string;
  readonly about: string;
  readonly action: ActionRef;
}

export function outboxView(entries: readonly OutboxEntry[], format: Format): View {
  const rows = entries.slice(0, maxOutboxRows).map((entry): OutboxRow => {
    const title = shorten(entrySummary(entry), 150);
    const next = entry.state === 'queued' ? `, next attempt at ${format.time(entry.due)}` : '';
    return {
      title,
      about: `${stateText(entry)}${next} · since ${format.moment(entry.requestedAt)}`,
      action: entryButton.with({ entry: entry.id }, 'Open', { spoken: `Open ${shorten(title, 60)}` }),
    };
  });
  const rest = entries.length - rows.length;
  const model = {
    title: 'Outbox',
    say:
      entries.length === 0
        ? 'Nothing of yours waits: everything you sent is written.'
        : `${pluralize(entries.length, 'change waits', 'changes wait')} to be written.`,
    rows,
    more: rest === 0 ? '' : `+${String(rest)} more`,
  };
  const lines = rows.map(({ title, about }) => `${title}: ${about}`);
  return { card: 'outbox', model, text: [`${model.title}. ${model.say}`, ...lines, model.more].join('\n').trim() };
}
