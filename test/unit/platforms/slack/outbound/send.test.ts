/** While Slack is busy, one kind of call holds back no other. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSlackApis, type ModalView, type SlackApis } from '../../../../../src/platforms/slack/outbound/slack-api';
import { quietLog } from '../../../../support/quiet-log';

const place = { platform: 'slack', tenant: 'T1', conversation: 'C1', kind: 'channel' } as const;
const message = { text: 'Hello', blocks: [] };
const modal: ModalView = { type: 'modal', title: { type: 'plain_text', text: 'Stage' }, blocks: [] };

let server: Server;
let slack: SlackApis;
/** Methods that are told once to come back in a second. */
let busy: Set<string>;
let methods: string[];
beforeEach(async () => {
  [busy, methods] = [new Set(), []];
  server = createServer((request, response) => {
    const method = request.url?.split('/').at(-1) ?? '';
    methods.push(method);
    if (busy.delete(method)) response.writeHead(429, { 'retry-after': '1' }).end();
    else response.end(JSON.stringify({ ok: true, ts: '1', view: { id: 'V1' } }));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const apiUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/`;
  slack = createSlackApis({ botToken: 'xoxb-1', apiUrl, log: quietLog });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

it('a modal opens and an answer is shown while a message of the bot’s own accord has to wait', async () => {
  busy.add('chat.postMessage');
  const posted = slack.background.post(place, message).then(() => 'posted');
  while (methods.length === 0) await new Promise(setImmediate);
  await slack.interactive.openModal('trigger', modal);
  await slack.reply.updateModal('V1', modal);
  expect(methods).toEqual(['chat.postMessage', 'views.open', 'views.update']);
  expect(await posted).toBe('posted');
  expect(methods).toHaveLength(4);
});

it('a modal that cannot be opened now is told at once: its trigger would not outlive the wait', async () => {
  busy.add('views.open');
  await expect(slack.interactive.openModal('trigger', modal)).rejects.toThrow(/rate.?limit/i);
  expect(methods).toEqual(['views.open']);
});

it('what must not be there twice is sent once', async () => {
  busy.add('chat.postMessage');
  await expect(slack.background.post(place, message, 'run-1')).rejects.toThrow(/rate.?limit/i);
  expect(methods).toEqual(['chat.postMessage']);
});
