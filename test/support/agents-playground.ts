/** Microsoft's own local Teams client: written by others, so it shares no mistake of ours. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { freePort } from '../../src/dev/free-port';

type Json = Readonly<Record<string, unknown>>;

export interface AgentsPlayground {
  readonly personal: string;
  readonly channel: string;
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** What the bot did in its conversations, oldest first. */
  readonly botActivities: readonly Json[];
  say(conversation: string, text: string): Promise<void>;
  /** An invoke, answered with what the bot answers. */
  invoke(request: { name: string; value: Json; conversation: string; replyToId?: string }): Promise<Json>;
  stop(): Promise<void>;
}

const cli = join(__dirname, '../../node_modules/@microsoft/m365agentsplayground/cli.js');

export async function startAgentsPlayground(messagesUrl: string): Promise<AgentsPlayground> {
  const port = await freePort();
  // It keeps a folder of its own where it is started.
  const folder = mkdtempSync(join(tmpdir(), 'agents-playground-'));
  const options = ['start', '-e', messagesUrl, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = spawn(process.execPath, [cli, ...options], {
    cwd: folder,
    env: { ...process.env, TEAMSAPPTESTER_BROWSER: 'none', BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  const root = `http://localhost:${String(port)}`;
  const ask = async (path: string, body?: Json): Promise<Json> => {
    const post = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    const response = await fetch(`${root}${path}`, body === undefined ? {} : post);
    const text = await response.text();
    return text === '' ? {} : (JSON.parse(text) as Json);
  };
  const { config } = (await ask('/_internal/v1/config')) as never as { config: Config };
  const botActivities: Json[] = [];
  const stream = new WebSocket(`ws://localhost:${String(port)}/_ws_conversation/v1/conversations/stream`);
  stream.on('message', (data: Buffer) => botActivities.push(JSON.parse(data.toString()) as Json));
  await once(stream, 'open');
  const { bot, currentUser: user, personalChat } = config;
  const from = { id: user.id };
  return {
    personal: personalChat.id,
    channel: config.teams[0]?.channels[0]?.id ?? '',
    user,
    botActivities,
    async say(conversation, text) {
      const mentions = [{ mentioned: { id: bot.id, name: bot.name }, text: `<at>${bot.name}</at>` }];
      const message = { type: 'message', text, textFormat: 'plain', from, mentions };
      await ask(`/_conversation/v1/conversations/${conversation}/messages`, message);
    },
    invoke: ({ conversation, ...request }) =>
      ask('/_conversation/v1/invoke', { ...request, from, conversation: { id: conversation } }),
    async stop() {
      stream.close();
      child.kill();
      await once(child, 'exit');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Config {
  readonly bot: { readonly id: string; readonly name: string };
  readonly currentUser: AgentsPlayground['user'];
  readonly personalChat: { readonly id: string };
  readonly teams: readonly { readonly channels: readonly { readonly id: string }[] }[];
}
