/** The databases that tests run on: the embedded one always, and the PostgreSQL server that `TEST_DATABASE_URL` names. */
import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { quietLog } from './quiet-log';
import { reuseDatabase } from './quick-app';

export interface DatabaseFixture {
  readonly database: Database;
  /** Another connection of its own to the same data, as another replica has; undefined where there can be none. */
  readonly openAnother: (() => Promise<Database>) | undefined;
  close(): Promise<void>;
}
type Open = () => Promise<DatabaseFixture>;

const server = process.env['TEST_DATABASE_URL'];

const postgres = 'PostgreSQL';

export const databaseKinds: readonly (readonly [name: string, open: Open])[] = [
  ['the embedded database', openEmbeddedDatabase],
  [postgres, () => openOnServer(server ?? '')],
];

/** The same tests on each of them. Without a server its tests are skipped, so that they are counted all the same. */
export function describeEach<T>(
  kinds: readonly (readonly [name: string, open: T])[],
  title: string,
  tests: (open: T) => void,
): void {
  for (const [name, open] of kinds) {
    const run = name === postgres && server === undefined ? describe.skip : describe;
    run(title.replace('%s', name), () => tests(open));
  }
}

/** Tests that need the server, whose address they get. */
export function describeOnServer(title: string, tests: (address: string) => void): void {
  (server === undefined ? describe.skip : describe)(`On ${postgres}: ${title}`, () => tests(server ?? ''));
}

async function openEmbeddedDatabase(): Promise<DatabaseFixture> {
  const database = await reuseDatabase({ databaseUrl: undefined, dataDir: undefined, log: quietLog });
  return { database, openAnother: undefined, close: () => database.close() };
}

/** A database of its own on that server, so that tests do not meet. */
async function openOnServer(address: string): Promise<DatabaseFixture> {
  const { url, drop } = await createTestDatabase(address);
  const connections: Database[] = [];
  const open = async (): Promise<Database> => {
    const database = await openDatabase({ databaseUrl: url, dataDir: undefined, log: quietLog });
    connections.push(database);
    return database;
  };
  return {
    database: await open(),
    openAnother: open,
    async close() {
      await Promise.all(connections.map((database) => database.close()));
      await drop();
    },
  };
}

export interface TestDatabase {
  readonly url: string;
  /** Nobody gets in, and whoever was in is thrown out; until it is given back. */
  readonly disconnect: () => Promise<void>;
  readonly reconnect: () => Promise<void>;
  readonly drop: () => Promise<void>;
}

export async function createTestDatabase(address: string): Promise<TestDatabase> {
  const name = `trial_${randomBytes(6).toString('hex')}`;
  await onServer(address, `create database ${name}`);
  const url = new URL(address);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    async disconnect() {
      await onServer(address, `alter database ${name} with allow_connections false`);
      await onServer(address, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
    },
    reconnect: () => onServer(address, `alter database ${name} with allow_connections true`),
    drop: () => onServer(address, `drop database ${name} with (force)`),
  };
}

async function onServer(address: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: address });
  await client.connect();
  await client.query(statement);
  await client.end();
}
