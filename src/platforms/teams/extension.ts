/** The message extension: a search beside the box that people type into, and the card of a link that they paste. */
import type { MessagingExtensionResponse } from 'botbuilder';
import { z } from 'zod';
import type { Hit } from '../../core/entrances';
import type { Reply, View } from '../../core/reply';
import { soon } from '../../core/soon';
import { arrivalOf } from './arrival';
import type { Desk } from './desk';
import type { Incoming } from './incoming';
import { outdated } from './press';
import { noResults, resultInWords, resultsOf } from './results';
import { carry, readCarried } from './tokens';

/** Teams waits five seconds, and people two. */
const patience = 2000;
const late = 'Autotask is taking its time. Change a letter to look again.';

/** The command's id is permanent: it is in the manifest. */
const query = z.object({
  commandId: z.literal('search'),
  parameters: z.array(z.object({ name: z.string(), value: z.unknown() })).default([]),
});

/** Somebody types into the search; when it opens, nothing is typed yet. */
export async function onQuery(desk: Desk, activity: Incoming): Promise<MessagingExtensionResponse> {
  const { data } = query.safeParse(activity.value);
  if (data === undefined) return resultInWords(outdated);
  const typed = data.parameters.find(({ name }) => name === 'typed')?.value;
  const words = typeof typed === 'string' ? typed : '';
  const found = await soon(desk.underWay.track(hitsFor(desk, activity, words)), patience);
  if (!found.ready) return resultInWords(late);
  const { hits, say } = found.value;
  if (hits.length > 0) return resultsOf(hits.map((hit) => listed(desk, hit)));
  if (say !== '') return resultInWords(say);
  return resultInWords(words.trim() === '' ? 'Type a part of a title, a company or a contact.' : nothingFor(words));
}

const nothingFor = (words: string): string => `No opportunity matches "${words.trim()}".`;

const hitsFor = async ({ bot, people }: Desk, activity: Incoming, words: string) =>
  bot.hits(words, arrivalOf(activity, await people.whoDid(activity)));

/** What is sent where a client does not ask for the chosen card: its two lines. */
function listed({ drawing }: Desk, { title, about, pick }: Hit) {
  const view: View = { card: 'notice', model: { title, say: about }, text: title };
  return { card: drawing.view(view), title, about, pick: carry({ token: pick }) };
}

/** One was chosen: its card goes into the box, for the person to send. */
export async function onChosen(desk: Desk, activity: Incoming): Promise<MessagingExtensionResponse> {
  const carried = readCarried(activity.value);
  if (carried === undefined || !('token' in carried)) return resultInWords(outdated);
  const { token } = carried;
  const reply = await soon(
    desk.underWay.track(asked(desk, activity, (arrival) => desk.bot.act(token, arrival))),
    patience,
  );
  return reply.ready ? chosen(desk, reply.value, activity) : resultInWords(late);
}

function chosen(desk: Desk, reply: Reply, activity: Incoming): MessagingExtensionResponse {
  return reply.kind === 'show' || reply.kind === 'replace' ? cardOf(desk, reply.view, activity) : noResults;
}

const cardOf = ({ drawing }: Desk, view: View, { from }: Incoming): MessagingExtensionResponse =>
  resultsOf([{ card: drawing.view(view, [from.id]), title: 'Opportunity', about: view.text }]);

const asked = async <T>(
  { people }: Desk,
  activity: Incoming,
  ask: (arrival: ReturnType<typeof arrivalOf>) => Promise<T>,
): Promise<T> => ask(arrivalOf(activity, await people.whoDid(activity)));

const pasted = z.object({ url: z.string() });

/** Nobody asked for it: whatever goes wrong or takes too long leaves the link as it is. */
export async function onLink(desk: Desk, activity: Incoming): Promise<MessagingExtensionResponse> {
  const { data } = pasted.safeParse(activity.value);
  if (data === undefined) return noResults;
  const unfurled = desk.underWay.track(asked(desk, activity, (arrival) => desk.bot.unfurl(data.url, arrival)));
  const view = await soon(unfurled, patience);
  return view.ready && view.value !== undefined ? cardOf(desk, view.value, activity) : noResults;
}
