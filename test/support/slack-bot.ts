/** The real Slack adapter on a real server, with a scripted bot behind it and the local Slack in front of it. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import type { SlackMessage, SlackModal, FakeSlack } from '../../src/dev/fakes/slack/fake-slack';
import { createSlack, type Slack, type SlackOptions } from '../../src/platforms/slack';
import { runningClock } from './clock';
import { createMemoryStore } from './memory-store';
import { quietLog } from './quiet-log';
import { createScriptedBot, type ScriptedBot } from './scripted-bot';

export interface SlackBotFixture {
  readonly slack: Slack;
  readonly peer: FakeSlack;
  readonly bot: ScriptedBot;
  /** What the bot posted, to whomever; oldest first. */
  botMessages(): readonly SlackMessage[];
  modal(person: string): SlackModal | undefined;
  /** Moves the clock of both sides. */
  advance(milliseconds: number): void;
  stop(): Promise<void>;
}

export const signingSecret = 'signing-secret-of-the-tests';
const botToken = 'xoxb-tests';

export async function startSlackBot(options: Partial<SlackOptions> = {}): Promise<SlackBotFixture> {
  let ahead = 0;
  const clock = () => new Date(runningClock().getTime() + ahead);
  const server = createServer();
  const address = await listenOnLoopback(server);
  const { appToken } = options;
  const peer = await startFakeSlack({
    eventsUrl: () => `${address}/slack/events`,
    signingSecret,
    botToken,
    clock,
    ...(appToken === undefined ? {} : { appToken }),
  });
  const store = createMemoryStore();
  const common = { botToken, apiUrl: peer.apiUrl, log: quietLog, clock, store, strict: true };
  const slack = createSlack({ ...common, ...(appToken === undefined ? { signingSecret } : {}), ...options });
  if (slack.receive !== undefined) server.on('request', slack.receive);
  const bot = createScriptedBot();
  await slack.start(bot);
  return {
    slack,
    peer,
    bot,
    botMessages: () => peer.state().messages.filter(({ from }) => from === 'bot'),
    modal: (person) => peer.state().modals[person],
    advance: (milliseconds) => void (ahead += milliseconds),
    async stop() {
      await slack.stop();
      await peer.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** The action ids of what can be pressed, in order. */
export function actionIds(blocks: unknown): string[] {
  return [...JSON.stringify(blocks).matchAll(/"action_id":"([^"]+)"/g)].map(([, id = '']) => id);
}
