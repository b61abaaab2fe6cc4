/** As much of Slack as a command needs: signed commands, the Web API's answers, and addresses that take the card. */
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export const signingSecret = 'signing-secret-of-the-benchmarks';
export const botToken = 'xoxb-benchmarks';

export interface SlackService {
  readonly apiUrl: string;
  /** Resolves when the command is acknowledged. */
  sendCommand(text: string): Promise<void>;
  /** Resolves when the command's answer has come. */
  askCommand(text: string): Promise<void>;
  stop(): Promise<void>;
}

const user = {
  id: 'U1',
  team_id: 'T1',
  name: 'sam',
  real_name: 'Sam Okafor',
  tz: 'Europe/London',
  locale: 'en-US',
  deleted: false,
  is_bot: false,
  is_restricted: false,
  is_ultra_restricted: false,
  is_email_confirmed: true,
  profile: { real_name: 'Sam Okafor', email: 'sam.okafor@example.com' },
};
const channel = { id: 'C1', name: 'sales', is_channel: true, is_im: false, is_member: true, is_ext_shared: false };
const apiReply = { ok: true, user, channel, team_id: 'T1', user_id: 'UBOT', bot_id: 'B1', ts: '1.1' };

export async function startSlackService(eventsUrl: string): Promise<SlackService> {
  const waiting = new Map<string, () => void>();
  const server = createServer((request, response) => {
    void read(request).then(() => {
      const path = request.url ?? '';
      const isTest = path === '/api/auth.test';
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify(isTest ? { ...apiReply, user: 'opportunities', url: 'https://bench.slack.com/' } : apiReply),
      );
      waiting.get(path)?.();
      waiting.delete(path);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  let commandCount = 0;
  async function command(text: string): Promise<string> {
    const answer = `/answers/${String(++commandCount)}`;
    const body = new URLSearchParams({
      command: '/opp',
      text,
      team_id: 'T1',
      user_id: 'U1',
      user_name: 'sam',
      channel_id: 'C1',
      channel_name: 'sales',
      api_app_id: 'A1',
      trigger_id: String(commandCount),
      response_url: `${origin}${answer}`,
    }).toString();
    const timestamp = String(Math.floor(Date.now() / 1000));
    const signature = `v0=${createHmac('sha256', signingSecret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
    const headers = {
      'Content-Type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': signature,
    };
    const response = await fetch(eventsUrl, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`The bot refused the command with ${String(response.status)}.`);
    await response.arrayBuffer();
    return answer;
  }
  return {
    apiUrl: `${origin}/api/`,
    async sendCommand(text) {
      await command(text);
    },
    async askCommand(text) {
      // The answer may come before the acknowledgement does.
      const path = `/answers/${String(commandCount + 1)}`;
      const answerArrived = new Promise<void>((resolve) => waiting.set(path, resolve));
      await command(text);
      await answerArrived;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function read(request: IncomingMessage): Promise<void> {
  request.resume();
  await once(request, 'end');
}
