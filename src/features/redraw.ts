/** Any card of a subject as it looks now, read anew: other changes may have come since. */
import type { Changed, Reader, View } from '../core/reply';
import { entryIn } from '../views/entry';
import { opportunityOf, opportunityView } from '../views/opportunity';
import { entryCard, newsOf } from './entry-card';
import { formatFor, type Moment } from './services';

type Draw = (reader: Reader) => View | Promise<View>;

/** Undefined when there is nothing to show any more. */
export async function redraw(moment: Moment, { subject, news }: Changed): Promise<Draw | undefined> {
  const id = opportunityOf(subject);
  if (id !== undefined) return drawOpportunity(moment, id, news);
  const entry = await moment.services.outbox.get(entryIn(subject) ?? '');
  if (entry === undefined) return undefined;
  const { state, opportunity } = entry;
  // Once it is written, its card becomes the opportunity's.
  if (state === 'done' && opportunity !== undefined) return drawOpportunity(moment, opportunity, newsOf(entry));
  return (reader) => entryCard(moment, entry, reader);
}

async function drawOpportunity(moment: Moment, id: number, news: string): Promise<Draw> {
  const { opportunities } = moment.services;
  const [opportunity, picklists] = await Promise.all([opportunities.get(id), opportunities.picklists()]);
  return (reader) => opportunityView(opportunity, { picklists, news, format: formatFor(moment, reader) });
}
