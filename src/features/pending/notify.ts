/** After a waiting change was sent or failed: refreshes its cards, and notifies the person in private. */
import { withViewer } from '../../core/reply';
import type { CardRegistry, CardRefresh } from '../../core/cards/card-refresh';
import type { ExecutionResult } from '../../outbox/execute';
import { entrySubject } from '../../views/entry';
import { opportunityListView } from '../../views/opportunity-list';
import { resultCard, summaryOfEntry } from '../changing/entry-card';
import { formatFor, type ViewContext } from '../services';

export interface OutboxNotificationDeps {
  readonly viewContext: () => ViewContext;
  readonly cardRegistry: CardRegistry;
  readonly cardRefresh: CardRefresh;
}

/** Nothing for one that goes on waiting. Rejects when the person could not be reached. */
export async function notifyResult(
  { viewContext, cardRegistry, cardRefresh }: OutboxNotificationDeps,
  result: ExecutionResult,
): Promise<void> {
  if (result.kind === 'queued') return;
  if (result.kind === 'doubled') return notifyDuplicate(viewContext(), result);
  const { entry } = result;
  const { person, place: conversation } = entry;
  const subject = entrySubject(entry.id);
  const trackedCards = await cardRegistry.list(subject);
  await cardRefresh.enqueue({ subject, summary: summaryOfEntry(entry) }, undefined);
  const reply = await resultCard(viewContext(), await withFreshOpportunity(viewContext(), result), person);
  if (reply.kind !== 'replace') return;
  if (reply.change !== undefined) await cardRefresh.enqueue(reply.change, undefined);
  // The refreshed card shows success in its conversation; what needs an answer goes to the person in private as well.
  const isSeen = trackedCards.some(({ card }) => card.place.conversation === conversation.conversation);
  if (isSeen && (result.kind === 'done' || conversation.kind === 'direct')) return;
  const { outlet: messenger } = viewContext().services;
  await messenger.post(await messenger.direct(person), withViewer(reply.view, person));
}

/** The API cannot delete: the person learns where both are. */
async function notifyDuplicate(
  viewContext: ViewContext,
  { entry, copies }: Extract<ExecutionResult, { kind: 'doubled' }>,
): Promise<void> {
  const { opportunities, outlet: messenger } = viewContext.services;
  const { wish, person } = entry;
  const isNote = wish.kind !== 'create';
  const ids = isNote ? [wish.opportunity] : copies;
  const copiesFound = await opportunities.withNames(await Promise.all(ids.map((id) => opportunities.get(id))));
  const view = opportunityListView(copiesFound, {
    title: isNote ? 'Your note stands in Autotask twice' : 'What you created stands in Autotask twice',
    narrowed: '',
    before: 0,
    more: 0,
    hint: `An attempt that got no answer was carried out late, after I had sent it again. ${
      isNote
        ? `Open the opportunity in Autotask and delete one of the notes “${wish.note?.title ?? ''}”.`
        : `Open both (${copies.map((id) => `#${String(id)}`).join(', ')}) and delete, or lose, the one that you do not need.`
    }`,
    format: formatFor(viewContext, person),
    controls: [],
  });
  await messenger.post(await messenger.direct(person), withViewer(view, person));
}

/** The result may lack the opportunity, when reading it back failed. */
async function withFreshOpportunity({ services }: ViewContext, result: ExecutionResult): Promise<ExecutionResult> {
  const { opportunity: id } = result.entry;
  if (result.kind !== 'done' || result.opportunity !== undefined || id === undefined) return result;
  return { ...result, opportunity: await services.opportunities.get(id).catch(() => undefined) };
}
