/** Puts what a person wants into the outbox, carries it out, and answers with what became of it. */
import { AlreadyDone, NotFound, Unavailable, type BotError } from '../core/errors';
import type { RawValues } from '../core/form-view';
import type { Reply } from '../core/reply';
import type { Changes, NoteDraft } from '../opportunity/changes';
import { isToTell, type Entry, type WantedNote, type Wish } from '../opportunity/outbox';
import { withReference } from '../opportunity/rules/notes';
import type { Carried, Holder } from '../outbox/carry';
import type { AboutChange } from './confirm';
import { carriedCard } from './entry-card';
import type { Here } from './services';

export interface Write {
  readonly about: AboutChange;
  readonly changes: Changes;
  /** What the person saw of it; without it the values that the card showed. */
  readonly expected?: Changes;
  /** Written first. */
  readonly note?: NoteDraft;
  /** What happened, for the card: `Won`. The name of the person is added. */
  readonly news: string;
  /** What is said where it is stored so already: `Already in Verbal.` */
  readonly already?: string;
  /** Who keeps what was typed when it cannot be written: the form that it came from, or the outbox. */
  readonly holder: Holder;
}

/** From a form it throws what Autotask or a rule refuses, for the form to show. Everything else is answered. */
export async function write(context: Here, { about, changes, expected, note, ...said }: Write): Promise<Reply> {
  const { id, seen = {}, agreed = [], accepted = {}, title = '' } = about;
  const shown = expected ?? touched(seen, changes);
  const known = Object.entries(accepted).filter(([field]) => Object.hasOwn(shown, field));
  const wish: Wish = {
    kind: 'change',
    opportunity: id,
    changes,
    expected: { ...shown, ...Object.fromEntries(known) },
    agreed,
    ...(note === undefined ? {} : { note: wantedNote(context, note) }),
  };
  return ask(context, wish, { title, ...said });
}

/** Two people may change different things of one card; whether it is open still concerns both. */
function touched(seen: NonNullable<AboutChange['seen']> | Record<string, never>, changes: Changes): Changes {
  const fields = new Set([...Object.keys(changes), 'status']);
  return Object.fromEntries(Object.entries(seen).filter(([field]) => fields.has(field)));
}

export const wantedNote = ({ now, reference }: Here, { text, ...note }: NoteDraft): WantedNote => ({
  ...note,
  text: withReference(text, reference),
  written: now.toISOString(),
});

interface Asked {
  readonly title: string;
  readonly news: string;
  readonly already?: string;
  readonly holder: Holder;
  readonly undoes?: string;
}

/** Stored first, then sent. */
export async function ask(context: Here, wish: Wish, asked: Asked): Promise<Reply> {
  const { outbox, carry } = context.services;
  const entry = entryFor(context, wish, asked);
  if (!(await outbox.add(entry))) throw sentAlready(context);
  if (context.me.isRemembered === true) return answered(context, unsent(entry), asked.holder);
  // It is stored: when nobody can note what became of it, the sender takes it up again, and finds what is written already.
  const carried = await carry(entry, asked.holder).catch((error: unknown): Carried => {
    context.log.warn({ err: error, entry: entry.id }, 'what became of it could not be stored');
    return { kind: 'queued', entry, error };
  });
  return answered(context, carried, asked.holder);
}

/** Who asked for it is not sure before Autotask can be asked: the sender asks, and sends it only then. */
const unsent = (entry: Entry): Carried => ({ kind: 'queued', entry, error: new Unavailable(entry.say) });

/** Pressed twice, or sent off again from where the form is still on show. */
const sentAlready = ({ arrival }: Here): AlreadyDone =>
  new AlreadyDone('You sent this form off already, and I have it.', {
    next: `${arrival.prefix}outbox lists what still waits; for one more, open the form anew.`,
  });

export async function answered(context: Here, carried: Carried, holder: Holder): Promise<Reply> {
  if (isToTell(carried.entry)) context.services.told.soon(carried.entry.id);
  if (carried.kind === 'failed' && (holder === 'form' || isNowhere(carried.error))) throw carried.error;
  return carriedCard(context, carried, context.arrival.person);
}
/** There is no such opportunity: nothing to wait for. */
const isNowhere = (error: BotError): boolean => error instanceof NotFound;

function entryFor(context: Here, wish: Wish, { title, news, already, undoes }: Asked): Entry {
  const { arrival, me, now, opening, reference, services } = context;
  return {
    id: services.newId(),
    reference,
    wish,
    title,
    news,
    already,
    person: arrival.person,
    author: { id: me.id, name: me.name },
    place: arrival.place,
    card: arrival.card,
    state: me.isRemembered === true ? 'queued' : 'sending',
    attempts: 0,
    held: 1,
    asked: now,
    due: now,
    opportunity: wish.kind === 'create' ? undefined : wish.opportunity,
    say: me.isRemembered === true ? 'I cannot reach Autotask right now.' : '',
    opening,
    undoes,
  };
}

/** A chosen picklist value as Autotask wants it; an untouched field is left out. */
export const chosen = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: Number(value) };
};
/** Typed text; an empty field is left out. */
export const typed = (raw: RawValues, field: string): Changes => {
  const value = raw[field]?.trim() ?? '';
  return value === '' ? {} : { [field]: value };
};
