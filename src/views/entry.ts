/** One entry of the outbox as a card: what is to be written, what became of it so far, and what can be done about it. */
import type { ActionRef } from '../core/button';
import type { View } from '../core/reply';
import type { Entry, EntryState } from '../opportunity/outbox';
import { applyButton, dropButton, editEntryButton, outboxButton, sendButton, undoButton } from './buttons';
import { shorten, type Format } from './format';
import { linesOf, nameOfField, valueTexts, type Line, type Wording } from './values';

/** What cards of one entry have in common. */
export const subjectOfEntry = (id: string): string => `entry:${id}`;
export const entryIn = (subject: string): string | undefined => /^entry:(.+)$/.exec(subject)?.[1];

interface EntryModel {
  readonly title: string;
  readonly about: string;
  readonly say: string;
  readonly lines: readonly Line[];
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

/** Without a difference it is a loss that they are asked about. */
const titleOf = ({ state, differences = [] }: Entry): string =>
  state === 'asked' && differences.length === 0 ? 'Something would be lost' : titles[state];

export const entryView = (entry: Entry, wording: Wording): View =>
  drawn(entry, {
    title: titleOf(entry),
    about: aboutOf(entry),
    say: sayOf(entry, wording),
    lines: linesOf(entry.wish, wording),
    footer: footerOf(entry, wording.format),
    buttons: buttonsOf(entry),
  });

/** `undo`, while a later change than the latest that is done waits. */
export function waitingView(newest: Entry, done: Entry | undefined, wording: Wording): View {
  const cancel = dropButton.with({ entry: newest.id }, 'Cancel it');
  const undo = done === undefined ? [] : [undoButton.with({ entry: done.id }, `Undo “${shorten(done.news, 40)}”`)];
  return drawn(newest, {
    title: 'Your newest change still waits',
    about: aboutOf(newest),
    say:
      done === undefined
        ? 'Nothing is taken back yet. Cancel it, or let it be sent.'
        : `Nothing is taken back yet. Cancel it, or take back what is done: ${aboutOf(done)}.`,
    lines: linesOf(newest.wish, wording),
    footer: footerOf(newest, wording.format),
    buttons: [cancel, ...undo, outboxButton.with({}, 'Outbox')],
  });
}

function drawn(entry: Entry, model: EntryModel): View {
  const lines = model.lines.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const text = [`${model.title}. ${model.about}`, model.say, lines, model.footer].filter((part) => part !== '');
  return { card: 'entry', model, text: sentences(text), subject: subjectOfEntry(entry.id) };
}

const sentences = (parts: readonly string[]): string => parts.map((part) => part.replace(/\.$/, '')).join('. ');

/** `Stage → Verbal · Acme firewall`, or the number where the title is not known. */
export function aboutOf({ news, title, opportunity }: Entry): string {
  const which = title !== '' ? title : opportunity === undefined ? '' : `#${String(opportunity)}`;
  return [news, which].filter((part) => part !== '').join(' · ');
}

function sayOf(entry: Entry, wording: Wording): string {
  const { state, say, due, differences = [] } = entry;
  switch (state) {
    case 'queued':
      return `${say} What you typed is kept here and sent as soon as it can be; the next attempt is at ${wording.format.time(due)}.`;
    case 'sending':
      return 'What you typed is kept here until it is written.';
    case 'asked':
      return differences.length === 0 ? say : differences.map((one) => differenceText(one, wording)).join('\n');
    case 'dropped':
      return wasNeverSent(entry) ? 'Nothing of it was written.' : `It is not sent again. ${lastOf(say)}`.trim();
    default:
      return say;
  }
}

/** Right before a change is sent, what is stored is noted down. */
const wasNeverSent = ({ wish, before }: Entry): boolean => wish.kind === 'change' && before === undefined;
/** Whoever drops what may be written already reads once more what is known of it. */
const lastOf = (say: string): string => (say === '' ? '' : `What came of the last attempt: ${say}`);

export function differenceText(
  { field, seen, now }: { field: string; seen: unknown; now: unknown },
  wording: Wording,
): string {
  const [before, after] = valueTexts(field, [seen, now], wording);
  return `${nameOfField(field)} was ${quoted(before)} when you saw it; it is ${quoted(after)} now.`;
}
const quoted = (text: string): string => (text === 'nothing' ? 'empty' : `“${text}”`);

function footerOf({ person, asked, attempts, reference }: Entry, format: Format): string {
  const tried = attempts > 1 ? ` · tried ${String(attempts)} times` : '';
  return `${person.name} · ${format.moment(asked)}${tried} · reference ${reference}`;
}

function buttonsOf({ id, state, wish }: Entry): readonly ActionRef[] {
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
