/** An outbox entry as a card: the change, its state, and the buttons for that state. */
import type { ActionRef } from '../core/cards/button';
import type { View } from '../core/reply';
import type { OutboxEntry, EntryState } from '../outbox/entry';
import { applyButton, dropButton, editEntryButton, outboxButton, sendButton, undoButton } from './buttons';
import { shorten, type Format } from './format';
import { changeLines, fieldLabel, valueTexts, type FieldLine, type Wording } from './values';

/** The subject that all cards of one entry share. */
export const entrySubject = (id: string): string => `entry:${id}`;
export const entryIdOf = (subject: string): string | undefined => /^entry:(.+)$/.exec(subject)?.[1];

interface EntryModel {
  readonly title: string;
  readonly about: string;
  readonly say: string;
  readonly lines: readonly FieldLine[];
  readonly footer: string;
  readonly buttons: readonly ActionRef[];
}

const titles: Readonly<Record<EntryState, string>> = {
  sending: 'Being sent',
  queued: 'Queued: not finished yet',
  asked: 'It has changed meanwhile',
  refused: 'Not written',
  unclear: 'Perhaps written',
  done: 'Written',
  dropped: 'Dropped',
  returned: 'Not written',
};

/** Without differences the question is about data that would be lost. */
const entryTitle = ({ state, differences = [] }: OutboxEntry): string =>
  state === 'asked' && differences.length === 0 ? 'Something would be lost' : titles[state];

export const entryView = (entry: OutboxEntry, wording: Wording): View =>
  toEntryView(entry, {
    title: entryTitle(entry),
    about: entrySummary(entry),
    say: entryStatusText(entry, wording),
    lines: changeLines(entry.wish, wording),
    footer: footerOf(entry, wording.format),
    buttons: buttonsOf(entry),
  });

/** The answer to `undo` while a newer change still waits. */
export function waitingChangeView(newest: OutboxEntry, latestDone: OutboxEntry | undefined, wording: Wording): View {
  const cancel = dropButton.with({ entry: newest.id }, 'Cancel it');
  const undo =
    latestDone === undefined
      ? []
      : [undoButton.with({ entry: latestDone.id }, `Undo “${shorten(latestDone.news, 40)}”`)];
  return toEntryView(newest, {
    title: 'Your newest change still waits',
    about: entrySummary(newest),
    say:
      latestDone === undefined
        ? 'Nothing is taken back yet. Cancel it, or let it be sent.'
        : `Nothing is taken back yet. Cancel it, or take back what is done: ${entrySummary(latestDone)}.`,
    lines: changeLines(newest.wish, wording),
    footer: footerOf(newest, wording.format),
    buttons: [cancel, ...undo, outboxButton.with({}, 'Outbox')],
  });
}

function toEntryView(entry: OutboxEntry, model: EntryModel): View {
  const lines = model.lines.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const text = [`${model.title}. ${model.about}`, model.say, lines, model.footer].filter((part) => part !== '');
  return { card: 'entry', model, text: sentences(text), subject: entrySubject(entry.id) };
}

const sentences = (parts: readonly string[]): string => parts.map((part) => part.replace(/\.$/, '')).join('. ');

/** `Stage → Verbal · Acme firewall`, or the number where the title is not known. */
export function entrySummary({ news, title, opportunity }: OutboxEntry): string {
  const which = title !== '' ? title : opportunity === undefined ? '' : `#${String(opportunity)}`;
  return [news, which].filter((part) => part !== '').join(' · ');
}

function entryStatusText(entry: OutboxEntry, wording: Wording): string {
  const { state, say, due, differences = [] } = entry;
  switch (state) {
    case 'queued':
      return `${say} What you typed is kept here and sent as soon as it can be; the next attempt is at ${wording.format.time(due)}.`;
    case 'sending':
      return 'What you typed is kept here until it is written.';
    case 'asked':
      return differences.length === 0 ? say : differences.map((one) => differenceText(one, wording)).join('\n');
    case 'dropped':
      return wasNeverSent(entry)
        ? 'Nothing of it was written.'
        : `It is not sent again. ${lastAttemptText(say)}`.trim();
    default:
      return say;
  }
}

/** `before` is recorded right before a change is sent. */
const wasNeverSent = ({ wish, before }: OutboxEntry): boolean => wish.kind === 'change' && before === undefined;
/** For a dropped entry that may have been written: what is known of the last attempt. */
const lastAttemptText = (say: string): string => (say === '' ? '' : `What came of the last attempt: ${say}`);

export function differenceText(
  { field, seen, now }: { field: string; seen: unknown; now: unknown },
  wording: Wording,
): string {
  const [before, after] = valueTexts(field, [seen, now], wording);
  return `${fieldLabel(field)} was ${quotedValue(before)} when you saw it; it is ${quotedValue(after)} now.`;
}
const quotedValue = (text: string): string => (text === 'nothing' ? 'empty' : `“${text}”`);

function footerOf({ person, requestedAt, attempts, reference }: OutboxEntry, format: Format): string {
  const tried = attempts > 1 ? ` · tried ${String(attempts)} times` : '';
  return `${person.name} · ${format.moment(requestedAt)}${tried} · reference ${reference}`;
}

function buttonsOf({ id, state, wish }: OutboxEntry): readonly ActionRef[] {
  const about = { entry: id };
  const drop = (label: string): ActionRef => dropButton.with(about, label);
  const edit = wish.kind === 'create' ? [] : [editEntryButton.with(about, 'Edit')];
  const list = outboxButton.with({}, 'Outbox');
  switch (state) {
    case 'queued':
      return [sendButton.with(about, 'Send now'), ...edit, drop('Cancel'), list];
    case 'asked':
      return [applyButton.with(about, 'Apply anyway', { style: 'danger' }), drop('Keep what is there'), ...edit, list];
    case 'refused':
      return [...edit, sendButton.with(about, 'Try again'), drop('Drop'), list];
    case 'unclear':
      return [sendButton.with(about, 'Send again'), drop('Drop'), list];
    default:
      return [list];
  }
}
