/** An ear at the bot's door: tells who just changed something through this adapter. */
import type { Arrival, Person } from '../../core/arrival';
import type { Bot, Redrawn } from '../../core/bot';
import type { Reply } from '../../core/reply';

/** The same bot. `changed` is called before the answer is shown, and must not keep it waiting. */
export function withEar(bot: Bot, changed: (person: Person) => void): Bot {
  async function heard<R extends Reply | Redrawn>(answer: Promise<R>, { person }: Arrival): Promise<R> {
    const reply = await answer;
    if (reply.kind === 'replace' && reply.changed !== undefined) changed(person);
    return reply;
  }
  return {
    ...bot,
    command: (text, arrival) => heard(bot.command(text, arrival), arrival),
    act: (token, arrival) => heard(bot.act(token, arrival), arrival),
    submit: (key, filled, arrival) => heard(bot.submit(key, filled, arrival), arrival),
  };
}
