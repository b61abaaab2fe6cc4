/** The Slack that the package `emulate` pretends to be: written by others, so it shares no mistake of ours. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

export interface EmulatedSlack {
  /** For the bot: ends in `/api/`. */
  readonly apiUrl: string;
  /** One call of its Web API by somebody who looks on. */
  call(method: string, args?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>;
  stop(): Promise<void>;
}

export const emulatedToken = 'xoxb-emulated';
const observerToken = 'xoxb-observer';
const observerScopes = [
  'channels:read',
  'channels:history',
  'channels:join',
  'im:read',
  'im:history',
  'users:read',
  'users:read.email',
];

/** Calls beyond these scopes are refused, as Slack refuses them. */
export async function startEmulatedSlack(scopes: readonly string[]): Promise<EmulatedSlack> {
  const bot = 'U0EMULATED';
  const seed = {
    strict_scopes: true,
    team: { name: 'Harbour IT', domain: 'harbour' },
    users: [{ name: 'sam', user_id: 'U0SAM', real_name: 'Sam Okafor', email: 'sam.okafor@example.com' }],
    channels: [{ name: 'sales' }],
    oauth_apps: [
      {
        client_id: '1.1',
        client_secret: 'pretend',
        app_id: 'A0EMULATED',
        name: 'Opportunities',
        redirect_uris: [],
        scopes,
        bot_id: 'B0EMULATED',
        bot_user_id: bot,
        bot_name: 'opportunities',
      },
    ],
    tokens: [
      { token: emulatedToken, type: 'bot', user_id: bot, bot_id: 'B0EMULATED', bot_user_id: bot, scopes },
      {
        token: observerToken,
        type: 'bot',
        user_id: bot,
        bot_id: 'B0EMULATED',
        bot_user_id: bot,
        scopes: observerScopes,
      },
    ],
  };
  const child = spawn(process.execPath, [join(__dirname, 'emulate-server.mjs'), JSON.stringify(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => {
      reject(new Error(`The emulated Slack ended with ${String(code)}.`));
    });
    child.stdout.once('data', (line: Buffer) => {
      resolve(line.toString().trim());
    });
  });
  return {
    apiUrl: `${url}/api/`,
    async call(method, args = {}) {
      const response = await fetch(`${url}/api/${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${observerToken}` },
        body: new URLSearchParams(args),
      });
      return (await response.json()) as Readonly<Record<string, unknown>>;
    },
    stop: () =>
      new Promise((resolve) => {
        child.removeAllListeners('exit').once('exit', () => {
          resolve();
        });
        child.kill();
      }),
  };
}
