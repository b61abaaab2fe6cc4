/**
 * `/opp …`: acknowledged at once, but words that change something only when they are stored; words that end in a form
 * open its modal before anything is looked up.
 */
import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { soon } from '../../core/soon';
import { originOfCommand } from './arrival';
import { arrivalOf, type Parts } from './parts';
import { unwrap } from './unwrap';

/** Milliseconds. Slack waits three seconds, the way there and back included. */
const patience = 2_000;

export async function onCommand(parts: Parts, { ack, command }: SlackCommandMiddlewareArgs): Promise<void> {
  const { bot, delivery, modals } = parts;
  const origin = originOfCommand(command, { team: parts.me.team, now: parts.clock() });
  const text = unwrap(command.text);
  const trigger = command.trigger_id;
  const work = arrivalOf({ ...parts, command: command.command }, trigger, origin).then((arrival) =>
    bot.command(text, arrival),
  );
  // Slack shows its people no typed command: what dies before it is acknowledged is reported by Slack itself, and what
  // takes longer is repeated to its person, so that nothing typed disappears unseen.
  const isStored = !bot.changesByWords(text) || (await soon(work, patience)).ready;
  await (isStored ? ack() : ack({ response_type: 'ephemeral', text: atIt(`${command.command} ${text}`) }));
  const title = bot.opensByWords(text);
  if (title !== undefined) return modals.openFor(work, { trigger, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(trigger, reply, origin) : delivery.reply(origin, reply));
}

const atIt = (typed: string): string =>
  `I have this and am still at it: ${escape(typed)}\nThe answer follows. If none comes, \`outbox\` lists what waits.`;
const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
