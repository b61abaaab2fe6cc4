/** Starts that cannot go well, as whoever runs the bot sees them: a sentence and a cure, in the bot and in its doctor. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import type { CheckResult, CheckOutcome } from '../../src/core/health-check';
import { freePort } from '../../src/dev/free-port';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import { databaseChecks } from '../../src/storage/doctor-checks';
import { openDatabase, openReadOnlyDatabase } from '../../src/storage/open-database';
import { autotaskSettings } from '../support/bot-settings';
import { fixedClock } from '../support/clock';
import { createTestDatabase } from '../support/databases';
import { quietLog } from '../support/quiet-log';
import { startProcess, type StartedProcess } from '../support/starting';

/** Each test starts whole processes, beside other tests. */
jest.setTimeout(240_000);

const server = process.env['TEST_DATABASE_URL'];
const teams = { MicrosoftAppId: 'an-app', MicrosoftAppPassword: 'its-password', MicrosoftAppTenantId: 'a-tenant' };
const autotask = {
  AUTOTASK_URL: 'http://127.0.0.1:2/ATServicesRest/',
  AUTOTASK_USERNAME: 'api@example.com',
  AUTOTASK_SECRET: 'a-secret',
  AUTOTASK_INTEGRATION_CODE: 'A-CODE',
};
const directory = mkdtempSync(join(tmpdir(), 'starting-'));
const begun: StartedProcess[] = [];
/** With settings that are in order but for those that are given, and nothing else in the environment. */
function start(env: Record<string, string> = {}, script: 'main' | 'doctor' = 'main', at = directory): StartedProcess {
  const args = script === 'doctor' ? ['--json'] : [];
  const started = startProcess({ env: { ...autotask, ...teams, PORT: '0', ...env }, directory: at, script, args });
  begun.push(started);
  return started;
}
const findings = async (env: Record<string, string>, at = directory) =>
  (JSON.parse((await start(env, 'doctor', at).exited).text) as { findings: readonly CheckResult[] }).findings;
afterAll(() => {
  for (const { child } of begun) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

/** No stack, no object: what somebody can read. */
function expectWords({ code, text }: { code: number | null; text: string }, words: RegExp): void {
  expect(text).toMatch(words);
  expect(text).toMatch(/^The bot cannot start/m);
  expect(text).not.toMatch(/^\s+at |"stack"/m);
  expect(code).toBe(1);
}

const execute = async (where: { databaseUrl?: string; dataDir?: string }, text?: string): Promise<void> => {
  const database = await openDatabase({ databaseUrl: undefined, dataDir: undefined, ...where, log: quietLog });
  if (text !== undefined) await database.execute(text);
  await database.close();
};
const later = `insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00Z')`;

describe('Settings', () => {
  it('a secret that no request can carry is named by the bot and by the doctor, and shown by neither', async () => {
    const env = { AUTOTASK_SECRET: 'hidden€' };
    const ended = await start(env).exited;
    expectWords(
      ended,
      /AUTOTASK_SECRET holds a character that cannot be sent over HTTP, the 7th\.\n\s+Copy it once more/,
    );
    const found = await findings(env);
    expect(found).toEqual([expect.objectContaining({ what: 'AUTOTASK_SECRET', state: 'problem' })]);
    expect(ended.text + JSON.stringify(found)).not.toContain('hidden');
  });

  it('a file that can be read in two ways is named by the bot and by the doctor, by its line', async () => {
    const at = mkdtempSync(join(directory, 'env-'));
    writeFileSync(join(at, '.env'), '# ours\nAUTOTASK_SECRET="hidden\n');
    const ended = await start({}, 'main', at).exited;
    expectWords(ended, /AUTOTASK_SECRET begins with a quote that does not end.*\(\.env line 2\)/);
    expect(await findings({}, at)).toEqual([expect.objectContaining({ what: 'AUTOTASK_SECRET', state: 'problem' })]);
    expect(ended.text).not.toContain('hidden');
  });

  it('a secret reaches Autotask whole from quotes in .env, and from quotes that docker run passes on', async () => {
    const sandbox: Sandbox = await startSandbox({ clock: fixedClock });
    const { AUTOTASK_SECRET: secret, AUTOTASK_USERNAME: name, ...rest } = autotaskSettings(sandbox);
    const at = mkdtempSync(join(directory, 'env-'));
    writeFileSync(join(at, '.env'), `\uFEFFAUTOTASK_SECRET='${secret}'\r\nAUTOTASK_USERNAME=nobody\r\n`);
    const env = { ...rest, ...teams, AUTOTASK_USERNAME: `'${name}'` };
    const { text } = await startProcess({ env, directory: at, script: 'doctor', args: ['--json'] }).exited;
    const { findings: found } = JSON.parse(text) as { findings: readonly CheckResult[] };
    expect(found.find(({ what }) => what === 'Autotask credentials')).toMatchObject({ state: 'ok' });
    await sandbox.stop();
  });

  it('a port that is taken is named, with what to do', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const port = String((taken.address() as AddressInfo).port);
    const dataDir = join(directory, 'taken');
    expectWords(
      await start({ PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'warn' }).exited,
      new RegExp(`PORT is ${port}, where another program listens already\\.\\n\\s+Stop that program`),
    );
    await new Promise((resolve) => taken.close(resolve));
  });
});

describe('A database in DATA_DIR', () => {
  it('that is incomplete is said to be so, alike by the bot and by its doctor', async () => {
    const dataDir = join(directory, 'incomplete');
    await execute({ dataDir });
    rmSync(join(dataDir, 'database/pg_notify'), { recursive: true });
    const words = /is incomplete\. Missing or cut short: database\/pg_notify\.\n\s+Copy DATA_DIR/;
    expectWords(await start({ DATA_DIR: dataDir }).exited, words);
    const found = await foundBesides(dataDir, 'Database');
    expect(found).toMatchObject({ state: 'problem', say: expect.stringMatching(/is incomplete/) as string });
  });

  it('that a newer version made is said to be so, alike by the bot and by its doctor', async () => {
    const dataDir = join(directory, 'newer');
    await execute({ dataDir }, later);
    expectWords(
      await start({ DATA_DIR: dataDir }).exited,
      /A newer version of the bot.*9999-later\.\n\s+Run that version/,
    );
    const found = await foundBesides(dataDir, 'Database tables');
    expect(found).toMatchObject({
      state: 'problem',
      say: expect.stringMatching(/A newer version.*9999-later/) as string,
    });
  });
});

(server === undefined ? describe.skip : describe)('A database on a server', () => {
  it('of a newer version is refused in words, while a replica that runs goes on', async () => {
    const { url, drop } = await createTestDatabase(server ?? '');
    const port = String(await freePort());
    const older = start({ DATABASE_URL: url, PORT: port });
    await older.until(/"msg":"ready"/);
    const newer = `${later}; alter table kept add column newer text; alter table outbox add column newer text`;
    await execute({ databaseUrl: url }, newer);
    expectWords(
      await start({ DATABASE_URL: url }).exited,
      /A newer version of the bot.*9999-later\.\n\s+Run that version/,
    );
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    older.child.kill('SIGTERM');
    expect((await older.exited).code).toBe(0);
    await drop();
  });

  it('of another program is refused in words', async () => {
    const { url, drop } = await createTestDatabase(server ?? '');
    await execute({ databaseUrl: url }, `delete from kysely_migration; ${later}`);
    await expect(execute({ databaseUrl: url })).rejects.toThrow(/another program's.*9999-later.*database of its own/s);
    await drop();
  });

  it('in which the user may make nothing is refused in words', async () => {
    const { url, drop } = await createTestDatabase(server ?? '');
    const guest = `guest_${String(process.pid)}`;
    await asOwner(url, `revoke create on schema public from public; create role ${guest} login password 'guest'`);
    const databaseUrl = url.replace(/\/\/[^@]*@/, `//${guest}:guest@`);
    await expect(execute({ databaseUrl })).rejects.toThrow(/may not make tables.*Make that user its owner/s);
    await drop();
    await asOwner(server ?? '', `drop role ${guest}`);
  });
});

describe('When nobody reads what it writes', () => {
  it('it serves on, and ends when it cannot go on', async () => {
    const dataDir = join(directory, 'unread');
    const port = String(await freePort());
    const bot = start({ PORT: port, DATA_DIR: dataDir, LOG_LEVEL: 'debug' });
    await bot.until(/"msg":"ready"/);
    bot.child.stdout?.destroy();
    bot.child.stderr?.destroy();
    const post = () => fetch(`http://127.0.0.1:${port}/api/messages`, { method: 'POST', body: '{}' });
    for (let times = 0; times < 3; times += 1) expect((await post()).status).toBeGreaterThanOrEqual(400);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    // It finds that another process may have its database, and must not go on.
    rmSync(join(dataDir, 'database.lock'), { recursive: true });
    expect((await bot.exited).code).toBe(1);
  });
});

/** What the doctor of the command line says, without a process of its own. */
async function foundBesides(dataDir: string, wanted: string): Promise<CheckOutcome | undefined> {
  const visit = openReadOnlyDatabase({ databaseUrl: undefined, dataDir, log: quietLog }, fixedClock);
  const checks = databaseChecks(visit.withDatabase, fixedClock);
  const found = checks.find(({ what }) => what === wanted)?.run(new AbortController().signal);
  await found;
  await visit.close();
  return found;
}

async function asOwner(url: string, text: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(text);
  await client.end();
}
