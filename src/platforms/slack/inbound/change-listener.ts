/** An ear at the bot's door: tells who just changed something through this adapter. */
import type { Interaction, Person } from '../../../core/interaction';
import type { Bot, InvalidForm } from '../../../core/bot';
import type { Reply } from '../../../core/reply';

/** The same bot. `changed` is called before the answer is shown, and must not keep it waiting. */
export function withChangeListener(bot: Bot, onChange: (person: Person) => void): Bot {
  async function notifying<R extends Reply | InvalidForm>(
    pendingReply: Promise<R>,
    { person }: Interaction,
  ): Promise<R> {
    const reply = await pendingReply;
    if (reply.kind === 'replace' && reply.change !== undefined) onChange(person);
    return reply;
  }
  return {
    ...bot,
    route(text) {
      const routed = bot.route(text);
      return { ...routed, run: (interaction) => notifying(routed.run(interaction), interaction) };
    },
    act: (token, interaction) => notifying(bot.act(token, interaction), interaction),
    submit: (key, submission, interaction) => notifying(bot.submit(key, submission, interaction), interaction),
  };
}
