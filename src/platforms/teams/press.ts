/** Action.Execute: the answer goes back with the invoke, and to everybody else by updating the message. */
import type { AdaptiveCardInvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Arrival } from '../../core/arrival';
import type { ActionToken } from '../../core/button';
import { soon } from '../../core/soon';
import { answerCard, answerWords } from './answers';
import { arrivalOf } from './arrival';
import type { Desk } from './desk';
import type { Incoming } from './incoming';
import type { Landed } from './tell';
import { readCarried } from './tokens';

/** Teams waits five seconds, and people two. */
const patience = 2000;

const words: Readonly<Record<Landed, string>> = {
  below: 'The answer is below.',
  'in place': '',
  'private chat': 'The answer is in our private chat.',
  nowhere: 'The answer could not be delivered. Please try again.',
};
export const outdated = 'This button is from a version that I no longer know. Look the opportunity up again.';

const executed = z.object({ action: z.object({ data: z.unknown().optional() }) });

export async function onExecute(desk: Desk, activity: Incoming): Promise<AdaptiveCardInvokeResponse> {
  const carried = readCarried(executed.safeParse(activity.value).data?.action.data);
  if (carried === undefined || !('token' in carried)) return answerWords(outdated);
  const arrival = arrivalOf(activity, await desk.people.whoDid(activity), activity.replyToId);
  if (arrival.automatic) return refresh(desk, carried.token, arrival);
  const answer = await soon(desk.underWay.track(press(desk, carried.token, arrival)), patience);
  return answer.ready ? answer.value : answerWords('Working on it…');
}

async function press(desk: Desk, token: ActionToken, arrival: Arrival): Promise<AdaptiveCardInvokeResponse> {
  const reply = await desk.bot.act(token, arrival);
  const landed = await desk.delivery.land(reply, arrival);
  return reply.kind === 'replace'
    ? answerCard(desk.drawing.view(reply.view, [arrival.person.id]))
    : answerWords(words[landed]);
}

/** The answer alone: an update here would make every client refresh again, for ever. */
async function refresh(desk: Desk, token: ActionToken, arrival: Arrival): Promise<AdaptiveCardInvokeResponse> {
  const drawn = await soon(desk.underWay.track(desk.bot.act(token, arrival)), patience);
  if (!drawn.ready || drawn.value.kind !== 'replace') return answerWords('');
  return answerCard(desk.drawing.view(drawn.value.view, [arrival.person.id]));
}
