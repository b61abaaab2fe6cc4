/** After something that waited was sent, or could not be: its cards tell the truth, and so does a private message. */
import { readBy } from '../core/reply';
import type { Shelf } from '../core/shelf';
import type { Spread } from '../core/spread';
import type { Carried } from '../outbox/carry';
import { subjectOfEntry } from '../views/entry';
import { opportunityListView } from '../views/opportunity-list';
import { carriedCard, newsOf } from './entry-card';
import { formatFor, type Moment } from './services';

export interface TellingParts {
  readonly moment: () => Moment;
  readonly shelf: Shelf;
  readonly spread: Spread;
}

/** Waiting on is not told again. Rejects when the person could not be reached. */
export async function tellCarried({ moment, shelf, spread }: TellingParts, carried: Carried): Promise<void> {
  if (carried.kind === 'queued') return;
  if (carried.kind === 'doubled') return tellTwice(moment(), carried);
  const { entry } = carried;
  const { person, place } = entry;
  const subject = subjectOfEntry(entry.id);
  const shown = await shelf.on(subject);
  await spread.begin({ subject, news: newsOf(entry) }, undefined);
  const reply = await carriedCard(moment(), await withFresh(moment(), carried), person);
  if (reply.kind !== 'replace') return;
  if (reply.changed !== undefined) await spread.begin(reply.changed, undefined);
  // Done where it was asked for is seen there; what needs an answer is asked for in private as well.
  const isSeen = shown.some(({ card }) => card.place.conversation === place.conversation);
  if (isSeen && (carried.kind === 'done' || place.kind === 'direct')) return;
  const { outlet } = moment().services;
  await outlet.post(await outlet.direct(person), readBy(reply.view, person));
}

/** Nothing can be deleted through the API: the person is told where both stand. */
async function tellTwice(moment: Moment, { entry, copies }: Extract<Carried, { kind: 'doubled' }>): Promise<void> {
  const { opportunities, outlet } = moment.services;
  const { wish, person } = entry;
  const isNote = wish.kind !== 'create';
  const ids = isNote ? [wish.opportunity] : copies;
  const found = await opportunities.named(await Promise.all(ids.map((id) => opportunities.get(id))));
  const view = opportunityListView(found, {
    title: isNote ? 'Your note stands in Autotask twice' : 'What you created stands in Autotask twice',
    narrowed: '',
    before: 0,
    more: 0,
    hint: `An attempt that got no answer was carried out late, after I had sent it again. ${
      isNote
        ? `Open the opportunity in Autotask and delete one of the notes “${wish.note?.title ?? ''}”.`
        : `Open both (${copies.map((id) => `#${String(id)}`).join(', ')}) and delete, or lose, the one that you do not need.`
    }`,
    format: formatFor(moment, person),
    controls: [],
  });
  await outlet.post(await outlet.direct(person), readBy(view, person));
}

/** Nobody could read it back, or whoever did died before telling. */
async function withFresh({ services }: Moment, carried: Carried): Promise<Carried> {
  const { opportunity: id } = carried.entry;
  if (carried.kind !== 'done' || carried.opportunity !== undefined || id === undefined) return carried;
  return { ...carried, opportunity: await services.opportunities.get(id).catch(() => undefined) };
}
