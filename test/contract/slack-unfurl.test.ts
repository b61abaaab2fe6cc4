/** Links to opportunities in people's messages on Slack: the real adapter against the local Slack, over real HTTP. */
import { replaceWith } from '../../src/core/reply';
import { opportunityView } from '../../src/views/opportunity';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import { eventually } from '../support/eventually';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

const deal = opportunityView(anOpportunity(), { picklists, format });
const won = opportunityView(anOpportunity(), { picklists, format, news: 'Won by Sam' });
const linkTo = (id: number) =>
  `https://ww14.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`;

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
  slack.bot.script({ unfurl: (_link, { person }) => Promise.resolve(person.standing === 'guest' ? undefined : deal) });
});
afterEach(() => slack.stop());

const post = (text: string, { person = 'sam', channel = 'sales' } = {}) => slack.peer.post({ person, channel, text });
const message = () => slack.peer.state().messages.at(-1);
const beneath = () => slack.peer.until(() => (message()?.unfurls.length === 0 ? undefined : message()));
/** Everything under way is done: what is not there now does not come. */
const settled = () => slack.slack.stop();
const asked = () => slack.bot.calls.length;

describe('a link to an opportunity', () => {
  it('has its card beneath it, though Slack writes addresses its own way', async () => {
    await post(`Look at ${linkTo(7)}`);
    const { unfurls } = await beneath();
    expect(unfurls).toMatchObject([{ url: linkTo(7).replace('&', '&amp;') }]);
    expect(JSON.stringify(unfurls)).toContain('Managed backup for 40 users');
    expect(slack.bot.calls[0]).toMatchObject({
      what: { link: linkTo(7) },
      arrival: { person: { name: 'Sam Okafor' }, conversation: { conversation: 'C0SALES0001' } },
    });
    await settled();
    expect(slack.bot.shownCards).toEqual([]);
  });

  it('has one where the bot is no member', async () => {
    await post(linkTo(7), { channel: 'leadership' });
    await beneath();
  });

  it('has none when a guest posts it, and nobody hears of that', async () => {
    await post(linkTo(7), { person: 'gil' });
    await settled();
    expect(asked()).toBe(1);
    expect(message()?.unfurls).toEqual([]);
    expect(slack.botMessages()).toEqual([]);
  });

  it('posted by a guest has one when a colleague posts it afterwards', async () => {
    await post(linkTo(7), { person: 'gil' });
    await eventually(() => asked() === 1);
    await post(linkTo(7));
    await beneath();
  });

  it('has none in a channel that another organisation shares', async () => {
    await post(linkTo(7), { channel: 'partners' });
    await settled();
    expect(asked()).toBe(0);
    expect(message()?.unfurls).toEqual([]);
  });

  it('has none where Slack does not tell whose the channel is', async () => {
    slack.peer.failNext('conversations.info', 'missing_scope');
    await post(linkTo(7));
    await settled();
    expect(asked()).toBe(0);
  });

  it('has none while the message is still being written', async () => {
    await slack.peer.compose({ person: 'sam', text: linkTo(7) });
    await settled();
    expect(asked()).toBe(0);
  });

  it('to the bot itself is answered, and needs no card beneath it', async () => {
    await slack.peer.say({ person: 'sam', channel: 'sam', text: linkTo(7) });
    await settled();
    expect(slack.bot.calls.map(({ what }) => what)).toEqual([linkTo(7)]);
  });

  it('is drawn once in thirty minutes in the same channel', async () => {
    await post(linkTo(7));
    await beneath();
    await post(`Again: ${linkTo(7)}`);
    await post(linkTo(7), { channel: 'pipeline' });
    await beneath();
    await settled();
    const drawn = slack.peer.state().messages.map(({ unfurls }) => unfurls.length);
    expect(drawn).toEqual([1, 0, 1]);
  });

  it('is drawn again when Slack refused it the first time', async () => {
    slack.peer.failNext('chat.unfurl', 'cannot_unfurl_message');
    await post(linkTo(7));
    await slack.peer.until(() => slack.peer.wire().some(({ what }) => what === 'chat.unfurl'));
    await post(linkTo(7));
    await beneath();
    expect(slack.botMessages()).toEqual([]);
  });

  it('delivered twice is drawn once', async () => {
    await post(linkTo(7));
    await beneath();
    const event = slack.peer.wire().find(({ what }) => what === 'event link_shared');
    slack.advance(2_000);
    await slack.peer.deliver({ body: JSON.stringify(event?.sent), contentType: 'application/json' });
    await settled();
    expect(slack.peer.wire().filter(({ what }) => what === 'chat.unfurl')).toHaveLength(1);
  });

  it('among many: the first three have a card', async () => {
    await post([1, 2, 3, 4].map(linkTo).join(' '));
    await beneath();
    await settled();
    expect(message()?.unfurls.map(({ url }) => url.split('=').at(-1))).toEqual(['1', '2', '3']);
    expect(asked()).toBe(3);
  });
});

it('what is pressed beneath a link is answered to whoever pressed', async () => {
  await post(linkTo(7));
  const shown = await beneath();
  slack.bot.script({ act: () => Promise.resolve(replaceWith(won)) });
  const [action = ''] = actionIds(shown.unfurls);
  await slack.peer.press({ person: 'dana', message: shown.ts, action });
  const card = await slack.peer.until(() => slack.botMessages()[0]);
  expect(card).toMatchObject({ channel: 'C0SALES0001', onlyFor: 'dana' });
  expect(JSON.stringify(card)).toContain('Won by Sam');
  expect(slack.bot.calls.at(-1)?.arrival.card).toBeUndefined();
});
