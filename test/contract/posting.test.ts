/** What the bot posts of its own accord, on both platforms: whether it can, whether it did, and what kept it from it. */
import type { Conversation } from '../../src/core/interaction';
import { DeliveryFailed } from '../../src/core/errors';
import { noticeView } from '../../src/views/notice';
import { runningClock } from '../support/clock';
import { startSlackBot, type SlackBotFixture } from '../support/slack-bot';
import type { TeamsBotFixture } from '../support/teams-bot';
import { salesConversation, startTeamsBotInSales } from '../support/teams-deal';

const view = noticeView('Pipeline', 'Up.');
/** The failure of a post, for looking at. */
const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => {
      throw new Error('It was posted.');
    },
    (error: unknown) => error,
  );

describe('On Slack', () => {
  let slack: SlackBotFixture;
  beforeEach(async () => {
    slack = await startSlackBot();
  });
  afterEach(() => slack.stop());
  const at = (conversation: string): Conversation => ({
    platform: 'slack',
    tenant: 'T0',
    conversation,
    kind: 'channel',
  });
  const sales = at('C0SALES0001');

  it('a channel that the bot is in is open to it, and so is a private conversation', async () => {
    expect(await slack.slack.findPostingProblem(sales)).toBeUndefined();
    expect(await slack.slack.findPostingProblem({ ...at('D0SAMOKAFOR'), kind: 'direct' })).toBeUndefined();
  });

  it.each([
    ['C0LEADERSHP', 'I am not in this channel, so I cannot post here.'],
    ['C0BOARD0001', 'I cannot see this channel: it is private, and I was not invited.'],
  ])('a channel that it was not invited to is explained, with the step that helps', async (channel, say) => {
    expect(await slack.slack.findPostingProblem(at(channel))).toEqual({
      userMessage: say,
      hint: 'Type /invite @opportunities in the channel, then try again.',
    });
  });

  it('what is posted with a mark is found by it, unless Slack may not be asked', async () => {
    const before = new Date(runningClock().getTime() - 60_000);
    await slack.slack.post(sales, view, 'run-1');
    expect(await slack.slack.isPosted(sales, 'run-1', before)).toBe(true);
    expect(await slack.slack.isPosted(sales, 'run-2', before)).toBe(false);
    slack.peer.failNext('conversations.history', 'missing_scope');
    expect(await slack.slack.isPosted(sales, 'run-1', before)).toBeUndefined();
  });

  it('details go into the thread of their headline', async () => {
    const card = await slack.slack.post(sales, view);
    await slack.slack.post({ ...sales, thread: card.message ?? '' }, view);
    expect(slack.botMessages().map(({ thread }) => thread)).toEqual([undefined, card.message]);
  });

  it.each([
    ['not_in_channel', false],
    ['channel_not_found', false],
    ['is_archived', false],
    ['restricted_action', false],
  ])('a refusal (%s) says that certainly nothing was posted', async (code, retry) => {
    slack.peer.failNext('chat.postMessage', code);
    const error = await failure(slack.slack.post(sales, view, 'run-1'));
    expect(error).toBeInstanceOf(DeliveryFailed);
    expect((error as DeliveryFailed).retryable).toBe(retry);
    expect(slack.botMessages()).toEqual([]);
  });

  it("a fault of Slack's own leaves open whether it was posted", async () => {
    slack.peer.failNext('chat.postMessage', 'internal_error');
    expect(await failure(slack.slack.post(sales, view, 'run-1'))).not.toBeInstanceOf(DeliveryFailed);
  });
});

describe('On Teams', () => {
  let teams: TeamsBotFixture;
  beforeEach(async () => {
    teams = await startTeamsBotInSales();
  });
  afterEach(() => teams.stop());

  it('a channel of a team that has the app is open to the bot', async () => {
    expect(await teams.teams.findPostingProblem(salesConversation)).toBeUndefined();
  });

  it('a conversation that the app was not added to is explained, with the step that helps', async () => {
    const stop = teams.peer.refuse(({ path }) => path.endsWith('/pagedmembers'), 403);
    expect(await teams.teams.findPostingProblem(salesConversation)).toEqual({
      userMessage: 'I am no member of this conversation, so I cannot post here by myself.',
      hint: expect.stringContaining('Manage team > Apps') as string,
    });
    stop();
  });

  it('whether it can is left open while Teams does not answer', async () => {
    teams.peer.refuse(({ path }) => path.endsWith('/pagedmembers'), 400);
    expect(await teams.teams.findPostingProblem(salesConversation)).toBeUndefined();
  });

  it('details go into the thread of their headline in a channel, and after it in a chat', async () => {
    const { message = '' } = await teams.teams.post(salesConversation, view);
    await teams.teams.post({ ...salesConversation, thread: message }, view);
    const chat: Conversation = { ...salesConversation, conversation: '19:deal-desk@thread.v2', kind: 'group' };
    await teams.teams.post({ ...chat, thread: message }, view);
    const [headline, details, after] = teams.botMessages().map(({ thread }) => thread);
    expect([headline, details]).toEqual([message, message]);
    expect(after).not.toBe(message);
  });

  it.each([
    [403, false],
    [404, false],
    [400, false],
    [401, true],
  ])('a refusal (%s) says that certainly nothing was posted', async (status, retry) => {
    teams.peer.refuse(({ method, path }) => method === 'POST' && path.endsWith('/activities'), status);
    const error = await failure(teams.teams.post(salesConversation, view, 'run-1'));
    expect(error).toBeInstanceOf(DeliveryFailed);
    expect((error as DeliveryFailed).retryable).toBe(retry);
  });

  it('nobody can tell what was posted', async () => {
    expect(await teams.teams.isPosted(salesConversation, 'run-1', runningClock())).toBeUndefined();
  });
});
