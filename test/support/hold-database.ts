/** A process of its own that opens a database, embedded or a server's, and keeps row after row: it says each once that is kept. */
import type { KeyValueStore } from '../../src/core/key-value-store';
import { openDatabase } from '../../src/storage/open-database';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { runningClock } from './clock';
import { quietLog } from './quiet-log';

async function main([where = '', mode]: readonly string[]): Promise<void> {
  const location = where.startsWith('postgres:')
    ? { databaseUrl: where, dataDir: undefined }
    : { databaseUrl: undefined, dataDir: where };
  const database = await openDatabase({ ...location, log: quietLog });
  const store = createKeyValueStore(database.db, runningClock);
  const last = await lastKeptRow(store);
  process.stdout.write(`last ${String(last)}\n`);
  for (let next = last + 1; mode === 'count'; next += 1) {
    await store.put(`row ${String(next)}`, next);
    process.stdout.write(`kept ${String(next)}\n`);
  }
  await database.close();
}

/** Before the first row that is missing. */
async function lastKeptRow(store: KeyValueStore): Promise<number> {
  let last = 0;
  while ((await store.get(`row ${String(last + 1)}`)) !== undefined) last += 1;
  return last;
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = 1;
});
