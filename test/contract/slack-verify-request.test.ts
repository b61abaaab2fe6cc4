/** Who may talk to the bot over HTTP: the real adapter behind a real server, against requests good and bad. */
import { createHmac } from 'node:crypto';
import { showToAsker, type Reply } from '../../src/core/reply';
import { noticeView } from '../../src/views/notice';
import { runningClock } from '../support/clock';
import { createDeferred } from '../support/later';
import { signingSecret, startSlackBot, type SlackBotFixture } from '../support/slack-bot';

let slack: SlackBotFixture;
beforeEach(async () => {
  slack = await startSlackBot();
  slack.bot.script({ command: () => Promise.resolve(showToAsker(noticeView('Here', 'you are'))) });
});
afterEach(() => slack.stop());

const now = () => Math.floor(runningClock().getTime() / 1000);
const command = new URLSearchParams({
  command: '/opp',
  text: 'mine',
  user_id: 'U0SAMOKAFOR',
  channel_id: 'C0SALES0001',
  channel_name: 'sales',
  team_id: 'T0PLAYMSP',
  trigger_id: 'trigger-1',
  response_url: 'http://127.0.0.1:1/nowhere',
}).toString();
const sign = (timestamp: number, secret = signingSecret) =>
  `v0=${createHmac('sha256', secret)
    .update(`v0:${String(timestamp)}:${command}`)
    .digest('hex')}`;
const deliver = (timestamp = now(), signature = sign(timestamp)) =>
  slack.peer.deliver({ body: command, timestamp, signature });
const status = async (delivery: ReturnType<typeof deliver>) => (await delivery).status;
const arrived = () => slack.bot.calls.length;

it('a request that Slack signed is answered', async () => {
  expect(await status(deliver())).toBe(200);
  await slack.peer.until(() => slack.botMessages().length > 0);
  expect(arrived()).toBe(1);
});

it('a request with a wrong signature is refused, and nothing is done', async () => {
  expect(await status(deliver(now(), sign(now(), 'somebody else')))).toBe(401);
  expect(await status(deliver(now(), 'v0='))).toBe(401);
  expect(await status(deliver(now(), 'nonsense'))).toBe(401);
  expect(arrived()).toBe(0);
});

it('a request without a signature is refused', async () => {
  expect(await status(deliver(now(), ''))).toBe(401);
  expect(arrived()).toBe(0);
});

it('a request from six minutes ago is refused though its signature fits', async () => {
  expect(await status(deliver(now() - 6 * 60))).toBe(401);
  expect(arrived()).toBe(0);
});

it('a request from six minutes ahead is refused though its signature fits', async () => {
  expect(await status(deliver(now() + 6 * 60))).toBe(401);
  expect(arrived()).toBe(0);
});

it('a clock that is four minutes off, either way, does not shut Slack out', async () => {
  expect(await status(deliver(now() - 4 * 60))).toBe(200);
  expect(await status(deliver(now() + 4 * 60))).toBe(200);
});

it('a request that somebody recorded and sends again is refused, and nothing is done twice', async () => {
  const at = now();
  expect(await status(deliver(at))).toBe(200);
  await slack.peer.until(() => slack.botMessages().length > 0);
  expect(await status(deliver(at))).toBe(401);
  expect(arrived()).toBe(1);
});

it('an event that somebody recorded and sends again is refused as well', async () => {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'are you there' });
  const event = { body, contentType: 'application/json', timestamp: now() };
  expect(await slack.peer.deliver(event)).toMatchObject({ status: 200, body: { challenge: 'are you there' } });
  expect(await slack.peer.deliver(event)).toMatchObject({ status: 401 });
});

it('a body larger than Slack ever sends is refused', async () => {
  expect((await slack.peer.deliver({ body: `text=${'x'.repeat(20_000_000)}` })).status).toBe(413);
  expect(arrived()).toBe(0);
});

it('after a stop nothing new is taken', async () => {
  await slack.slack.stop();
  expect(await status(deliver())).toBe(503);
  expect(arrived()).toBe(0);
});

it('over a socket nothing new is taken either once a stop has begun, and what is in hand is finished', async () => {
  const socket = await startSlackBot({ appToken: 'xapp-tests' });
  const answer = createDeferred<Reply>();
  socket.bot.script({ command: () => answer.promise });
  const say = (text: string) => socket.peer.say({ person: 'sam', channel: 'sales', text });
  await say('/opp mine');
  const stopped = socket.slack.stop();
  expect((await say('/opp list')).body).toContain('did not acknowledge');
  answer.resolve(showToAsker(noticeView('Here', 'you are')));
  await stopped;
  expect(socket.bot.calls.map(({ what }) => what)).toEqual(['mine']);
  expect(socket.botMessages()).toHaveLength(1);
  await socket.stop();
});
