/**
 * Kills the production process at random moments while people type, and counts afterwards: whatever it had stored
 * stands in Autotask exactly once, and its person was told. `npm run test:crash -- --kills 100`; with TEST_DATABASE_URL
 * on PostgreSQL.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import { startSandbox } from '../../src/dev/sandbox';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { createTestDatabase } from '../support/databases';
import { autotaskSettings, slackSettings } from '../support/bot-settings';
import { freePort } from '../../src/dev/free-port';
import { quietLog } from '../support/quiet-log';

const root = join(__dirname, '..', '..');
const typedPerLife = 3;
const metricsToken = 'crash-metrics-token';

/** Everything around the bot: it outlives every life of it. */
async function openCrashStage() {
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const clock = () => new Date();
  const sandbox = await startSandbox({ clock, opportunities: 20 });
  const secrets = { signingSecret: 'crash-signing-secret', botToken: 'xoxb-crash-token' };
  const slack = await startFakeSlack({ ...secrets, eventsUrl: () => `${address}/slack/events`, clock });
  const dataDir = await mkdtemp(join(tmpdir(), 'crash-'));
  const server = process.env['TEST_DATABASE_URL'];
  const shared = server === undefined ? undefined : await createTestDatabase(server);
  const env: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'] ?? '',
    PORT: String(port),
    METRICS_TOKEN: metricsToken,
    DATA_DIR: dataDir,
    ...(shared === undefined ? {} : { DATABASE_URL: shared.url }),
    ...autotaskSettings(sandbox),
    ...slackSettings({ ...secrets, apiUrl: slack.apiUrl }),
  };
  const channel = slack.state().channels.find(({ name }) => name === 'sales')?.id ?? '';
  const id = Number(sandbox.records.list('Opportunities', ({ status }) => status === 1)[0]?.['id']);
  const lives = createBotLives(env, address);
  /** Without a word: their person takes them for heard. */
  const acknowledged: string[] = [];
  return {
    sandbox,
    isShared: shared !== undefined,
    /** What Sam sees of an entry once it is written, wherever. */
    isTold: (text: string) => JSON.stringify(slack.state().messages).includes(`Note \\"${text}\\" added`),
    notes: () => sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id),
    type: (text: string): void =>
      void slack.say({ person: 'sam', channel, text: `/opp note ${String(id)} ${text}` }).then(({ status, body }) => {
        if (status === 200 && !JSON.stringify(body).includes(text)) acknowledged.push(text);
      }),
    acknowledged,
    ...lives,
    database: async <T>(look: (database: Database) => Promise<T>): Promise<T> => {
      const kept = { databaseUrl: shared?.url, dataDir: shared === undefined ? dataDir : undefined };
      const database = await openDatabase({ ...kept, log: quietLog });
      return look(database).finally(() => database.close());
    },
    async close() {
      await lives.end('SIGKILL');
      await slack.stop();
      await sandbox.stop();
      await shared?.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
type CrashStage = Awaited<ReturnType<typeof openCrashStage>>;

/** The production process, one at a time. */
function createBotLives(env: NodeJS.ProcessEnv, address: string) {
  const now: { bot?: ChildProcess } = {};
  const headers = { authorization: `Bearer ${metricsToken}` };
  return {
    begin: async (): Promise<void> => {
      const bot = ['--import', 'tsx', join(root, 'src/main.ts')];
      const child = spawn(process.execPath, bot, { cwd: root, env, stdio: 'inherit' });
      now.bot = child;
      await until('The bot becomes ready', 60, async () => {
        if (child.exitCode !== null) throw new Error(`The bot ended by itself with ${String(child.exitCode)}.`);
        return (await fetch(`${address}/readyz`).catch(() => undefined))?.status === 200;
      });
    },
    end: (signal: NodeJS.Signals): Promise<void> =>
      new Promise((resolve) => {
        const { bot } = now;
        if (bot?.exitCode === null && bot.signalCode === null) {
          bot.once('exit', () => resolve());
          bot.kill(signal);
        } else resolve();
      }),
    /** How many entries wait, as the running bot says. */
    waiting: async (): Promise<number> => {
      const text = await (await fetch(`${address}/metrics`, { headers })).text();
      return Number(/^opportunities_outbox_entries (\d+)$/m.exec(text)?.[1]);
    },
  };
}

/** Lives end at any moment of a write: how long one takes on this machine is seen first. Answers with what was typed. */
async function runLives({ sandbox, notes, type, begin, end }: CrashStage, kills: number): Promise<readonly string[]> {
  await begin();
  const startedAt = Date.now();
  type('Crash note, unharmed');
  await until('The first note is written', 60, () => notes().length > 0);
  const longestLife = 2 * (Date.now() - startedAt);
  await end('SIGKILL');
  const typedNotes = ['Crash note, unharmed'];
  for (let kill = 0; kill < kills; kill++) {
    await begin();
    // Every third life is one in which Autotask does what it is asked and does not say so.
    if (kill % 3 === 0) sandbox.faults.plan({ fault: { kind: 'unanswered' }, verb: 'create', times: 2 });
    for (let turn = 0; turn < typedPerLife; turn++) {
      const text = `Crash note ${String(kill)}-${String(turn)}`;
      typedNotes.push(text);
      type(text);
    }
    await pause(Math.random() * longestLife);
    await end('SIGKILL');
    sandbox.faults.clear();
  }
  return typedNotes;
}

/** The last life finishes what the others left. */
async function finishLeftovers({ isShared, database, begin, waiting, end }: CrashStage): Promise<void> {
  // As if an hour had passed; what was being sent is taken over without that, where nobody else can be at it.
  const leftoverStates = isShared ? `('queued', 'sending')` : `('queued')`;
  await database((connection) => connection.execute(`update outbox set due = asked where state in ${leftoverStates}`));
  await database((connection) => connection.execute('update outbox set tell = asked where tell is not null'));
  // What may have been sent before a kill is not sent again while it could still arrive.
  await database((connection) =>
    connection.execute(`update outbox set sent = sent - interval '1 hour' where sent is not null`),
  );
  await begin();
  // Each is looked up among all notes there are before it is sent again.
  const seconds = 30 + 2 * (await waiting());
  await until('Nothing waits', seconds, async () => (await waiting()) === 0).catch(() => undefined);
  await end('SIGTERM');
}

async function countFaults({ database, notes, acknowledged, isTold }: CrashStage, typedNotes: readonly string[]) {
  const rows = await database(({ db }) => db.selectFrom('outbox').select(['state', 'wish']).execute());
  const entries = rows.map(({ state, wish }) => ({ state, words: JSON.stringify(wish) }));
  const times = (text: string): number => notes().filter(({ note }) => String(note).startsWith(`${text}\n`)).length;
  const isStored = (text: string): boolean => entries.some(({ words }) => words.includes(`${text}\\n`));
  const stored = typedNotes.filter(isStored);
  return {
    stored: stored.length,
    faults: {
      'missing although stored': stored.filter((text) => times(text) === 0).length,
      'written and not told': stored.filter((text) => !isTold(text)).length,
      'acknowledged and lost': acknowledged.filter((text) => !isStored(text)).length,
      'written twice': typedNotes.filter((text) => times(text) > 1).length,
      'written without being stored': typedNotes.filter((text) => times(text) > 0 && !isStored(text)).length,
      'still waiting': entries.filter(({ state }) => state !== 'done').length,
    },
  };
}

async function main(kills: number): Promise<number> {
  const stage = await openCrashStage();
  try {
    const typedNotes = await runLives(stage, kills);
    await finishLeftovers(stage);
    const { stored, faults } = await countFaults(stage, typedNotes);
    const faultTexts = Object.entries(faults).map(([what, number]) => `${String(number)} ${what}`);
    const lives = `${String(kills)} kills, ${String(typedNotes.length)} typed, ${String(stored)} stored`;
    process.stdout.write(`${lives}: ${faultTexts.join(', ')}\n`);
    return Object.values(faults).some((number) => number > 0) || stored < 2 ? 1 : 0;
  } finally {
    await stage.close();
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what: string, seconds: number, look: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await look())) {
    if (Date.now() > end) throw new Error(`${what}: not within ${String(seconds)} seconds.`);
    await pause(50);
  }
}

const { values } = parseArgs({ options: { kills: { type: 'string', default: '10' } } });
void main(Number(values.kills)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stdout.write(`The run broke off: ${String(error)}\n`);
    process.exit(1);
  },
);
