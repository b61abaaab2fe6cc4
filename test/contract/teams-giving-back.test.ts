/** A form on Teams that comes back when its dialog has let go of it, and is more than a button can carry. */
import { randomBytes } from 'node:crypto';
import type { Bot } from '../../src/core/bot';
import { createUnfinishedForms } from '../../src/platforms/teams/inbound/form-memory';
import { createDeferred } from '../support/later';
import { createFailingStore, type FailingStore } from '../support/leaving-store';
import { startTeamsBot, type TeamsBotFixture } from '../support/teams-bot';
import { firstAction, form, createSalesChannel, cardText } from '../support/teams-deal';

/** Text that cannot be written shorter: 40 kB. Nothing so long is drawn in a dialog without complaint. */
const long = randomBytes(30_000).toString('base64');

let store: FailingStore;
let chat: TeamsBotFixture;
beforeEach(async () => {
  store = createFailingStore();
  chat = await startTeamsBot({ store, strict: false });
});
afterEach(() => chat.stop());

async function offered() {
  const room = createSalesChannel(chat);
  const message = await room.showDeal({ kind: 'form', form });
  await room.press(message, firstAction(room.latest().card, 'Action.Submit'));
  const answer = createDeferred<Awaited<ReturnType<Bot['submit']>>>();
  chat.bot.script({ submit: () => answer.promise });
  await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
  const before = chat.botMessages().length;
  answer.resolve({ kind: 'invalid', form: { ...form, values: { detail: long }, problem: 'No such reason.' } });
  const offer = await chat.until(() => chat.botMessages()[before]);
  return { offer, open: () => room.press(offer, firstAction(offer.card, 'Action.Submit')) };
}
const dialog = () => cardText(chat.peer.state().dialogs['sam']?.card);

it('it waits in the database', async () => {
  const { offer, open } = await offered();
  expect(cardText(offer.card)).toContain('No such reason.');
  expect(cardText(offer.card)).not.toContain('in memory alone');
  await open();
  expect(dialog()).toContain(long);
});

it('it waits in memory while the database is away, and its author reads that', async () => {
  store.isDown = true;
  const { offer, open } = await offered();
  expect(cardText(offer.card)).toContain(
    'No such reason. It is too long for this button, and I have it in memory alone',
  );
  await open();
  expect(dialog()).toContain(long);
});

it('another replica finds it in the database, for its author alone', async () => {
  const sam = { platform: 'teams', tenant: 'home', id: 'sam', name: 'Sam', standing: 'member' } as const;
  expect(await createUnfinishedForms(store).store(form, sam)).toBe(true);
  expect(await createUnfinishedForms(store).load(form.key, sam)).toEqual(form);
  expect(await createUnfinishedForms(store).load(form.key, { ...sam, id: 'dana' })).toBeUndefined();
  store.isDown = true;
  expect(await createUnfinishedForms(store).load(form.key, sam)).toBeUndefined();
});
