/** The Teams adapter against the local Teams, over real HTTP: what is typed, pressed and posted. */
import type { Interaction, Person } from '../../src/core/interaction';
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../../src/core/reply';
import type { Card } from '../../src/dev/fakes/teams/shown';
import { createDeferred } from '../support/later';
import { startTeamsBot, type TeamsBotFixture } from '../support/teams-bot';
import {
  deal,
  executeAction,
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

describe('what is typed', () => {
  it('is answered in the personal chat', async () => {
    chat.bot.script({ command: (text) => Promise.resolve(showToAsker(notice(`You said ${text}`))) });
    const { status } = await room.say('list amount:>10k "R&D"');
    expect(status).toBe(200);
    expect(chat.bot.calls[0]?.what).toBe('list amount:>10k "R&D"');
    expect(cardText(room.latest().card)).toContain('You said list amount:');
    expect(room.latest().onlyFor).toBeUndefined();
  });

  it('comes with the person as the directory states them', async () => {
    await room.say('mine');
    expect(chat.bot.calls[0]?.arrival).toMatchObject({
      person: {
        name: 'Sam Okafor',
        email: 'sam.okafor@example.com',
        standing: 'member',
        timezone: 'America/New_York',
        locale: 'en-US',
      },
      conversation: { kind: 'direct', conversation: 'a:sam' },
      prefix: '',
      isAutoRefresh: false,
    });
  });

  it('is known to come from a guest', async () => {
    await chat.peer.say({ person: 'guest', conversation: salesId, text: 'mine' });
    expect(chat.bot.calls[0]?.arrival.person.standing).toBe('guest');
  });

  it('comes without the mention from a channel, and the answer for the asker is seen by nobody else', async () => {
    chat.bot.script({ command: () => Promise.resolve(showToAsker(notice('Just for you'))) });
    await room.say('mine', salesId);
    expect(chat.bot.calls[0]?.what).toBe('mine');
    expect(room.latest()).toMatchObject({ conversation: salesId, onlyFor: 'sam' });
  });

  it('is understood as a slash command', async () => {
    await chat.peer.say({ person: 'sam', conversation: salesId, text: 'win 7', slash: true });
    expect(chat.bot.calls[0]?.what).toBe('win 7');
  });

  it('is answered for everybody in the thread where it was asked', async () => {
    chat.bot.script({ command: () => Promise.resolve(showToEveryone(deal)) });
    await room.say('7', salesId);
    const [question] = chat.peer.state().messages;
    expect(room.latest()).toMatchObject({ conversation: salesId, thread: question?.id });
    expect(chat.bot.shownCards[0]).toMatchObject({
      card: { message: room.latest().id },
      view: { subject: deal.subject },
    });
  });

  it('reaches the person in their own chat where Teams refuses a targeted message', async () => {
    chat.peer.refuse(({ query }) => query.includes('isTargetedActivity'), 403);
    chat.bot.script({ command: () => Promise.resolve(showToAsker(notice('Just for you'))) });
    await room.say('mine', salesId);
    const [personal, channel] = chat.botMessages();
    expect(personal).toMatchObject({ conversation: 'a:sam' });
    expect(cardText(personal?.card)).toContain('Just for you');
    expect(channel).toMatchObject({ conversation: salesId, text: 'Sam Okafor, I answered you in our private chat.' });
  });

  it('shows nothing to the channel when the person cannot be reached at all', async () => {
    chat.peer.refuse(({ query, path }) => query.includes('isTargetedActivity') || path === '/v3/conversations', 403);
    chat.bot.script({ command: () => Promise.resolve(showToAsker(notice('Just for you'))) });
    await room.say('mine', salesId);
    expect(chat.botMessages().map(({ text }) => text)).toEqual([
      'Sam Okafor, I cannot write to you privately. Add me to your apps, then ask again.',
    ]);
  });

  it('offers a button where the words end in a form, and the button opens it afresh', async () => {
    chat.bot.script({
      command: () => Promise.resolve({ kind: 'form', form }),
      open: () => Promise.resolve({ kind: 'form', form }),
    });
    await room.say('win 7', salesId);
    const offer = room.latest();
    expect(offer.onlyFor).toBe('sam');
    await chat.peer.press({
      person: 'sam',
      conversation: salesId,
      activityId: offer.id,
      action: firstAction(offer.card, 'Action.Submit'),
    });
    const opened = chat.bot.calls.find(({ what }) => (what as typeof form.key).opening === form.key.opening);
    expect(opened).toMatchObject({ what: form.key, arrival: { card: { message: offer.id } } });
    expect(chat.peer.state().dialogs['sam']?.title).toBe('Win opportunity');
  });

  it('shows that the bot is typing when the answer takes a while', async () => {
    let answer: (() => void) | undefined;
    chat.bot.script({
      command: () => new Promise((resolve) => (answer = () => resolve(showToAsker(notice('Here it is'))))),
    });
    const said = room.say('digest preview');
    await chat.until(() => chat.peer.state().typing[0]);
    answer?.();
    await said;
    expect(cardText(room.latest().card)).toContain('Here it is');
  });
});

describe('a pressed button', () => {
  it('replaces the card for everybody and for the one who pressed it', async () => {
    const message = await room.showDeal(replaceWith(wonDeal));
    await room.press(message, executeAction);
    expect(cardText(room.current(message)?.card)).toContain('Won');
    expect(cardText(room.current(message)?.cardFor['sam'])).toContain('Won');
    expect(chat.bot.calls.at(-1)?.arrival.card).toMatchObject({
      message: message.id,
      place: { conversation: salesId },
    });
  });

  it('answers the asker alone, with a line below the card', async () => {
    const message = await room.showDeal(showToAsker(notice('Not permitted')));
    await room.press(message, executeAction, 'dana');
    expect(room.latest()).toMatchObject({ onlyFor: 'dana' });
    expect(room.current(message)?.noticeFor).toEqual({ dana: 'The answer is below.' });
  });

  it('of a card that only one person sees replaces that card', async () => {
    chat.bot.script({
      command: () => Promise.resolve(showToAsker(deal)),
      act: () => Promise.resolve(replaceWith(wonDeal)),
    });
    await room.say('7', salesId);
    const message = room.latest();
    await room.press(message, executeAction);
    expect(room.current(message)).toMatchObject({ onlyFor: 'sam', edited: true });
  });

  it('of an old client arrives as a message and replaces the card', async () => {
    const message = await room.showDeal(replaceWith(wonDeal));
    await room.press(message, { type: 'Action.Submit', data: executeAction.data });
    expect(cardText(room.current(message)?.card)).toContain('Won');
  });

  it('that no version wrote is explained, not ignored', async () => {
    const message = await room.showDeal(replaceWith(wonDeal));
    await room.press(message, { ...executeAction, data: { bot: 'nonsense' } });
    expect(room.current(message)?.noticeFor['sam']).toContain('version that I no longer know');
  });

  it('by a client on its own changes that client’s card alone: an update would make all refresh for ever', async () => {
    const message = await room.showDeal(replaceWith(wonDeal));
    const writes = () => chat.peer.wire().filter(({ what }) => /^(PUT|POST)/.test(what)).length;
    const before = writes();
    const { body } = await chat.peer.deliver({
      type: 'invoke',
      name: 'adaptiveCard/action',
      replyToId: message.id,
      value: { action: executeAction, trigger: 'automatic' },
    });
    expect(cardText(body as Card)).toContain('Won');
    expect(writes()).toBe(before);
    expect(chat.bot.calls.at(-1)?.arrival.isAutoRefresh).toBe(true);
  });

  it('that takes longer than Teams waits is answered at once, and the card follows', async () => {
    const answer = createDeferred<Reply>();
    const message = await room.showDeal(replaceWith(wonDeal));
    chat.bot.script({ act: () => answer.promise });
    await room.press(message, executeAction);
    expect(room.current(message)?.noticeFor['sam']).toBe('Working on it…');
    answer.resolve(replaceWith(wonDeal));
    await chat.until(() => room.current(message)?.edited || undefined);
    expect(cardText(room.current(message)?.card)).toContain('Won');
  });
});

describe('the bot by itself', () => {
  it('greets in a personal chat when it is installed, and nowhere else', async () => {
    await chat.peer.install({ person: 'sam', conversation: salesId });
    await chat.peer.install({ person: 'sam', conversation: 'a:sam' });
    expect(chat.botMessages().map(({ conversation }) => conversation)).toEqual(['a:sam']);
    expect(cardText(room.latest().card)).toContain('Hello Sam Okafor');
  });

  it('posts into a channel and updates what it posted, in a process that heard from the tenant once', async () => {
    await room.say('hello', salesId);
    const place = {
      platform: 'teams',
      tenant: chat.peer.state().tenantId,
      conversation: salesId,
      kind: 'channel',
    } as const;
    const card = await chat.teams.post(place, deal);
    expect(await chat.teams.update(card, wonDeal)).toBe('updated');
    expect(room.latest()).toMatchObject({ id: card.message, edited: true });
  });

  it('learns that a card is gone', async () => {
    await room.say('hello', salesId);
    const [heard] = chat.bot.calls;
    const place = (heard?.arrival as Interaction).conversation;
    expect(await chat.teams.update({ place, message: '1' }, wonDeal)).toBe('gone');
  });

  it('opens a personal chat with somebody who never wrote to it', async () => {
    await room.say('hello', salesId);
    const person = chat.bot.calls[0]?.arrival.person;
    const place = await chat.teams.direct({ ...(person as Person), id: '29:dana' });
    expect(place).toMatchObject({ conversation: 'a:dana', kind: 'direct' });
  });
});
