/** What became of an entry of the outbox, as the card that its person sees. */
import type { Reader, Reply, View } from '../core/reply';
import { isUnchanged, type Entry, type Wish } from '../opportunity/outbox';
import { opportunityFields, type FieldName } from '../opportunity/fields';
import type { Carried } from '../outbox/carry';
import { undoButton } from '../views/buttons';
import { entryView, waitingView } from '../views/entry';
import { noticeView } from '../views/notice';
import { nameKey, type Wording } from '../views/values';
import { changedCard } from './opportunity-card';
import { formatFor, type Moment } from './services';

/** How long somebody may take back what they did. */
export const undoMinutes = 10;

/** The card of the opportunity once it is written; until then the card of the entry. */
export async function carriedCard(moment: Moment, carried: Carried, reader: Reader): Promise<Reply> {
  const { entry } = carried;
  if (carried.kind !== 'done') return { kind: 'replace', view: await entryCard(moment, entry, reader) };
  const say = newsOf(entry);
  if (carried.opportunity === undefined) {
    return {
      kind: 'replace',
      view: noticeView(say, 'It is written. Autotask does not show the opportunity right now.'),
    };
  }
  const label = entry.news.startsWith('Took back') ? 'Redo' : 'Undo';
  const undo = isUndoable(entry)
    ? { undo: undoButton.with({ entry: entry.id }, label, { spoken: `${label}: ${say}` }) }
    : {};
  const { changed, ...card } = await changedCard(moment, carried.opportunity, { news: { say, ...undo }, reader });
  // Nobody else's card has anything to tell.
  return isUnchanged(entry) || changed === undefined ? card : { ...card, changed };
}

export const newsOf = (entry: Entry): string =>
  isUnchanged(entry) ? entry.news : `${entry.news} by ${entry.author.name}`;

/** Nothing can be deleted in Autotask: what was created stays, and a correction is not corrected again. */
export function isUndoable({ wish, after = {}, undoes }: Entry): boolean {
  if (wish.kind === 'create') return false;
  return (wish.note !== undefined && undoes === undefined) || Object.keys(after).length > 0;
}

export async function entryCard(moment: Moment, entry: Entry, reader: Reader): Promise<View> {
  return entryView(entry, await wordingFor(moment, valuesIn(entry), reader));
}

/** Before it is taken back what they mean: the newest, which waits, or the latest that is done. */
export async function waitingCard(
  moment: Moment,
  { newest, done }: { newest: Entry; done: Entry | undefined },
  reader: Reader,
): Promise<View> {
  return waitingView(newest, done, await wordingFor(moment, valuesIn(newest), reader));
}

type Values = readonly (readonly [field: string, value: unknown])[];

function valuesIn({ wish, differences = [] }: Entry): Values {
  const differing = differences.flatMap(({ field, seen, now }): Values => [
    [field, seen],
    [field, now],
  ]);
  return [...Object.entries(wanted(wish)), ...differing];
}
const wanted = (wish: Wish): object =>
  wish.kind === 'change' ? wish.changes : wish.kind === 'create' ? wish.draft : {};

/** Labels and names for these values, as far as Autotask tells them: without it numbers stand for them. */
export async function wordingFor(moment: Moment, values: Values, reader: Reader): Promise<Wording> {
  const { opportunities } = moment.services;
  const named = values.flatMap(([field, value]) => {
    const kind = kinds[field];
    return kind === undefined || typeof value !== 'number' ? [] : [{ field, kind, value }];
  });
  const [picklists, ...names] = await Promise.all([
    opportunities.picklists().catch(() => undefined),
    ...named.map(async ({ field, kind, value }) => {
      const name = await opportunities.nameOf(kind, value).catch(() => `#${String(value)}`);
      return [nameKey(field, value), name] as const;
    }),
  ]);
  return { format: formatFor(moment, reader), picklists, names: new Map(names) };
}

type Kind = 'company' | 'contact' | 'resource';
const kinds: Readonly<Record<string, Kind | undefined>> = Object.fromEntries(
  (Object.keys(opportunityFields) as FieldName[]).flatMap((field): (readonly [string, Kind])[] => {
    const { reference } = opportunityFields[field];
    if (reference === 'Companies') return [[field, 'company']];
    if (reference === 'Contacts') return [[field, 'contact']];
    return reference === 'Resources' ? [[field, 'resource']] : [];
  }),
);
