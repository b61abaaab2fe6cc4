/** What is typed, and what old clients send when a button is pressed: a message in, a Reply out. */
import type { Interaction } from '../../../core/interaction';
import type { Reply } from '../../../core/reply';
import { withDeadline } from '../../../core/with-deadline';
import { messageWithCard, messageWithText } from '../render/invoke-responses';
import { toInteraction } from './interaction';
import { parseActivityText } from './message-text';
import type { HandlerContext } from '../handler-context';
import type { IncomingActivity } from './incoming';
import { outdatedButtonText } from './card-actions';
import { sendPrivateReply } from '../outbound/deliver';
import { parseButtonPayload, type ButtonPayload } from '../render/tokens';

/** A person waits this long before the bot is seen typing. */
const typingDelayMs = 1000;
/** Teams gives up on a request after about fifteen seconds; the work goes on without it. */
const requestDeadlineMs = 10_000;

export async function onMessageActivity(context: HandlerContext, activity: IncomingActivity): Promise<void> {
  await withDeadline(context.inFlight.track(handleMessage(context, activity)), requestDeadlineMs);
}

async function handleMessage(context: HandlerContext, activity: IncomingActivity): Promise<void> {
  const payload = parseButtonPayload(activity.value);
  const person = await context.people.loadPerson(activity);
  const interaction = toInteraction(activity, person, payload === undefined ? undefined : activity.replyToId);
  const reply = replyTo(context, { activity, payload }, interaction);
  if (reply === undefined) return replyOutdated(context, interaction);
  const targeted = activity.recipient.isTargeted === true;
  if (!(await withDeadline(reply, typingDelayMs)).ready && !targeted) await showTyping(context, interaction);
  await context.delivery.reply(await reply, interaction);
}

/** Data without words: a button was pressed. */
const isButtonPress = ({ value, text = '' }: IncomingActivity): boolean =>
  typeof value === 'object' && value !== null && text === '';

async function replyOutdated(context: HandlerContext, interaction: Interaction): Promise<void> {
  const { connectors, log } = context;
  await sendPrivateReply({ connector: connectors.reply, log }, interaction, messageWithText(outdatedButtonText));
}

/** Undefined for a button that no version of ours draws on a message. */
function replyTo(
  { bot }: HandlerContext,
  { activity, payload }: { activity: IncomingActivity; payload: ButtonPayload | undefined },
  interaction: Interaction,
): Promise<Reply> | undefined {
  if (payload === undefined)
    return isButtonPress(activity) ? undefined : bot.route(parseActivityText(activity)).run(interaction);
  if ('token' in payload) return bot.act(payload.token, interaction);
  // These are on dialogs and on buttons that every client opens as one.
  if ('kept' in payload || 'typed' in payload) return undefined;
  return bot.open('open' in payload ? payload.open : payload.form, interaction);
}

/** A courtesy: an answer must not fail for it. */
async function showTyping({ connectors, log }: HandlerContext, { conversation }: Interaction): Promise<void> {
  await connectors.interactive
    .send(conversation, { type: 'typing' })
    .catch((error: unknown) => log.debug({ err: error }, 'not typing'));
}

/** A greeting once, where it disturbs nobody else. */
export async function onInstalled(
  { connectors, renderer, people }: HandlerContext,
  activity: IncomingActivity,
): Promise<void> {
  const { conversation, person } = toInteraction(activity, await people.loadPerson(activity));
  if (conversation.kind !== 'direct' || activity.action !== 'add') return;
  const words = `Hello ${person.name}. Write help to see what I understand.`;
  await connectors.reply.send(conversation, messageWithCard(words, renderer.welcome(person.name)));
}
