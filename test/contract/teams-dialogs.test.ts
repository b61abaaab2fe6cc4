/** The Teams adapter against the local Teams, over real HTTP: dialogs, from the button to the card that changes. */
import type { Bot } from '../../src/core/bot';
import { replaceWith, showToAsker, type Reply } from '../../src/core/reply';
import type { TeamsMessage } from '../../src/dev/fakes/teams/shown';
import { createDeferred } from '../support/later';
import { startTeamsBot, type TeamsBotFixture } from '../support/teams-bot';
import {
  actionsOf,
  deal,
  firstAction,
  form,
  wonDeal,
  notice,
  salesId,
  createSalesChannel,
  cardText,
  type SalesChannel,
} from '../support/teams-deal';

let chat: TeamsBotFixture;
let room: SalesChannel;
beforeEach(async () => {
  chat = await startTeamsBot();
  room = createSalesChannel(chat);
});
afterEach(() => chat.stop());

describe('a dialog', () => {
  const dialog = () => chat.peer.state().dialogs['sam'];
  /** Sam pressed Win on the deal's card in the channel. */
  async function winOpened(): Promise<TeamsMessage> {
    const message = await room.showDeal({ kind: 'none' });
    chat.bot.script({
      act: (_, arrival) =>
        Promise.resolve({ kind: 'form', form: arrival.card === undefined ? form : { ...form, card: arrival.card } }),
    });
    await room.press(message, firstAction(room.latest().card, 'Action.Submit'));
    return message;
  }

  it('shows the form with what is filled in, its remarks and its link', async () => {
    await winOpened();
    expect(dialog()?.title).toBe('Win opportunity');
    const drawn = cardText(dialog()?.card);
    for (const seen of [
      'They said \\"yes\\"',
      'Autotask \\\\*does\\\\* more.',
      'The \\\\*lost\\\\* date is cleared.',
      'https://example.com/7',
    ]) {
      expect(drawn).toContain(seen);
    }
  });

  it('brings what was typed, by field, with the state and the card that it began on', async () => {
    const message = await winOpened();
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1', urgent: 'true' } });
    expect(chat.bot.calls.at(-1)).toMatchObject({
      what: form.key,
      raw: { reason: '1', detail: 'They said "yes"', urgent: 'true' },
      arrival: { card: { message: message.id, place: { conversation: salesId } } },
    });
  });

  it('keeps everything typed and says at the field what is wrong', async () => {
    await winOpened();
    chat.bot.script({
      submit: (_, { values }) =>
        Promise.resolve({
          kind: 'invalid',
          form: {
            ...form,
            values,
            errors: { reason: 'Price is retired.' },
            problem: 'Autotask refused. Reference 4F2A',
          },
        }),
    });
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1', detail: 'a long story' } });
    const drawn = cardText(dialog()?.card);
    for (const seen of ['Price is retired.', 'Autotask refused. Reference 4F2A', 'a long story']) {
      expect(drawn).toContain(seen);
    }
  });

  it('closes when the deal is won, and the card that it began on shows it', async () => {
    const message = await winOpened();
    chat.bot.script({ submit: () => Promise.resolve(replaceWith(wonDeal)) });
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
    expect(dialog()).toBeUndefined();
    expect(cardText(room.current(message)?.card)).toContain('Won');
  });

  it('shows an answer for the asker inside, with buttons that a dialog understands', async () => {
    await winOpened();
    chat.bot.script({ submit: () => Promise.resolve(showToAsker(deal)) });
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
    expect(actionsOf(dialog()?.card).map(({ type }) => type)).not.toContain('Action.Execute');
    expect(actionsOf(dialog()?.card).length).toBeGreaterThan(0);
  });

  it('says why a form cannot be opened', async () => {
    const message = await room.showDeal(showToAsker(notice('You are not linked to a resource.')));
    await room.press(message, firstAction(room.latest().card, 'Action.Submit'));
    expect(cardText(dialog()?.card)).toContain('You are not linked to a resource.');
  });

  it('lets go of a slow write, and the card changes when it is done', async () => {
    const message = await winOpened();
    const answer = createDeferred<Reply>();
    chat.bot.script({ submit: () => answer.promise });
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
    expect(cardText(dialog()?.card)).toContain('Saving…');
    answer.resolve(replaceWith(wonDeal));
    await chat.until(() => room.current(message)?.edited || undefined);
    expect(cardText(room.current(message)?.card)).toContain('Won');
  });

  it('loses nothing typed when a slow write is refused: a button brings the form back', async () => {
    await winOpened();
    const answer = createDeferred<Awaited<ReturnType<Bot['submit']>>>();
    chat.bot.script({ submit: () => answer.promise });
    await chat.peer.submitDialog({ person: 'sam', values: { reason: '1' } });
    const before = chat.botMessages().length;
    answer.resolve({
      kind: 'invalid',
      form: { ...form, values: { detail: 'a long story' }, problem: 'No such reason.' },
    });
    const offer = await chat.until(() => chat.botMessages()[before]);
    expect(offer.onlyFor).toBe('sam');
    expect(cardText(offer.card)).toContain('No such reason.');
    await room.press(offer, firstAction(offer.card, 'Action.Submit'));
    expect(cardText(dialog()?.card)).toContain('a long story');
  });

  it('offers to look again while Autotask is slow, and then shows the form', async () => {
    const answer = createDeferred<Reply>();
    const message = await room.showDeal({ kind: 'none' });
    chat.bot.script({ act: () => answer.promise, formTitleForButton: () => 'Win opportunity' });
    await room.press(message, firstAction(room.latest().card, 'Action.Submit'));
    expect(cardText(dialog()?.card)).toContain('Press Continue');
    chat.bot.script({ act: () => Promise.resolve({ kind: 'form', form }) });
    await chat.peer.submitDialog({ person: 'sam' });
    expect(dialog()?.title).toBe('Win opportunity');
    expect(chat.bot.calls.at(-1)?.arrival.card?.message).toBe(message.id);
    answer.resolve({ kind: 'none' });
  });

  it('suggests while one types, knows the rest of the form, and remembers the chosen words', async () => {
    await winOpened();
    chat.bot.script({
      suggest: () => Promise.resolve([{ value: '42', label: 'Dana Reyes' }]),
      submit: (_, { values, labels = {} }) => Promise.resolve({ kind: 'invalid', form: { ...form, values, labels } }),
    });
    const found = await chat.peer.suggest({ person: 'sam', field: 'owner', text: 'da', values: { reason: '1' } });
    expect(found).toEqual([{ title: 'Dana Reyes', value: '42' }]);
    expect(chat.bot.calls.at(-1)?.what).toMatchObject({ field: 'owner', typed: 'da', raw: { reason: '1' } });
    await chat.peer.submitDialog({ person: 'sam', values: { owner: '42' } });
    expect(cardText(dialog()?.card)).toContain('"title":"Dana Reyes","value":"42"');
  });
});
