/** A process of its own that opens the embedded database and counts: it says each number once that is kept. */
import { openDatabase } from '../../src/storage/database';
import { createStore } from '../../src/storage/store';
import { quietLog } from './quiet-log';

async function main([dataDir, mode]: readonly string[]): Promise<void> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir, log: quietLog });
  const store = createStore(database.db, () => new Date());
  const last = Number((await store.get('last')) ?? 0);
  process.stdout.write(`last ${String(last)}\n`);
  for (let next = last + 1; mode === 'count'; next += 1) {
    await store.put('last', next);
    process.stdout.write(`kept ${String(next)}\n`);
  }
  await database.close();
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stdout.write(`${String(error)}\n`);
  process.exitCode = 1;
});
