/** Ways in besides words on Slack: the real adapter against the local Slack, over real HTTP, with a scripted bot. */
import { replaceWith, showToAsker, showToEveryone, type Reply, type View } from '../../src/core/reply';
import { homeButton, newButton, showButton } from '../../src/views/buttons';
import { homeView } from '../../src/features/lookup/home';
import { noticeView } from '../../src/views/notice';
import { opportunityView } from '../../src/views/opportunity';
import { aForm } from '../support/a-form';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import { createDeferred } from '../support/later';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

const deal = opportunityView(anOpportunity(), { picklists, format });
const won = opportunityView(anOpportunity(), { picklists, format, news: 'Won by Sam' });
const changed = { subject: 'opportunity:7', summary: 'Won' };
const home = (name: string, shown = 1): View =>
  homeView({
    user: { id: 7, name },
    format,
    totals: undefined,
    overdue: { total: shown, opportunities: Array.from({ length: shown }, () => anOpportunity()) },
    soon: { total: 0, opportunities: [] },
    prefix: '/opp ',
  });
const form = aForm({
  key: { id: 'message.keep', v: 1, state: {}, opening: 'o-1' },
  title: 'Add as a note',
  submit: 'Add note',
  fields: [{ id: 'detail', label: 'Detail', type: 'text', required: false, max: 500 }],
});
const asForm: Reply = { kind: 'form', form };

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
  slack.bot.script({
    formTitleForButton: ({ id }) => (id === newButton.id ? 'New opportunity' : undefined),
    search: () => Promise.resolve(asForm),
    saveMessage: () => Promise.resolve(asForm),
  });
});
afterEach(() => slack.stop());

const seen = (words: string, person = 'sam') =>
  slack.peer.until(() => (JSON.stringify(slack.modal(person) ?? '').includes(words) ? slack.modal(person) : undefined));
const last = () => slack.bot.calls.at(-1);
const heardOf = (what: string) => slack.bot.calls.filter((one) => JSON.stringify(one.what).includes(what));
const firstPosted = () => slack.peer.until(() => slack.botMessages()[0]);

describe('the shortcut to find an opportunity', () => {
  const open = () => slack.peer.shortcut({ person: 'sam', callback: 'search' });

  it('opens a window at once, and fills it when the form is ready', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ search: () => answer.promise });
    expect(await open()).toMatchObject({ status: 200, body: '' });
    expect((await seen('One moment')).view).toMatchObject({ title: { text: 'Find an opportunity' } });
    slack.advance(4_000);
    answer.resolve(asForm);
    await seen('Detail');
  });

  it('shows what is found, and what comes of it, in the window: there is no conversation', async () => {
    await open();
    await seen('Detail');
    slack.bot.script({ submit: () => Promise.resolve(showToAsker(deal)), act: () => Promise.resolve(asForm) });
    await slack.peer.submit({ person: 'sam' });
    const { view } = await seen('Managed backup for 40 users');
    await slack.peer.pressInModal({ person: 'sam', action: actionIds(view)[0] ?? '' });
    await seen('Detail');
    slack.bot.script({ submit: () => Promise.resolve(replaceWith(won)) });
    await slack.peer.submit({ person: 'sam' });
    await seen('Won by Sam');
    expect(slack.botMessages()).toEqual([]);
    expect(last()?.arrival.conversation.kind).toBe('direct');
  });

  it('tells its asker in private what the window cannot show any more', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ search: () => answer.promise });
    await open();
    await seen('One moment');
    await slack.peer.close('sam');
    answer.resolve(showToAsker(noticeView('Sorry', 'Autotask does not answer.')));
    expect(await firstPosted()).toMatchObject({ channel: 'D0SAMOKAFOR' });
    await slack.slack.stop();
    expect(slack.bot.shownCards[0]?.card.place).toMatchObject({ conversation: 'D0SAMOKAFOR', kind: 'direct' });
  });

  it('offers its form in private when Slack did not let the window open in time', async () => {
    slack.peer.failNext('views.open', 'expired_trigger_id');
    await open();
    const offer = await firstPosted();
    expect(offer.channel).toBe('D0SAMOKAFOR');
    slack.bot.script({ open: () => Promise.resolve(asForm) });
    await slack.peer.press({ person: 'sam', message: offer.ts, action: actionIds(offer.blocks)[0] ?? '' });
    await seen('Detail');
  });

  it('posts in private what is meant for everyone', async () => {
    slack.bot.script({ search: () => Promise.resolve(showToAsker(deal)) });
    await open();
    const { view } = await seen('Managed backup');
    slack.bot.script({ act: () => Promise.resolve(showToEveryone(deal)) });
    await slack.peer.pressInModal({ person: 'sam', action: actionIds(view)[0] ?? '' });
    expect(await firstPosted()).toMatchObject({ channel: 'D0SAMOKAFOR' });
  });
});

describe('a message kept as a note', () => {
  /** Dana wrote this in the channel, and Sam keeps it. */
  async function keep(text: string, channel = 'sales') {
    await slack.peer.post({ person: 'dana', channel, text });
    const { ts } = slack.peer.state().messages.at(-1) ?? { ts: '' };
    await slack.peer.messageShortcut({ person: 'sam', message: ts, callback: 'keep' });
    return ts;
  }

  it('comes with its words, who wrote it, and its address', async () => {
    const ts = await keep('R&D <b> want 40 seats, see acme.com');
    await seen('Detail');
    expect(heardOf('R&D')[0]?.what).toEqual({
      text: 'R&D <b> want 40 seats, see acme.com',
      author: 'Dana Reyes',
      link: `https://playground.slack.com/archives/C0SALES0001/p${ts.replace('.', '')}`,
    });
    expect(last()?.arrival).toMatchObject({
      person: { name: 'Sam Okafor' },
      conversation: { conversation: 'C0SALES0001', kind: 'channel' },
    });
    expect(last()?.arrival.card).toBeUndefined();
  });

  it('opens a window at once though its address takes long or cannot be had', async () => {
    slack.peer.failNext('chat.getPermalink', 'channel_not_found');
    const answer = createDeferred<Reply>();
    slack.bot.script({ saveMessage: () => answer.promise });
    await keep('They want 40 seats');
    expect((await seen('One moment')).view).toMatchObject({ title: { text: 'Add as a note' } });
    answer.resolve(asForm);
    await seen('Detail');
    expect(last()?.what).toEqual({ text: 'They want 40 seats', author: 'Dana Reyes' });
  });

  it('bears an app’s name when an app wrote it', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToEveryone(noticeView('Heads up', 'A renewal is due.'))) });
    await slack.peer.say({ person: 'dana', channel: 'sales', text: '/opp 7' });
    const { ts } = await firstPosted();
    await slack.peer.messageShortcut({ person: 'sam', message: ts, callback: 'keep' });
    await seen('Detail');
    expect(last()?.what).toMatchObject({ author: 'Opportunities' });
  });

  it('closes the window and shows its keeper alone the card, also where the bot is no member', async () => {
    await keep('They want 40 seats', 'leadership');
    await seen('Detail');
    slack.bot.script({ submit: () => Promise.resolve(replaceWith(won)) });
    await slack.peer.submit({ person: 'sam' });
    expect(await firstPosted()).toMatchObject({ channel: 'C0LEADERSHP', onlyFor: 'sam' });
    expect(slack.modal('sam')).toBeUndefined();
  });
});

describe('Home', () => {
  const published = (words: string, person = 'sam') =>
    slack.peer.until(({ homes }) => (JSON.stringify(homes[person] ?? '').includes(words) ? homes[person] : undefined));
  async function openHome(view: View = home('Sam')) {
    slack.bot.script({ home: () => Promise.resolve(view) });
    await slack.peer.openHome('sam');
    return published(view.card === 'home' ? 'My pipeline' : '');
  }
  const press = async (id: string) => {
    const { view } = await published('My pipeline');
    const action = actionIds(view).find((one) => one.startsWith(id)) ?? '';
    return slack.peer.pressInHome({ person: 'sam', action });
  };
  /** Sam moved a stage in a conversation. */
  const change = (person = 'sam') => {
    slack.bot.script({ command: () => Promise.resolve({ kind: 'replace', view: won, change: changed }) });
    return slack.peer.say({ person, channel: 'sales', text: '/opp stage 7 verbal' });
  };
  const times = (person = 'sam') => slack.peer.state().homes[person]?.times ?? 0;

  it('is there when it is opened', async () => {
    const { view } = await openHome();
    expect(view).toMatchObject({ type: 'home' });
    expect(JSON.stringify(view)).toContain('Managed backup for 40 users');
    expect(last()).toMatchObject({ what: 'home', arrival: { person: { name: 'Sam Okafor' }, isAutoRefresh: false } });
  });

  it('says to a guest that it is not for them', async () => {
    slack.bot.script({ home: () => Promise.resolve(noticeView('Not permitted', 'Guests see nothing here.')) });
    await slack.peer.openHome('gil');
    await published('Guests see nothing here.', 'gil');
  });

  it('is drawn again after a change by its person, without keeping the answer waiting', async () => {
    await openHome();
    const again = createDeferred<View>();
    slack.bot.script({ home: () => again.promise });
    await change();
    expect(JSON.stringify(await firstPosted())).toContain('Won by Sam');
    again.resolve(home('Sam', 2));
    await slack.peer.until(() => times() === 2);
  });

  it('is drawn once more, not once for each, when several changes come meanwhile', async () => {
    await openHome();
    const again = createDeferred<View>();
    slack.bot.script({ home: () => again.promise });
    for (let count = 0; count < 4; count += 1) await change();
    await slack.peer.until(() => slack.botMessages().length === 4);
    again.resolve(home('Sam'));
    await slack.slack.stop();
    expect(times()).toBe(3);
  });

  it('is drawn for nobody who never opened it, and not when nothing was changed', async () => {
    await openHome();
    await change('dana');
    slack.bot.script({ command: () => Promise.resolve(replaceWith(deal)) });
    await slack.peer.say({ person: 'sam', channel: 'sales', text: '/opp 7' });
    await slack.peer.until(() => slack.botMessages().length === 2);
    await slack.slack.stop();
    expect([times(), times('dana')]).toEqual([1, 0]);
  });

  it('is drawn again by its own button', async () => {
    await openHome();
    slack.bot.script({ act: () => Promise.resolve(replaceWith(home('Sam', 2))) });
    await press(homeButton.id);
    await slack.peer.until(() => times() === 2);
    expect(slack.modal('sam')).toBeUndefined();
  });

  it('opens forms in a window at once, and shows there what came of them', async () => {
    await openHome();
    const answer = createDeferred<Reply>();
    slack.bot.script({ act: () => answer.promise });
    await press(newButton.id);
    expect((await seen('One moment')).view).toMatchObject({ title: { text: 'New opportunity' } });
    answer.resolve(asForm);
    await seen('Detail');
    slack.bot.script({ submit: () => Promise.resolve({ kind: 'replace', view: won, change: changed }) });
    await slack.peer.submit({ person: 'sam' });
    await seen('Won by Sam');
    await slack.peer.until(() => times() === 2);
    expect(slack.botMessages()).toEqual([]);
  });

  it('shows there as well what took longer than Slack waits', async () => {
    await openHome();
    slack.bot.script({ act: () => Promise.resolve(asForm) });
    await press(newButton.id);
    await seen('Detail');
    const saving = createDeferred<Reply>();
    slack.bot.script({ submit: () => saving.promise });
    await slack.peer.submit({ person: 'sam' });
    await seen('Saving');
    saving.resolve(replaceWith(won));
    await seen('Won by Sam');
    expect(slack.botMessages()).toEqual([]);
  });

  it('shows every other answer in a window', async () => {
    await openHome();
    const { view } = await published('My pipeline');
    const row = (view['blocks'] as readonly { accessory?: { action_id: string; options?: { value: string }[] } }[])
      .map(({ accessory }) => accessory)
      .find((one) => one !== undefined);
    const answer = createDeferred<Reply>();
    slack.bot.script({ act: () => answer.promise });
    const option = row?.options?.find(({ value }) => value.includes(showButton.id))?.value;
    await slack.peer.pressInHome({
      person: 'sam',
      action: row?.action_id ?? '',
      ...(option === undefined ? {} : { option }),
    });
    expect((await seen('One moment')).view).toMatchObject({ title: { text: 'Opportunities' } });
    slack.advance(4_000);
    answer.resolve(showToAsker(deal));
    await seen('Managed backup for 40 users');
    expect(last()?.arrival.conversation).toMatchObject({ kind: 'direct' });
  });
});

describe('A private conversation', () => {
  const type = async (channel: string) => {
    const words = { command: '/opp', text: 'mine', user_id: 'U0SAMOKAFOR', team_id: 'T0PLAYMSP' };
    const more = { channel_id: channel, channel_name: 'directmessage', trigger_id: 'in-private', response_url: '' };
    await slack.peer.deliver({ body: new URLSearchParams({ ...words, ...more }).toString() });
    await slack.slack.stop();
    return last()?.arrival.conversation.kind;
  };

  it('with the bot is private', async () => {
    expect(await type('D0SAMOKAFOR')).toBe('direct');
  });

  it('of two people with each other is not: somebody else reads there what is shown to everyone', async () => {
    expect(await type('D0SAMANDDANA')).toBe('group');
  });

  it('of which Slack does not tell whose it is, is taken for two people’s', async () => {
    slack.peer.failNext('conversations.open', 'missing_scope');
    expect(await type('D0SAMOKAFOR')).toBe('group');
  });
});
