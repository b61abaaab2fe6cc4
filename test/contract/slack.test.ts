/** The Slack adapter against the local Slack, over real HTTP, with a scripted bot: words and presses. */
import { replaceWith, showToAsker, showToEveryone, type Reply } from '../../src/core/reply';
import { noticeView } from '../../src/views/notice';
import { opportunityView } from '../../src/views/opportunity';
import { aForm } from '../support/a-form';
import { anOpportunity, format, picklists } from '../support/an-opportunity';
import { createDeferred } from '../support/later';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

const deal = opportunityView(anOpportunity(), { picklists, format });
const won = opportunityView(anOpportunity(), { picklists, format, news: 'Won by Sam' });
const notice = (say: string) => noticeView('A word', say);
const form = aForm({
  title: 'Win opportunity',
  submit: 'Win',
  fields: [{ id: 'detail', label: 'Detail', type: 'text', required: false, max: 500 }],
});

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
});
afterEach(() => slack.stop());

const say = (text: string, channel = 'sales', person = 'sam') => slack.peer.say({ person, channel, text });
const firstPosted = () => slack.peer.until(() => slack.botMessages()[0]);
const read = (shown: unknown): string => JSON.stringify(shown);
const latest = () => slack.botMessages().at(-1);

/** A deal's card is on show, seen by everyone or by Sam alone; the next press is answered so. */
async function onShow(to: 'everyone' | 'asker', answer: Reply) {
  const shown = to === 'everyone' ? showToEveryone(deal) : showToAsker(deal);
  slack.bot.script({ command: () => Promise.resolve(shown), act: () => Promise.resolve(answer) });
  await say('/opp 7');
  const { ts, blocks } = await firstPosted();
  const [action = ''] = actionIds(blocks);
  return { ts, press: (person = 'sam') => slack.peer.press({ person, message: ts, action }) };
}

describe('what is typed', () => {
  it('is acknowledged before the answer is known', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ command: () => answer.promise });
    expect(await say('/opp acme firewall')).toMatchObject({ status: 200, body: '' });
    expect(slack.botMessages()).toEqual([]);
    answer.resolve(showToAsker(notice('Here')));
    await firstPosted();
  });

  it('is acknowledged only when it is stored, where it changes something', async () => {
    const answer = createDeferred<Reply>();
    const heard = createDeferred<undefined>();
    const command = () => {
      heard.resolve(undefined);
      return answer.promise;
    };
    slack.bot.script({ changesAtOnce: () => true, command });
    const seen = { acknowledged: false };
    const said = say('/opp note 123 They want a quote').finally(() => (seen.acknowledged = true));
    await heard.promise;
    expect(seen.acknowledged).toBe(false);
    answer.resolve(showToAsker(notice('Added')));
    expect(await said).toMatchObject({ status: 200, body: '' });
  });

  it('is repeated to its person when that takes longer than Slack waits', async () => {
    const answer = createDeferred<Reply>();
    slack.bot.script({ changesAtOnce: () => true, command: () => answer.promise });
    const { status, body } = await say('/opp note 123 They want <two> & more');
    expect([status, body]).toMatchObject([200, { response_type: 'ephemeral' }]);
    expect(JSON.stringify(body)).toContain('/opp note 123 They want &lt;two&gt; &amp; more');
    answer.resolve(showToAsker(notice('Added')));
    expect(JSON.stringify((await firstPosted()).blocks)).toContain('Added');
  });

  it('reaches the bot as the person typed it', async () => {
    await say('/opp list amount:>10k "R&D" <b>');
    await slack.slack.stop();
    expect(slack.bot.calls[0]?.what).toBe('list amount:>10k "R&D" <b>');
  });

  it('comes with the person as Slack’s directory states them', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(notice('Hello'))) });
    await say('/opp');
    await firstPosted();
    expect(slack.bot.calls[0]?.arrival).toMatchObject({
      person: {
        platform: 'slack',
        tenant: 'T0PLAYMSP',
        id: 'U0SAMOKAFOR',
        name: 'Sam Okafor',
        standing: 'member',
        email: 'sam.okafor@example.com',
        timezone: 'Europe/London',
        locale: 'en-GB',
      },
      conversation: { platform: 'slack', conversation: 'C0SALES0001', kind: 'channel' },
      isAutoRefresh: false,
      prefix: '/opp ',
    });
    expect(slack.bot.calls[0]?.arrival.card).toBeUndefined();
  });

  it('is seen by its asker alone unless it is meant for everyone', async () => {
    slack.bot.script({ command: (text) => Promise.resolve((text === '7' ? showToEveryone : showToAsker)(deal)) });
    await say('/opp 8');
    expect(await firstPosted()).toMatchObject({ channel: 'C0SALES0001', onlyFor: 'sam' });
    await say('/opp 7', 'leadership');
    const posted = await slack.peer.until(() => slack.botMessages()[1]);
    expect(posted).toMatchObject({ channel: 'C0LEADERSHP' });
    expect(posted.onlyFor).toBeUndefined();
  });

  it('counts as words of a person without an address when Slack does not say who it is', async () => {
    slack.peer.failNext('users.info', 'user_not_visible');
    slack.bot.script({ command: () => Promise.resolve(showToAsker(notice('Who are you?'))) });
    await say('/opp mine');
    await firstPosted();
    expect(slack.bot.calls[0]?.arrival.person).not.toHaveProperty('email');
  });

  it('by a guest is known to be a guest’s', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(notice('No'))) });
    await say('/opp mine', 'sales', 'gil');
    await firstPosted();
    expect(slack.bot.calls[0]?.arrival.person.standing).toBe('guest');
  });

  it('in private is answered there', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(notice('Hello'))) });
    await say('look at acme.com', 'sam');
    expect(await firstPosted()).toMatchObject({ channel: 'D0SAMOKAFOR' });
    expect(slack.bot.calls[0]).toMatchObject({
      what: 'look at acme.com',
      arrival: { conversation: { kind: 'direct' } },
    });
  });

  it('to the bot in a channel is answered to its asker alone', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(notice('Hello'))) });
    await say('mine', 'sales');
    expect(await firstPosted()).toMatchObject({ channel: 'C0SALES0001', onlyFor: 'sam' });
    expect(slack.bot.calls[0]?.what).toBe('mine');
  });

  it('to the bot in a channel, when it ends in a form, is answered with a button that opens it', async () => {
    slack.bot.script({
      command: () => Promise.resolve({ kind: 'form', form }),
      open: () => Promise.resolve({ kind: 'form', form }),
    });
    await say('win 7', 'sales');
    const { ts, blocks } = await firstPosted();
    await slack.peer.press({ person: 'sam', message: ts, action: actionIds(blocks)[0] ?? '' });
    await slack.peer.until(() => actionIds(slack.modal('sam')?.view ?? {}).includes('detail'));
    expect(slack.bot.calls.at(-1)?.what).toEqual(form.key);
  });
});

describe('a card on show', () => {
  it('is replaced where it stands, for everyone, and remembered', async () => {
    const { ts, press } = await onShow('everyone', replaceWith(won));
    await press('dana');
    const card = await slack.peer.until(() => slack.botMessages().find(({ edited }) => edited));
    expect(card.ts).toBe(ts);
    expect(card.onlyFor).toBeUndefined();
    expect(read(card)).toContain('Won by Sam');
    expect(slack.bot.calls.at(-1)?.arrival.card).toMatchObject({ message: ts });
    await slack.slack.stop();
    expect(slack.bot.shownCards.at(-1)).toMatchObject({ card: { message: ts }, view: won });
  });

  it('that only its asker sees is replaced as well', async () => {
    const { ts, press } = await onShow('asker', replaceWith(won));
    await press();
    const card = await slack.peer.until(() => slack.botMessages().find(({ edited }) => edited));
    expect(card).toMatchObject({ ts, onlyFor: 'sam' });
    expect(slack.bot.calls.at(-1)?.arrival.card).not.toHaveProperty('message');
  });

  it('is replaced by its address when the answer comes too late for Slack’s own', async () => {
    const answer = createDeferred<Reply>();
    const { ts, press } = await onShow('everyone', { kind: 'none' });
    slack.bot.script({ act: () => answer.promise });
    await press();
    slack.peer.expireResponseUrls();
    answer.resolve(replaceWith(won));
    expect((await slack.peer.until(() => slack.botMessages().find(({ edited }) => edited))).ts).toBe(ts);
    expect(slack.botMessages()).toHaveLength(1);
  });

  it('that only its asker sees gives way to a new answer when it cannot be reached any more', async () => {
    const answer = createDeferred<Reply>();
    const { press } = await onShow('asker', { kind: 'none' });
    slack.bot.script({ act: () => answer.promise });
    await press();
    slack.peer.expireResponseUrls();
    answer.resolve(replaceWith(won));
    expect(await slack.peer.until(() => slack.botMessages()[1])).toMatchObject({
      onlyFor: 'sam',
      channel: 'C0SALES0001',
    });
    expect(read(latest())).toContain('Won by Sam');
  });

  it('gets answers for everyone in its thread', async () => {
    const { ts, press } = await onShow('everyone', showToEveryone(notice('Look')));
    await press();
    expect(await slack.peer.until(() => slack.botMessages()[1])).toMatchObject({ thread: ts });
  });

  it('stays when the answer is for the asker alone', async () => {
    const { press } = await onShow('everyone', showToAsker(notice('Not permitted')));
    await press('dana');
    expect(await slack.peer.until(() => slack.botMessages()[1])).toMatchObject({ onlyFor: 'dana' });
    expect(slack.botMessages()[0]?.edited).toBe(false);
  });

  it('hands the button’s payload back as it was drawn', async () => {
    const { press } = await onShow('everyone', { kind: 'none' });
    await press();
    await slack.slack.stop();
    expect(slack.bot.calls.at(-1)?.what).toEqual({
      id: 'opportunity.stage',
      v: 1,
      p: { id: 29681234, seen: { stage: 13, status: 1 } },
    });
  });

  it('that Slack will not draw still says its words', async () => {
    slack.bot.script({ command: () => Promise.resolve(showToAsker(deal)) });
    slack.peer.failNext('answer address', 'invalid_blocks');
    slack.peer.failNext('chat.postEphemeral', 'invalid_blocks');
    slack.peer.failNext('conversations.open', 'invalid_blocks');
    await say('/opp 7');
    expect(await firstPosted()).toMatchObject({ blocks: [], onlyFor: 'sam' });
    expect(latest()?.text).toContain('Managed backup for 40 users');
  });
});
