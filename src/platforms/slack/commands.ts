/** `/opp …`: acknowledged at once; words that end in a form open its modal before anything is looked up. */
import type { SlackCommandMiddlewareArgs } from '@slack/bolt';
import { originOfCommand } from './arrival';
import { arrivalOf, type Parts } from './parts';
import { unwrap } from './unwrap';

export async function onCommand(parts: Parts, { ack, command }: SlackCommandMiddlewareArgs): Promise<void> {
  await ack();
  const { bot, delivery, modals } = parts;
  const origin = originOfCommand(command, { team: parts.me.team, now: parts.clock() });
  const text = unwrap(command.text);
  const trigger = command.trigger_id;
  const work = arrivalOf({ ...parts, command: command.command }, trigger, origin).then((arrival) =>
    bot.command(text, arrival),
  );
  const title = bot.opensByWords(text);
  if (title !== undefined) return modals.openFor(work, { trigger, title, origin });
  const reply = await work;
  await (reply.kind === 'form' ? modals.openForm(trigger, reply, origin) : delivery.reply(origin, reply));
}
