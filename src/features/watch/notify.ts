/** Posts news to the conversations that watch, and ends watches that cannot go on. */
import { DeliveryFailed } from '../../core/errors';
import { isSameConversation, threadOf, type Conversation, type MessageRef } from '../../core/interaction';
import type { Picklists } from '../../opportunity/client';
import { noticeView } from '../../views/notice';
import { formatFor } from '../services';
import { hasLostAccess, postOrLog, type OnBehalfDeps } from '../subscribing/on-behalf';
import { matches, type ChangeEvent, type Watch } from './detect-changes';
import { claimEvent, isBotChange, loadThreadCard, releaseEvent, saveThreadCard } from './store';
import { watchNewsView } from './views';

/** More events than these in one conversation are posted as one message. */
const maxSeparateMessages = 4;

interface ConversationEvents {
  readonly watch: Watch;
  readonly events: ChangeEvent[];
}

/** Each conversation gets the news of its own watches. */
export async function notifyAll(
  deps: OnBehalfDeps,
  events: readonly ChangeEvent[],
  picklists: Picklists,
): Promise<void> {
  if (events.length === 0) return;
  const namedOpportunities = await deps.services.opportunities.withNames(events.map(({ opportunity }) => opportunity));
  const all = events.map((one, index) => ({ ...one, opportunity: namedOpportunities[index] ?? one.opportunity }));
  const groups = new Map<string, ConversationEvents>();
  for (const watch of await deps.services.watches.all()) {
    const matching = all.filter((one) => matches(watch, one));
    if (matching.length === 0 || (await endIfAbandoned(deps, watch))) continue;
    const key = `${watch.place.platform}:${watch.place.conversation}`;
    const group = groups.get(key) ?? { watch, events: [] };
    group.events.push(...matching.filter((one) => !group.events.includes(one)));
    groups.set(key, group);
  }
  for (const group of groups.values()) await notifyConversation(deps, group, picklists);
}

/** Rejects where posting can be retried: the next poll finds the same events. */
async function notifyConversation(
  deps: OnBehalfDeps,
  { watch, events }: ConversationEvents,
  picklists: Picklists,
): Promise<void> {
  const { place: conversation } = watch;
  const unposted: ChangeEvent[] = [];
  for (const event of events) {
    if (
      !(await isBotChange(deps.services.store, conversation, event)) &&
      (await claimEvent(deps.services.store, conversation, event))
    )
      unposted.push(event);
  }
  try {
    if (unposted.length > maxSeparateMessages)
      await postEvents(deps, watch, { events: unposted, picklists, target: conversation });
    else for (const event of unposted) await notifyEvent(deps, watch, { event, picklists });
  } catch (error) {
    if (!(error instanceof DeliveryFailed)) throw error;
    if (error.retryable) {
      for (const event of unposted) await releaseEvent(deps.services.store, conversation, event);
      throw error;
    }
    await endUndeliverable(deps, watch, error);
  }
}

async function notifyEvent(
  deps: OnBehalfDeps,
  watch: Watch,
  { event, picklists }: { event: ChangeEvent; picklists: Picklists },
): Promise<void> {
  const { id } = event.opportunity;
  const threadCard = await loadThreadCard(deps.services.store, watch.place, id);
  const target = threadCard === undefined ? watch.place : threadOf(threadCard);
  const card = await postEvents(deps, watch, { events: [event], picklists, target });
  if (threadCard === undefined) await saveThreadCard(deps.services.store, id, card);
}

function postEvents(
  { services, clock, log }: OnBehalfDeps,
  { author }: Watch,
  { events, picklists, target }: { events: readonly ChangeEvent[]; picklists: Picklists; target: Conversation },
): Promise<MessageRef> {
  const format = formatFor({ services, now: clock() }, author);
  log.info({ place: target.conversation, news: events.map(({ kind, opportunity }) => [kind, opportunity.id]) }, 'news');
  return services.outlet.post(target, watchNewsView(events, { picklists, format }));
}

/** Whether whoever asked for it lost access: then the watch ends, and the conversation hears why. */
async function endIfAbandoned(deps: OnBehalfDeps, watch: Watch): Promise<boolean> {
  const { id, author, place: conversation } = watch;
  if (!(await hasLostAccess(deps, watch, { watch: id }))) return false;
  await deps.services.watches.remove(id);
  const say = `${author.name}, who asked for it, may not read opportunities here any more. Whoever may can ask me again with watch.`;
  await postOrLog(deps, conversation, { view: noticeView('I stopped watching', say), subject: { watch: id } });
  return true;
}

/** The bot cannot post there any more: the watches end, and their authors hear so in private. */
async function endUndeliverable(
  deps: OnBehalfDeps,
  { place: conversation }: Watch,
  error: DeliveryFailed,
): Promise<void> {
  const watchesThere = (await deps.services.watches.all()).filter((one) => isSameConversation(one.place, conversation));
  for (const { id } of watchesThere) await deps.services.watches.remove(id);
  const authors = new Map(watchesThere.map(({ author }) => [author.id, author]));
  for (const author of authors.values()) {
    const reference = deps.newReference();
    deps.log.error({ err: error, reference }, 'news could not be posted, the watch has ended');
    const say = `${error.userMessage} So I watch nothing for it any more. ${error.hint ?? ''} Then ask me again with watch. Reference ${reference}.`;
    await postOrLog(deps, author, { view: noticeView('I stopped watching', say), subject: { reference } });
  }
}
