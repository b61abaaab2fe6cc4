/** The message extension: a search beside the box that people type into, and the card of a link that they paste. */
import type { MessagingExtensionResponse } from 'botbuilder';
import { z } from 'zod';
import type { SearchResult } from '../../../core/entry-points';
import type { Reply, View } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { toInteraction } from './interaction';
import type { HandlerContext } from '../handler-context';
import type { IncomingActivity } from './incoming';
import { outdatedButtonText } from './card-actions';
import { noResults, resultTextResponse, resultListResponse } from '../render/invoke-responses';
import { encodePayload, parseButtonPayload } from '../render/tokens';

/** Teams waits five seconds, and people two. */
const responseDeadlineMs = 2000;
const slowSearchText = 'Autotask is taking its time. Change a letter to look again.';

/** The command's id is permanent: it is in the manifest. */
const querySchema = z.object({
  commandId: z.literal('search'),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
});

/** Somebody types into the search; when it opens, nothing is typed yet. */
export async function onSearchQuery(
  context: HandlerContext,
  activity: IncomingActivity,
): Promise<MessagingExtensionResponse> {
  const { data } = querySchema.safeParse(activity.value);
  if (data === undefined) return resultTextResponse(outdatedButtonText);
  const typed = data.parameters.find(({ name }) => name === 'typed')?.value;
  const searchText = typeof typed === 'string' ? typed : '';
  const outcome = await withDeadline(
    context.inFlight.track(loadHits(context, activity, searchText)),
    responseDeadlineMs,
  );
  if (!outcome.ready) return resultTextResponse(slowSearchText);
  const { results, problem } = outcome.value;
  if (results.length > 0) return resultListResponse(results.map((hit) => toListItem(context, hit)));
  if (problem !== '') return resultTextResponse(problem);
  return resultTextResponse(
    searchText.trim() === '' ? 'Type a part of a title, a company or a contact.' : noMatchText(searchText),
  );
}

const noMatchText = (searchText: string): string => `No opportunity matches "${searchText.trim()}".`;

const loadHits = async ({ bot, people }: HandlerContext, activity: IncomingActivity, searchText: string) =>
  bot.findMatches(searchText, toInteraction(activity, await people.loadPerson(activity)));

/** What is sent where a client does not ask for the chosen card: its two lines. */
function toListItem({ renderer }: HandlerContext, { title, description, pick }: SearchResult) {
  const view: View = { card: 'notice', model: { title, say: description }, text: title };
  return { card: renderer.view(view), title, about: description, pick: encodePayload({ token: pick }) };
}

/** One was chosen: its card goes into the box, for the person to send. */
export async function onSelectItem(
  context: HandlerContext,
  activity: IncomingActivity,
): Promise<MessagingExtensionResponse> {
  const payload = parseButtonPayload(activity.value);
  if (payload === undefined || !('token' in payload)) return resultTextResponse(outdatedButtonText);
  const { token } = payload;
  const reply = await withDeadline(
    context.inFlight.track(withInteraction(context, activity, (interaction) => context.bot.act(token, interaction))),
    responseDeadlineMs,
  );
  return reply.ready ? selectedItemResponse(context, reply.value, activity) : resultTextResponse(slowSearchText);
}

function selectedItemResponse(
  context: HandlerContext,
  reply: Reply,
  activity: IncomingActivity,
): MessagingExtensionResponse {
  return reply.kind === 'show' || reply.kind === 'replace'
    ? singleCardResponse(context, reply.view, activity)
    : noResults;
}

const singleCardResponse = (
  { renderer }: HandlerContext,
  view: View,
  { from }: IncomingActivity,
): MessagingExtensionResponse =>
  resultListResponse([{ card: renderer.view(view, [from.id]), title: 'Opportunity', about: view.text }]);

const withInteraction = async <T>(
  { people }: HandlerContext,
  activity: IncomingActivity,
  run: (interaction: ReturnType<typeof toInteraction>) => Promise<T>,
): Promise<T> => run(toInteraction(activity, await people.loadPerson(activity)));

const linkQuerySchema = z.object({ url: z.string() });

/** Nobody asked for it: whatever goes wrong or takes too long leaves the link as it is. */
export async function onLinkQuery(
  context: HandlerContext,
  activity: IncomingActivity,
): Promise<MessagingExtensionResponse> {
  const { data } = linkQuerySchema.safeParse(activity.value);
  if (data === undefined) return noResults;
  const unfurled = context.inFlight.track(
    withInteraction(context, activity, (interaction) => context.bot.unfurl(data.url, interaction)),
  );
  const view = await withDeadline(unfurled, responseDeadlineMs);
  return view.ready && view.value !== undefined ? singleCardResponse(context, view.value, activity) : noResults;
}
