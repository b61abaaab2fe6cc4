/** Sam's opportunity "Quokka telephony", and what he says and presses through the bot's one door, for tests of what waits. */
import type { InvalidForm } from '../../src/core/bot';
import type { FormView, RawValues } from '../../src/core/forms/form-view';
import type { Reply, View } from '../../src/core/reply';
import type { Fault } from '../../src/dev/sandbox/faults';
import { tokenIn, viewIn } from './answers';
import { shortTimeouts } from './client';
import { openBot, type BotFixture } from './whole-bot';

export const sam = 29683408;

export interface OutboxErrand {
  readonly whole: BotFixture;
  readonly id: number;
}

/** He has looked at it, so that nothing of what follows is the first request of anything. */
export async function openErrand(overrides?: Parameters<typeof openBot>[2]): Promise<OutboxErrand> {
  const sandbox = { opportunities: 20, switches: { requestThreshold: 1e6 } };
  const whole = await openBot(sandbox, { limits: shortTimeouts }, overrides);
  const id = await whole.create({ title: 'Quokka telephony', ownerResourceID: sam });
  await whole.bot.route(String(id)).run(whole.newInteraction());
  return { whole, id };
}

/** What is done in whichever errand is open. */
export function inErrand(open: () => OutboxErrand) {
  const command = (words: string): Promise<Reply> => open().whole.bot.route(words).run(open().whole.newInteraction());
  const recordsOf = () => open().whole.sandbox.records;
  return {
    command,
    say: async (words: string): Promise<View> => viewIn(await command(words)),
    press: (view: View, label: string): Promise<Reply> =>
      open().whole.bot.act(tokenIn(view, label), open().whole.newInteraction()),
    submit: ({ key }: FormView, values: RawValues): Promise<Reply | InvalidForm> =>
      open().whole.bot.submit(key, { values }, open().whole.newInteraction()),
    /** Every request meets this until it is lifted. */
    trouble: (fault: Fault, where: object = {}) => open().whole.sandbox.faults.plan({ fault, times: 1e6, ...where }),
    stored: () => recordsOf().read('Opportunities', open().id) ?? {},
    notes: () => recordsOf().list('CompanyNotes', ({ opportunityID }) => opportunityID === open().id),
    waiting: async () => (await open().whole.outbox.listWaiting(sam)).map(({ state }) => state),
    later: async (): Promise<void> => {
      open().whole.advance(15);
      await open().whole.sender.run();
    },
  };
}
