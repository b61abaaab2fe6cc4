/** A form on Teams that comes back when its dialog has let go of it, and is more than a button can carry. */
import { randomBytes } from 'node:crypto';
import type { Bot } from '../../src/core/bot';
import { createTyped } from '../../src/platforms/teams/typed';
import { later } from '../support/later';
import { createLeavingStore, type LeavingStore } from '../support/leaving-store';
import { startTeamsBot, type TeamsBot } from '../support/teams-bot';
import { firstAction, form, salesOf, words } from '../support/teams-deal';

/** Text that cannot be written shorter: 40 kB. Nothing so long is drawn in a dialog without complaint. */
const long = randomBytes(30_000).toString('base64');

let store: LeavingStore;
let chat: TeamsBot;
beforeEach(async () => {
  store = createLeavingStore();
  chat = await startTeamsBot({ store, strict: false });
});
afterEach(() => chat.stop());

async function offered() {
  const room = salesOf(chat);
  const message = await room.deal({ kind: 'form', form });
  await room.press(message, firstAction(room.latest().card, 'Action.Submit'));
  const answer = later<Awaited<ReturnType<Bot['submit']>>>();
  chat.bot.script({ submit: () => answer.promise });
  await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
  const before = chat.posted().length;
  answer.resolve({ kind: 'invalid', form: { ...form, values: { detail: long }, problem: 'No such reason.' } });
  const offer = await chat.until(() => chat.posted()[before]);
  return { offer, open: () => room.press(offer, firstAction(offer.card, 'Action.Submit')) };
}
const dialog = () => words(chat.peer.state().dialogs['sam']?.card);

it('it waits in the database', async () => {
  const { offer, open } = await offered();
  expect(words(offer.card)).toContain('No such reason.');
  expect(words(offer.card)).not.toContain('in memory alone');
  await open();
  expect(dialog()).toContain(long);
});

it('it waits in memory while the database is away, and its author reads that', async () => {
  store.isAway = true;
  const { offer, open } = await offered();
  expect(words(offer.card)).toContain('No such reason. It is too long for this button, and I have it in memory alone');
  await open();
  expect(dialog()).toContain(long);
});

it('another replica finds it in the database, for its author alone', async () => {
  const sam = { platform: 'teams', tenant: 'home', id: 'sam', name: 'Sam', standing: 'member' } as const;
  expect(await createTyped(store).keep(form, sam)).toBe(true);
  expect(await createTyped(store).of(form.key, sam)).toEqual(form);
  expect(await createTyped(store).of(form.key, { ...sam, id: 'dana' })).toBeUndefined();
  store.isAway = true;
  expect(await createTyped(store).of(form.key, sam)).toBeUndefined();
});
