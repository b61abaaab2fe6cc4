/** Cards with a chart, where Slack takes no charts: the real adapter against the local Slack, over real HTTP. */
import { showToAsker } from '../../src/core/reply';
import { noticeView } from '../../src/views/notice';
import { samples } from '../support/sample-views';
import { actionIds, startSlackBot, type SlackBotFixture } from '../support/slack-bot';
import { aForm } from '../support/a-form';

const pipeline = new Map(samples).get('pipeline') ?? noticeView('None', 'There is no such card.');
const place = { platform: 'slack', tenant: 'T0PLAYMSP', conversation: 'C0SALES0001', kind: 'channel' } as const;

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
  slack.bot.script({ command: () => Promise.resolve(showToAsker(pipeline)) });
});
afterEach(() => slack.stop());

const kinds = () => slack.botMessages()[0]?.blocks.map(({ type }) => type);
const say = () => slack.peer.say({ person: 'sam', channel: 'sales', text: '/opp pipeline' });

describe('a card with a chart', () => {
  it('has it where Slack takes it', async () => {
    await say();
    await slack.peer.until(() => kinds()?.includes('data_visualization'));
  });

  it('is shown without it, and with everything else, where an answer with it is refused', async () => {
    slack.peer.failNext('answer address', 'invalid_blocks');
    await say();
    await slack.peer.until(() => kinds());
    expect(kinds()).toContain('table');
    expect(kinds()).not.toContain('data_visualization');
    expect(slack.botMessages()[0]).toMatchObject({ onlyFor: 'sam' });
  });

  it('is posted and updated without it by a job', async () => {
    slack.peer.failNext('chat.postMessage', 'invalid_blocks');
    const card = await slack.slack.post(place, pipeline);
    expect(kinds()).toContain('table');
    expect(kinds()).not.toContain('data_visualization');
    slack.peer.failNext('chat.update', 'invalid_blocks');
    expect(await slack.slack.update(card, pipeline)).toBe('updated');
    expect(kinds()).not.toContain('data_visualization');
  });

  it('is refused to a job when the rest of it is refused as well', async () => {
    slack.peer.failNext('chat.postMessage', 'invalid_blocks');
    await expect(slack.slack.post(place, noticeView('A word', 'Here'))).rejects.toMatchObject({ code: 'not-posted' });
    expect(slack.botMessages()).toEqual([]);
  });

  it('in a window says its table in words, since windows take neither', async () => {
    const form = aForm({ fields: [{ id: 'a', label: 'A', type: 'text', required: false, max: 9 }] });
    slack.bot.script({
      search: () => Promise.resolve({ kind: 'form', form }),
      submit: () => Promise.resolve(showToAsker(pipeline)),
    });
    await slack.peer.shortcut({ person: 'sam', callback: 'search' });
    await slack.peer.until(() => actionIds(slack.modal('sam')?.view ?? {}).includes('a'));
    await slack.peer.submit({ person: 'sam' });
    await slack.peer.until(() => JSON.stringify(slack.modal('sam')?.view).includes('Stage · Count · Recurring'));
  });
});
