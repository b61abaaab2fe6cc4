/** The real bot against a Slack that others wrote (`emulate`): its Web API keeps what is sent, and checks the scopes. */
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSlack, type Slack } from '../../src/platforms/slack';
import { runningClock } from '../support/clock';
import { createMemoryStore } from '../support/memory-store';
import { emulatedToken, startEmulatedSlack, type EmulatedSlack } from '../support/emulate';
import { createDeferred } from '../support/later';
import { createRecordingLog } from '../support/noted-log';
import { openBot, type BotFixture } from '../support/whole-bot';

type Json = Readonly<Record<string, unknown>>;
const manifest = JSON.parse(readFileSync(join(__dirname, '../../manifest/slack.json'), 'utf8')) as {
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
};
const signingSecret = 'signing-secret';

const noted = createRecordingLog();
let emulated: EmulatedSlack;
let whole: BotFixture;
let slack: Slack;
let server: Server;
let origin: string;
let sam: string;
let sales: string;
/** What was sent to an answer address. */
let answered: (answer: Json) => void;

beforeAll(async () => {
  emulated = await startEmulatedSlack(manifest.oauth_config.scopes.bot);
  whole = await openBot({ opportunities: 60 });
  server = createServer((request, response) => {
    if (request.url === '/slack/events') return slack.receive?.(request, response);
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const body = Buffer.concat(parts).toString();
      if (request.url?.startsWith('/api/') === true) return void passOn(request, body, response);
      response.end('ok');
      answered(JSON.parse(body) as Json);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  slack = createSlack({
    botToken: emulatedToken,
    signingSecret,
    apiUrl: `${origin}/api/`,
    strict: true,
    log: noted.log,
    clock: runningClock,
    store: createMemoryStore(),
  });
  await slack.start(whole.bot);
  whole.platforms.push(slack);
  const { user } = (await emulated.call('users.lookupByEmail', { email: 'sam.okafor@example.com' })) as never as {
    user: { id: string };
  };
  sam = user.id;
  const { channels } = (await emulated.call('conversations.list')) as never as {
    channels: { id: string; name: string }[];
  };
  sales = channels.find(({ name }) => name === 'sales')?.id ?? '';
  await emulated.call('conversations.join', { channel: sales });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await Promise.all([whole.stop(), emulated.stop()]);
});

/** The bot answers only where its Slack is: this server is both, and the emulator stands behind it. */
async function passOn({ url = '', method = 'GET', headers }: IncomingMessage, body: string, to: ServerResponse) {
  const { authorization = '', 'content-type': type = 'text/plain' } = headers;
  const given = { authorization, 'content-type': type };
  const address = new URL(url.slice('/api/'.length), emulated.apiUrl);
  const answer = await fetch(address, { method, headers: given, ...(body === '' ? {} : { body }) });
  to.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? 'application/json' });
  to.end(await answer.text());
}

async function send(body: string, type: string): Promise<string> {
  const timestamp = String(Math.floor(runningClock().getTime() / 1000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex');
  const response = await fetch(`${origin}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': type,
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  expect(response.status).toBe(200);
  return response.text();
}
const sendForm = (fields: Readonly<Record<string, string>>) =>
  send(new URLSearchParams(fields).toString(), 'application/x-www-form-urlencoded');
const interact = (payload: Json) => sendForm({ payload: JSON.stringify(payload) });
let events = 0;
const event = (told: Json) =>
  send(
    JSON.stringify({
      type: 'event_callback',
      team_id: 'T000000001',
      event_id: `Ev${String((events += 1))}`,
      event: told,
    }),
    'application/json',
  );
async function trigger(): Promise<string> {
  const { trigger_id: id } = await emulated.call('views.generateTriggerId', { user_id: sam });
  return String(id);
}
async function slash(text: string): Promise<Json> {
  const answer = createDeferred<Json>();
  answered = (json) => {
    answer.resolve(json);
  };
  await sendForm({
    command: '/opp',
    text,
    user_id: sam,
    channel_id: sales,
    channel_name: 'sales',
    team_id: 'T000000001',
    trigger_id: await trigger(),
    response_url: `${origin}/answer`,
  });
  return answer.promise;
}
async function history(channel = sales): Promise<readonly Json[]> {
  const { messages } = await emulated.call('conversations.history', { channel });
  return messages as readonly Json[];
}
async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let tries = 0; tries < 100; tries += 1) {
    const found = await look();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('It did not happen.');
}
const has = (words: string, channel = sales) =>
  eventually(async () => (await history(channel)).find((message) => JSON.stringify(message).includes(words)));

const openDeal = () => whole.sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);

it('a slash command is answered at its address, for the one whom users.info names', async () => {
  const answer = await slash('whoami');
  expect(answer).toMatchObject({ response_type: 'ephemeral' });
  expect(JSON.stringify(answer)).toContain('You are Sam Okafor');
});

it('a card is posted with all its blocks, a form opens on its button, and the card is updated in place', async () => {
  const [{ id } = {}] = openDeal();
  expect(JSON.stringify(await slash(String(id)))).toContain('Post to channel');
  await event({ type: 'app_mention', user: sam, channel: sales, text: `<@U0EMULATED> digest now`, ts: '1.1' });
  const digest = await has('Pipeline ·');
  expect(JSON.stringify(digest['blocks'])).toContain('By stage');

  const value = JSON.stringify(['opportunity.share', 1, { id }]);
  const press = async (action: Json, message?: Json) =>
    interact({
      type: 'block_actions',
      team: { id: 'T000000001' },
      user: { id: sam },
      channel: { id: sales, name: 'sales' },
      container: { type: 'message', message_ts: message?.['ts'] ?? '1.1', channel_id: sales },
      trigger_id: await trigger(),
      actions: [action],
    });
  await press({ type: 'button', action_id: 'opportunity.share', block_id: 'b', value }, digest);
  const { messages: replies } = await eventually(async () => {
    const thread = await emulated.call('conversations.replies', { channel: sales, ts: String(digest['ts']) });
    return (thread['messages'] as Json[]).length > 1 ? thread : undefined;
  });
  const posted = (replies as Json[]).at(-1) ?? {};
  const stage = JSON.stringify(['opportunity.stage', 1, { id }]);
  await press({ type: 'button', action_id: 'opportunity.stage', block_id: 'b', value: stage }, posted);
  await slash(`stage ${String(id)} verbal`);
  const updated = await eventually(async () => {
    const thread = await emulated.call('conversations.replies', { channel: sales, ts: String(digest['ts']) });
    return (thread['messages'] as Json[]).find((message) => JSON.stringify(message).includes('Moved to Verbal'));
  });
  expect(updated['ts']).toBe(posted['ts']);
});

it('Home is published, a shortcut opens its window, and a message is kept with its address', async () => {
  await event({ type: 'app_home_opened', user: sam, channel: sales, tab: 'home', event_ts: '1.2' });
  const posted = await has('Pipeline ·');
  await interact({
    type: 'message_action',
    callback_id: 'keep',
    team: { id: 'T000000001' },
    user: { id: sam },
    channel: { id: sales, name: 'sales' },
    message: { type: 'message', user: sam, ts: posted['ts'], text: 'They want a quote' },
    trigger_id: await trigger(),
    response_url: `${origin}/answer`,
  });
  await interact({
    type: 'shortcut',
    callback_id: 'search',
    team: { id: 'T000000001' },
    user: { id: sam },
    trigger_id: await trigger(),
  });
});

it('nothing of all that was refused, for want of a scope or otherwise', async () => {
  // What is under way comes to its end first.
  await slack.stop();
  expect(noted.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
});
