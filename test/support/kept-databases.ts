/** Databases that earlier versions filled and left behind, each with what stood around it: opened by this version. */
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, constants } from 'node:zlib';
import { Client } from 'pg';
import { openDatabase } from '../../src/storage/open-database';
import { unpack } from '../../src/storage/unpack';
import { newDatabase } from './databases';
import { openKeptWorld, type Around, type KeptWorld } from './kept-world';
import { quietLog } from './quiet-log';
import { shapesIn, storedShapes } from './shapes';

const directory = join(__dirname, '../golden/databases');
const server = process.env['TEST_DATABASE_URL'];

export interface OldWorld extends KeptWorld {
  /** Stops the bot, and tells the names in everything that is stored. */
  stored(): Promise<readonly string[]>;
}
type Open = (after: { minutes: number }) => Promise<OldWorld>;

/** `2026-11 embedded`: PostgreSQL only where a server is named. */
export const keptDatabases: readonly (readonly [name: string, open: Open])[] = readdirSync(directory)
  .flatMap((file) => /^(.+)\.(embedded|postgres)\.around\.json\.br$/.exec(file)?.slice(1, 3).join('.') ?? [])
  .filter((name) => name.endsWith('embedded') || server !== undefined)
  .map((name) => [name, (after) => open(name, after)] as const);

const read = (file: string): Buffer =>
  brotliDecompressSync(readFileSync(join(directory, file)), {
    params: { [constants.BROTLI_DECODER_PARAM_LARGE_WINDOW]: 1 },
  });

type Settings = Readonly<Record<string, string>>;
type Moved = readonly (readonly [before: string, now: string])[];

async function open(name: string, { minutes }: { minutes: number }): Promise<OldWorld> {
  const { settings, drop } = name.endsWith('embedded') ? await unpacked(name) : await restored(name);
  const text = read(`${name}.around.json.br`).toString();
  const { made, madeIn, slackAt, teamsAt } = JSON.parse(text) as Around;
  const now = new Date(Date.parse(made) + minutes * 60_000).toISOString();
  const world = await openKeptWorld(now, async ({ slack, teams }) => {
    const moved: Moved = [
      [slackAt, slack],
      [teamsAt, teams],
    ];
    await move(settings, moved, madeIn);
    const around = moved.reduce((all, [from, to]) => all.replaceAll(from, to), text);
    return { settings, around: JSON.parse(around) as Around };
  });
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> => (stopping ??= world.stop());
  return {
    ...world,
    stored: () => stop().then(() => namesIn(settings)),
    stop: () => stop().then(drop),
  };
}

async function namesIn({ DATA_DIR: dataDir, DATABASE_URL: databaseUrl }: Settings): Promise<readonly string[]> {
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

async function unpacked(name: string): Promise<Copy> {
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-'));
  unpack(read(`${name}.tar.br`), dataDir);
  return { settings: { DATA_DIR: dataDir }, drop: () => rm(dataDir, { recursive: true, force: true }) };
}

interface Copy {
  readonly settings: Settings;
  readonly drop: () => Promise<void>;
}

async function restored(name: string): Promise<Copy> {
  const { url, drop } = await newDatabase(server ?? '');
  const client = new Client({ connectionString: url });
  await client.connect();
  await client.query(read(`${name}.sql.br`).toString());
  await client.end();
  return { settings: { DATABASE_URL: url }, drop };
}

const documents = [
  ['kept', 'value'],
  ['outbox', 'document'],
  ['subscriptions', 'document'],
  ['pgboss.job', 'data'],
] as const;

/** The stand-ins have other addresses now, and by the database's own clock it was a moment ago. */
async function move(settings: Settings, moved: Moved, madeIn: string): Promise<void> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = settings;
  const database = await openDatabase({ databaseUrl, dataDir, log: quietLog });
  for (const [table, column] of documents) {
    for (const [from, to] of moved) {
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
