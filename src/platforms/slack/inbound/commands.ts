/**
 * `/opp …`: acknowledged at once, but words that change something only when they are stored; words that end in a form
 * open its modal before anything is looked up.
 */
import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { withDeadline } from '../../../core/with-deadline';
import { originOfCommand } from './interaction';
import { loadInteraction, type HandlerContext } from '../handler-context';
import { parseMessageText } from './message-text';

/** Milliseconds. Slack waits three seconds, the way there and back included. */
const ackDeadlineMs = 2_000;

export async function onCommand(context: HandlerContext, { ack, command }: SlackCommandMiddlewareArgs): Promise<void> {
  const { bot, delivery, modals } = context;
  const origin = originOfCommand(command, { team: context.botIdentity.team, now: context.clock() });
  const text = parseMessageText(command.text);
  const routed = bot.route(text);
  const trigger = command.trigger_id;
  const work = loadInteraction({ ...context, command: command.command }, trigger, origin).then((interaction) =>
    routed.run(interaction),
  );
  // Slack shows its people no typed command: what dies before it is acknowledged is reported by Slack itself, and what
  // takes longer is repeated to its person, so that nothing typed disappears unseen.
  const isDone = !routed.changesAtOnce || (await withDeadline(work, ackDeadlineMs)).ready;
  await (isDone ? ack() : ack({ response_type: 'ephemeral', text: stillWorkingText(`${command.command} ${text}`) }));
  const { formTitle: title } = routed;
  if (title !== undefined) return modals.openForReply(work, { trigger, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(trigger, reply, origin) : delivery.reply(origin, reply));
}

const stillWorkingText = (commandText: string): string =>
  `I have this and am still at it: ${escapeMrkdwn(commandText)}\nThe answer follows. If none comes, \`outbox\` lists what waits.`;
const escapeMrkdwn = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
