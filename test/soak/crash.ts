/**
 * Kills the production process at random moments while people type, and counts afterwards: whatever it had stored
 * stands in Autotask exactly once. `npm run test:crash -- --rounds 100`; with TEST_DATABASE_URL on PostgreSQL.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSlackPeer } from '../../src/dev/playground/slack/start';
import { startSandbox } from '../../src/dev/sandbox';
import { openDatabase } from '../../src/storage/database';
import { newDatabase } from '../support/databases';
import { quietLog } from '../support/quiet-log';

const root = join(__dirname, '..', '..');
const typedPerLife = 3;

/** Everything around the bot: it outlives every life of it. */
async function openStage() {
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const sandbox = await startSandbox({ clock: () => new Date(), opportunities: 20 });
  const secrets = { signingSecret: 'crash-signing-secret', botToken: 'xoxb-crash-token' };
  const slack = await startSlackPeer({ ...secrets, eventsUrl: () => `${address}/slack/events` });
  const dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
  const server = process.env['TEST_DATABASE_URL'];
  const shared = server === undefined ? undefined : await newDatabase(server);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    LOG_LEVEL: 'silent',
    DATA_DIR: dataDir,
    ...(shared === undefined ? {} : { DATABASE_URL: shared.url }),
    AUTOTASK_URL: sandbox.url,
    AUTOTASK_WEB_URL: sandbox.webUrl,
    AUTOTASK_USERNAME: sandbox.credentials.username,
    AUTOTASK_SECRET: sandbox.credentials.secret,
    AUTOTASK_INTEGRATION_CODE: sandbox.credentials.integrationCode,
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_SIGNING_SECRET: secrets.signingSecret,
    SLACK_API_URL: slack.apiUrl,
  };
  const channel = slack.state().channels.find(({ name }) => name === 'sales')?.id ?? '';
  const id = Number(sandbox.records.list('Opportunities', ({ status }) => status === 1)[0]?.['id']);
  return {
    sandbox,
    isShared: shared !== undefined,
    notes: () => sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id),
    type: (text: string): void =>
      void slack.say({ person: 'sam', channel, text: `/opp note ${String(id)} ${text}` }).catch(() => undefined),
    begin: () => started(env, address),
    async entries() {
      const kept = { databaseUrl: shared?.url, dataDir: shared === undefined ? dataDir : undefined };
      const database = await openDatabase({ ...kept, log: quietLog });
      const rows = await database.db.selectFrom('outbox').select(['state', 'wish']).execute();
      await database.close();
      return rows.map(({ state, wish }) => ({ state, words: JSON.stringify(wish) }));
    },
    async close() {
      await slack.stop();
      await sandbox.stop();
      await shared?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
type Stage = Awaited<ReturnType<typeof openStage>>;

/** Lives end at any moment of a write: how long one takes on this machine is seen first. Answers with what was typed. */
async function live({ sandbox, notes, type, begin }: Stage, rounds: number): Promise<readonly string[]> {
  const first = await begin();
  const begun = Date.now();
  type('Crash note, unharmed');
  while (notes().length === 0) await pause(20);
  const longestLife = 2 * (Date.now() - begun);
  await ended(first, 'SIGKILL');
  const typed = ['Crash note, unharmed'];
  for (let round = 0; round < rounds; round++) {
    const bot = await begin();
    // Every third life is one in which Autotask does what it is asked and does not say so.
    if (round % 3 === 0) sandbox.trouble.order({ fault: { kind: 'unanswered' }, verb: 'create', times: 2 });
    for (let turn = 0; turn < typedPerLife; turn++) {
      const text = `Crash note ${String(round)}-${String(turn)}`;
      typed.push(text);
      type(text);
    }
    await pause(Math.random() * longestLife);
    await ended(bot, 'SIGKILL');
    sandbox.trouble.clear();
  }
  return typed;
}

async function main(rounds: number): Promise<number> {
  const stage = await openStage();
  const typed = await live(stage, rounds);
  const last = await stage.begin();
  // What is left behind belongs to the one who left it for so long, unless nobody else can be there.
  await pause(stage.isShared ? 75_000 : 20_000);
  await ended(last, 'SIGTERM');
  const entries = await stage.entries();
  const times = (text: string): number =>
    stage.notes().filter(({ note }) => String(note).startsWith(`${text}\n`)).length;
  const isStored = (text: string): boolean => entries.some(({ words }) => words.includes(`${text}\\n`));
  const stored = typed.filter(isStored);
  const faults = {
    'missing although stored': stored.filter((text) => times(text) === 0).length,
    'written twice': typed.filter((text) => times(text) > 1).length,
    'written without being stored': typed.filter((text) => times(text) > 0 && !isStored(text)).length,
    'still waiting': entries.filter(({ state }) => state !== 'done').length,
  };
  const told = Object.entries(faults).map(([what, count]) => `${String(count)} ${what}`);
  const lives = `${String(rounds)} kills, ${String(typed.length)} typed, ${String(stored.length)} stored`;
  process.stdout.write(`${lives}: ${told.join(', ')}\n`);
  await stage.close();
  return Object.values(faults).some((count) => count > 0) || stored.length < 2 ? 1 : 0;
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function started(env: NodeJS.ProcessEnv, address: string): Promise<ChildProcess> {
  const bot = ['--import', 'tsx', join(root, 'src/main.ts')];
  const child = spawn(process.execPath, bot, { cwd: root, env, stdio: 'inherit' });
  for (let look = 0; look < 1200; look++) {
    if (child.exitCode !== null) throw new Error(`The bot ended by itself with ${String(child.exitCode)}.`);
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return child;
    await pause(100);
  }
  throw new Error('The bot did not become ready.');
}

const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> =>
  new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
void main(Number(values.rounds)).then((code) => process.exit(code));
