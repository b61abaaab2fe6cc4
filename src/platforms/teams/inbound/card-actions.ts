/** Action.Execute: the answer goes back with the invoke, and to everybody else by updating the message. */
import type { AdaptiveCardInvokeResponse } from 'botbuilder';
import { z } from 'zod';
import type { Interaction } from '../../../core/interaction';
import type { ActionToken } from '../../../core/cards/button';
import { withDeadline } from '../../../core/with-deadline';
import { cardResponse, textResponse } from '../render/invoke-responses';
import { toInteraction } from './interaction';
import type { HandlerContext } from '../handler-context';
import type { IncomingActivity } from './incoming';
import type { AnswerLocation } from '../outbound/deliver';
import { parseButtonPayload } from '../render/tokens';

/** Teams waits five seconds, and people two. */
const responseDeadlineMs = 2000;

const textByLocation: Readonly<Record<AnswerLocation, string>> = {
  below: 'The answer is below.',
  'in place': '',
  'private chat': 'The answer is in our private chat.',
  nowhere: 'The answer could not be delivered. Please try again.',
};
export const outdatedButtonText = 'This button is from a version that I no longer know. Look the opportunity up again.';

const executeSchema = z.object({ action: z.object({ data: z.unknown().optional() }) });

export async function onExecute(
  context: HandlerContext,
  activity: IncomingActivity,
): Promise<AdaptiveCardInvokeResponse> {
  const payload = parseButtonPayload(executeSchema.safeParse(activity.value).data?.action.data);
  if (payload === undefined || !('token' in payload)) return textResponse(outdatedButtonText);
  const interaction = toInteraction(activity, await context.people.loadPerson(activity), activity.replyToId);
  if (interaction.isAutoRefresh) return answerAutoRefresh(context, payload.token, interaction);
  const outcome = await withDeadline(
    context.inFlight.track(runAction(context, payload.token, interaction)),
    responseDeadlineMs,
  );
  return outcome.ready ? outcome.value : textResponse('Working on it…');
}

async function runAction(
  context: HandlerContext,
  token: ActionToken,
  interaction: Interaction,
): Promise<AdaptiveCardInvokeResponse> {
  const reply = await context.bot.act(token, interaction);
  const location = await context.delivery.reply(reply, interaction);
  return reply.kind === 'replace'
    ? cardResponse(context.renderer.view(reply.view, [interaction.person.id]))
    : textResponse(textByLocation[location]);
}

/** The answer alone: an update here would make every client refresh again, for ever. */
async function answerAutoRefresh(
  context: HandlerContext,
  token: ActionToken,
  interaction: Interaction,
): Promise<AdaptiveCardInvokeResponse> {
  const outcome = await withDeadline(context.inFlight.track(context.bot.act(token, interaction)), responseDeadlineMs);
  if (!outcome.ready || outcome.value.kind !== 'replace') return textResponse('');
  return cardResponse(context.renderer.view(outcome.value.view, [interaction.person.id]));
}
