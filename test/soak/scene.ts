/** Everything around the bot, and the bot as a process of its own on a database that is looked into at the end. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import { startFakeTeams } from '../../src/dev/fakes/teams/start';
import { startSandbox } from '../../src/dev/sandbox';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { autotaskSettings, slackSettings } from '../support/bot-settings';
import { createTestDatabase } from '../support/databases';
import { freePort } from '../../src/dev/free-port';
import { quietLog } from '../support/quiet-log';
import { createSlackChat } from '../support/slack-chat';
import { createTeamsChat } from '../support/teams-chat';

const secrets = { signingSecret: 'soak-signing-secret', botToken: 'xoxb-soak-token' };
const teamsSales = '19:sales@thread.tacv2';
const metricsToken = 'soak-metrics-token';
const clock = (): Date => new Date();

export type Scene = Awaited<ReturnType<typeof openScene>>;

export async function openScene() {
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const sandbox = await startSandbox({ clock, opportunities: 40, switches: { requestThreshold: 1e9 } });
  const slack = await startFakeSlack({ ...secrets, eventsUrl: () => `${address}/slack/events`, clock });
  const teams = await startFakeTeams({ messagesUrl: `${address}/api/messages`, clock });
  const storage = await openStorage();
  const bot = startBot({
    PATH: process.env['PATH'],
    PORT: String(port),
    METRICS_TOKEN: metricsToken,
    ...storage.settings,
    ...autotaskSettings(sandbox),
    ...slackSettings({ ...secrets, apiUrl: slack.apiUrl }),
  });
  await bot.heard();
  return {
    sandbox,
    slack,
    // What is told in private meanwhile would be taken for the answer.
    chats: [
      createSlackChat(slack, 'sales', ({ channel }) => channel === 'C0SALES0001'),
      createTeamsChat(teams, teamsSales, ({ conversation }) => conversation === teamsSales),
    ],
    ...bot,
    database: storage.database,
    /** How many entries of the outbox wait, for whatever it is. */
    waiting: async (): Promise<number> => {
      const headers = { authorization: `Bearer ${metricsToken}` };
      const ask = () => fetch(`${address}/metrics`, { headers });
      // A connection that was kept from an interaction may be closed by the bot at this very moment.
      const text = await (await ask().catch(ask)).text();
      return Number(/^opportunities_outbox_entries (\d+)$/m.exec(text)?.[1]);
    },
    async close() {
      bot.kill();
      await Promise.all([slack.stop(), teams.stop(), sandbox.stop()]);
      await storage.drop();
    },
  };
}

/** With TEST_DATABASE_URL on PostgreSQL, else in a directory of its own. */
async function openStorage() {
  const server = process.env['TEST_DATABASE_URL'];
  const dataDir = await mkdtemp(join(tmpdir(), 'soak-'));
  const shared = server === undefined ? undefined : await createTestDatabase(server);
  const databaseSettings =
    shared === undefined ? { DATA_DIR: dataDir } : { DATA_DIR: dataDir, DATABASE_URL: shared.url };
  return {
    settings: databaseSettings,
    /** Once the bot has stopped: the embedded database belongs to one process. */
    database: async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
      const database = await openDatabase({ databaseUrl: shared?.url, dataDir, log: quietLog });
      return look(database).finally(() => database.close());
    },
    drop: async (): Promise<void> => {
      await shared?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function startBot(env: NodeJS.ProcessEnv) {
  const child = fork(join(__dirname, '../support/soak-bot.ts'), { env, execArgv: ['--expose-gc', '--import', 'tsx'] });
  const nextMessage = async (): Promise<{ heap: number }> => {
    const [message] = (await once(child, 'message')) as [{ heap: number }];
    return message;
  };
  const isAlive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    heard: nextMessage,
    isAlive,
    /** Megabytes after its garbage is collected; `ahead` moves its clock, in milliseconds. */
    heap: async (ahead = 0): Promise<number> => {
      const answer = nextMessage();
      child.send({ ahead });
      return Math.round((await answer).heap / 1e6);
    },
    /** Resolves with the code it ends with, once it has finished what is under way. */
    stop: async (): Promise<number> => {
      if (!isAlive()) return -1;
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      const [code] = (await ended) as [number | null];
      return code ?? -1;
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
