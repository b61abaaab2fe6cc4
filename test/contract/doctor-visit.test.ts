/** What the doctor of the command line learns from the bot's database, which it neither makes nor changes. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { CheckResult, CheckOutcome } from '../../src/core/health-check';
import { createDoctor } from '../../src/operations/doctor';
import { databaseChecks } from '../../src/storage/doctor-checks';
import { openDatabase, type DatabaseOptions, openReadOnlyDatabase } from '../../src/storage/open-database';
import { createKeyValueStore } from '../../src/storage/key-value-store';
// The doctor of the command line is a process of its own, and goes by the machine's time.
import { realClock as clock } from '../support/clock';
import { autotaskSettings, slackSettings } from '../support/bot-settings';
import { author, openClient, type ClientFixture } from '../support/client';
import { startCounting } from '../support/counting';
import { describeOnServer, createTestDatabase, type TestDatabase } from '../support/databases';
import { quietLog } from '../support/quiet-log';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());

/** The bot wrote once, which showed that impersonation is not permitted; then it was stopped. */
async function refusedOnce(where: DatabaseOptions): Promise<void> {
  const database = await openDatabase(where);
  bench.sandbox.switches.impersonation = 'nobody';
  const client = bench.newClient({ clock, store: createKeyValueStore(database.db, clock) });
  await client.update(await bench.create(), { nextStep: 'Call' }, author);
  await database.close();
}
async function looked(where: DatabaseOptions): Promise<Readonly<Record<string, CheckOutcome>>> {
  const visit = openReadOnlyDatabase(where, clock);
  const { checks } = bench.newClient({ clock, store: visit.store });
  const wanted = [
    ...databaseChecks(visit.withDatabase, clock),
    ...checks.filter(({ what }) => what === 'Autotask impersonation'),
  ];
  const findings = await createDoctor({ checks: wanted, milliseconds: 20_000, redact: (text) => text })();
  await visit.close();
  return Object.fromEntries(findings.map((finding) => [finding.what, finding]));
}
const saying = (state: CheckResult['state'], words: RegExp) => ({ state, say: expect.stringMatching(words) as string });
const refused = saying('known', /refused it for 1 people, last at \d{4}-\d\d-\d\d \d\d:\d\d UTC/);
const nothingYet = saying('known', /knows of no write yet/);

describe('With the embedded database', () => {
  let dataDir: string;
  const where = (): DatabaseOptions => ({ databaseUrl: undefined, dataDir, log: quietLog });
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'opportunities-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('it says what the stopped bot had learnt of impersonation', async () => {
    await refusedOnce(where());
    const found = await looked(where());
    expect(found['Autotask impersonation']).toMatchObject(refused);
    expect(found['Database tables']).toMatchObject({ state: 'ok' });
  }, 60_000);

  it('it says that there is none yet, and makes none', async () => {
    const found = await looked(where());
    expect(found['Database']).toMatchObject(saying('known', /makes it when it starts/));
    expect(found['Autotask impersonation']).toMatchObject(nothingYet);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('it says that the running bot alone knows, and whom to ask', async () => {
    const bot = startCounting(dataDir, 'count');
    await bot.until(/kept 1\n/);
    const found = await looked(where());
    expect(found['Database']).toMatchObject(saying('known', /running bot has it open.*ask doctor in a chat/));
    expect(found['Autotask impersonation']).toMatchObject(saying('known', /running bot knows: ask doctor in a chat/));
    bot.child.kill('SIGKILL');
    await bot.exited;
  }, 60_000);
});

describeOnServer('a visit', (address) => {
  let server: TestDatabase;
  const where = (): DatabaseOptions => ({ databaseUrl: server.url, dataDir: undefined, log: quietLog });
  beforeEach(async () => {
    server = await createTestDatabase(address);
  });
  afterEach(() => server.drop());

  it('the command line says what the bot has learnt of impersonation', async () => {
    await refusedOnce(where());
    const settings = {
      ...autotaskSettings(bench.sandbox),
      ...slackSettings({ botToken: 'xoxb-1', signingSecret: 'a'.repeat(32), apiUrl: 'http://127.0.0.1:2/api/' }),
      DATABASE_URL: server.url,
    };
    const { findings } = JSON.parse(await doctor(settings)) as { findings: readonly CheckResult[] };
    expect(findings.find(({ what }) => what === 'Autotask impersonation')).toMatchObject(refused);
    expect(findings.find(({ what }) => what === 'Database')).toMatchObject({ state: 'ok' });
  }, 60_000);

  it('nothing is made in an empty one', async () => {
    const found = await looked(where());
    expect(found['Database tables']).toMatchObject(saying('problem', /0001-kept/));
    const client = new Client({ connectionString: server.url });
    await client.connect();
    expect((await client.query(`select * from pg_tables where schemaname = 'public'`)).rows).toEqual([]);
    await client.end();
  });

  it('one that is away is said to be so', async () => {
    await server.disconnect();
    const found = await looked(where());
    expect(found['Database']).toMatchObject({ state: 'problem' });
    expect(found['Autotask impersonation']).toMatchObject(saying('known', /ask doctor in a chat/));
    await server.reconnect();
  });
});

/** What it prints; something is wrong in any case, since there is no Slack. */
const doctor = (env: Readonly<Record<string, string>>): Promise<string> =>
  new Promise((resolve) => {
    const { PATH = '' } = process.env;
    const script = join(__dirname, '../../src/doctor.ts');
    execFile(process.execPath, ['--import', 'tsx', script, '--json'], { env: { PATH, ...env } }, (_error, said) =>
      resolve(said),
    );
  });
