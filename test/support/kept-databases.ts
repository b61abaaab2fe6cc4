/** Databases that earlier versions filled and left behind, each with what stood around it: opened by this version. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import { Client } from 'pg';
import { openDatabase } from '../../src/storage/open-database';
import { extractTar } from '../../src/storage/embedded/unpack';
import { createTestDatabase } from './databases';
import { openPersistentWorld, type WorldSurroundings, type PersistentWorld } from './kept-world';
import { quietLog } from './quiet-log';
import { shapesIn, storedShapes } from './shapes';

const directory = join(__dirname, '../golden/databases');
const server = process.env['TEST_DATABASE_URL'];

export interface RestoredWorld extends PersistentWorld {
  /** Stops the bot, and tells the names in everything that is stored. */
  storedNames(): Promise<readonly string[]>;
}
type Open = (after: { minutes: number }) => Promise<RestoredWorld>;

/** `2026-11 embedded`: PostgreSQL only where a server is named. */
export const goldenDatabases: readonly (readonly [name: string, open: Open])[] = readdirSync(directory)
  .flatMap((file) => /^(.+)\.(embedded|postgres)\.around\.json\.br$/.exec(file)?.slice(1, 3).join('.') ?? [])
  .filter((name) => name.endsWith('embedded') || server !== undefined)
  .map((name) => [name, (after) => restoreWorld(name, after)] as const);

const read = (file: string): Buffer =>
  brotliDecompressSync(readFileSync(join(directory, file)), {
    params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 },
  });

type Settings = Readonly<Record<string, string>>;
type AddressChanges = readonly (readonly [before: string, now: string])[];

async function restoreWorld(name: string, { minutes }: { minutes: number }): Promise<RestoredWorld> {
  const { settings, drop } = name.endsWith('embedded') ? await restoreEmbedded(name) : await restorePostgres(name);
  const text = read(`${name}.around.json.br`).toString();
  const { made, madeIn, slackAt, teamsAt } = JSON.parse(text) as WorldSurroundings;
  const now = new Date(Date.parse(made) + minutes * 60_000).toISOString();
  const world = await openPersistentWorld(now, async ({ slack, teams }) => {
    const addressChanges: AddressChanges = [
      [slackAt, slack],
      [teamsAt, teams],
    ];
    await rewriteAddresses(settings, addressChanges, madeIn);
    const around = addressChanges.reduce((all, [from, to]) => all.replaceAll(from, to), text);
    return { settings, around: JSON.parse(around) as WorldSurroundings };
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= world.stop());
  return {
    ...world,
    storedNames: () => stop().then(() => storedNamesIn(settings)),
    stop: () => stop().then(drop),
  };
}

async function storedNamesIn({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }: Settings): Promise<readonly string[]> {
  const database = await openDatabase({ databaseUrl, dataDir, log: quietLog });
  const names: string[] = [];
  for (const table of ['kept', 'outbox', 'audit', 'subscriptions', 'runs']) {
    const { rows } = await database.execute(`select * from ${table}`);
    names.push(...storedShapes(table, rows as readonly Record<string, unknown>[]));
  }
  const jobs = await database.execute('select name, data from pgboss.job');
  for (const { name, data } of jobs.rows as { name: string; data: unknown }[]) {
    names.push(...shapesIn(data, `job ${name}`));
  }
  await database.close();
  return [...new Set(names)].sort();
}

async function restoreEmbedded(name: string): Promise<DatabaseCopy> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-'));
  extractTar(read(`${name}.tar.br`), dataDir);
  return { settings: { DATA_DIR: dataDir }, drop: () => rm(dataDir, { recursive: true, force: true }) };
}

interface DatabaseCopy {
  readonly settings: Settings;
  readonly drop: () => Promise<void>;
}

async function restorePostgres(name: string): Promise<DatabaseCopy> {
  const { url, drop } = await createTestDatabase(server ?? '');
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(read(`${name}.sql.br`).toString());
  await client.end();
  return { settings: { DATABASE_URL: url }, drop };
}

const jsonColumns = [
  ['kept', 'value'],
  ['outbox', 'document'],
  ['subscriptions', 'document'],
  ['pgboss.job', 'data'],
] as const;

/** The stand-ins have other addresses now, and by the database's own clock it was a moment ago. */
async function rewriteAddresses(settings: Settings, addressChanges: AddressChanges, madeIn: string): Promise<void> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = settings;
  const database = await openDatabase({ databaseUrl, dataDir, log: quietLog });
  for (const [table, column] of jsonColumns) {
    for (const [from, to] of addressChanges) {
      await database.execute(
        `update ${table} set ${column} = replace(${column}::text, '${from}', '${to}')::jsonb where ${column}::text like '%${from}%'`,
      );
    }
  }
  const later = ['created_on', 'start_after', 'started_on', 'completed_on', 'keep_until']
    .map((column) => `${column} = ${column} + (now() - '${madeIn}'::timestamptz)`)
    .join(', ');
  await database.execute(`update pgboss.job set ${later}`);
  await database.close();
}
