/** Any card of a subject as it looks now, read anew: other changes may have come since. */
import type { CardChange, Viewer, View } from '../core/reply';
import { entryIdOf } from '../views/entry';
import { opportunityIdOf, opportunityView } from '../views/opportunity';
import { entryCard, summaryOfEntry } from './changing/entry-card';
import { formatFor, type ViewContext } from './services';

type CardRenderer = (viewer: Viewer) => View | Promise<View>;

/** Undefined when there is nothing to show any more. */
export async function rendererFor(
  viewContext: ViewContext,
  { subject, summary }: CardChange,
): Promise<CardRenderer | undefined> {
  const id = opportunityIdOf(subject);
  if (id !== undefined) return opportunityRenderer(viewContext, id, summary);
  const entry = await viewContext.services.outbox.get(entryIdOf(subject) ?? '');
  if (entry === undefined) return undefined;
  const { state, opportunity } = entry;
  // Once it is written, its card becomes the opportunity's.
  if (state === 'done' && opportunity !== undefined)
    return opportunityRenderer(viewContext, opportunity, summaryOfEntry(entry));
  return (viewer) => entryCard(viewContext, entry, viewer);
}

async function opportunityRenderer(viewContext: ViewContext, id: number, summary: string): Promise<CardRenderer> {
  const { opportunities } = viewContext.services;
  const [opportunity, picklists] = await Promise.all([opportunities.get(id), opportunities.picklists()]);
  return (viewer) => opportunityView(opportunity, { picklists, news: summary, format: formatFor(viewContext, viewer) });
}
