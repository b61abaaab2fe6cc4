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

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const root = join(__dirname, '..', '..');
/** Milliseconds: a write takes less. */
const longestLife = 1200;
const typedPerLife = 3;

async function main(): Promise<void> {
  const port = await freePort();
  const sandbox = await startSandbox({ clock: () => new Date(), opportunities: 20 });
  const secrets = { signingSecret: 'crash-signing-secret', botToken: 'xoxb-crash-token' };
  const address = `http://127.0.0.1:${String(port)}`;
  const slack = await startSlackPeer({ ...secrets, eventsUrl: () => `${address}/slack/events` });
  const dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
  const server = process.env['TEST_DATABASE_URL'];
  const shared = server === undefined ? undefined : await newDatabase(server);
  const env = {
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
  const typed: string[] = [];

  for (let round = 0; round < rounds; round++) {
    const bot = await started(env, address);
    // Every third life is one in which Autotask does what it is asked and does not say so.
    if (round % 3 === 0) sandbox.trouble.order({ fault: { kind: 'unanswered' }, verb: 'create', times: 2 });
    for (let turn = 0; turn < typedPerLife; turn++) {
      const text = `Crash note ${String(round)}-${String(turn)}`;
      typed.push(text);
      void slack.say({ person: 'sam', channel, text: `/opp note ${String(id)} ${text}` }).catch(() => undefined);
    }
    await new Promise((resolve) => setTimeout(resolve, Math.random() * longestLife));
    await ended(bot, 'SIGKILL');
    sandbox.trouble.clear();
  }

  const last = await started(env, address);
  await drained(env.DATABASE_URL === undefined ? 15_000 : 75_000);
  await ended(last, 'SIGTERM');
  const database = await openDatabase({
    databaseUrl: shared?.url,
    dataDir: shared === undefined ? dataDir : undefined,
    log: quietLog,
  });
  const entries = await database.db.selectFrom('outbox').select(['state', 'wish']).execute();
  await database.close();
  const notes = sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
  const times = (text: string): number => notes.filter(({ note }) => String(note).startsWith(`${text}\n`)).length;
  const twice = typed.filter((text) => times(text) > 1);
  const stored = typed.filter((text) => entries.some(({ wish }) => JSON.stringify(wish).includes(`${text}\\n`)));
  const missing = stored.filter((text) => times(text) !== 1);
  const unstored = typed.filter((text) => times(text) > 0 && !stored.includes(text));
  const waiting = entries.filter(({ state }) => state !== 'done');
  console.log(
    `${String(rounds)} kills: ${String(typed.length)} typed, ${String(stored.length)} stored before the kill, ` +
      `${String(missing.length)} of them missing, ${String(twice.length)} twice, ` +
      `${String(unstored.length)} written without being stored, ${String(waiting.length)} still waiting`,
  );
  await slack.stop();
  await sandbox.stop();
  await shared?.drop();
  await rm(dataDir, { recursive: true, force: true });
  process.exit(missing.length + twice.length + unstored.length + waiting.length === 0 && stored.length > 0 ? 0 : 1);
}

/** The longest that something left behind belongs to the one who left it, and a look more. */
const drained = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function started(env: NodeJS.ProcessEnv, address: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'src/main.ts')], {
    cwd: root,
    env,
    stdio: 'inherit',
  });
  for (let look = 0; look < 1200; look++) {
    if (child.exitCode !== null) throw new Error(`The bot ended by itself with ${String(child.exitCode)}.`);
    const answer = await fetch(`${address}/readyz`).catch(() => undefined);
    if (answer?.status === 200) return child;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('The bot did not become ready.');
}

function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill(signal);
  });
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

void main();
