/** What two replicas on one PostgreSQL pay to see each interaction once and to hand its work over, against memory. */
import { z } from 'zod';
import { anyWorker, type AnyWorker, type Jobs } from '../../src/core/jobs';
import type { KeyValueStore } from '../../src/core/key-value-store';
import { openDatabase } from '../../src/storage/open-database';
import { createJobRunner } from '../../src/storage/jobs';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { createTestDatabase } from '../support/databases';
import { createMemoryJobs } from '../support/memory-jobs';
import { createMemoryStore } from '../support/memory-store';
import { quietLog as log } from '../support/quiet-log';
import type { Benchmark } from './bench';
import { runLoad } from './closed-loop';

const total = 3000;
const atOnce = 20;
const job = { name: 'bench', payload: z.object({ number: z.number() }), maxAttempts: 3, concurrency: 4 };

interface Replica {
  readonly store: KeyValueStore;
  readonly jobs: Jobs;
}

/** Milliseconds an interaction: seen as a request, seen as a delivery, and one job added and done. */
async function measureCost(replicas: readonly Replica[], allDone: () => Promise<void>): Promise<number> {
  let number = 0;
  const startedAt = performance.now();
  await runLoad({ total, atOnce }, async () => {
    const mine = ++number;
    const { store, jobs } = replicas[mine % replicas.length] ?? never();
    await store.putIfAbsent(`request:${String(mine)}`, true, 600);
    await store.putIfAbsent(`delivery:${String(mine)}`, true, 600);
    await jobs.add(job, { number: mine });
  });
  await allDone();
  return (performance.now() - startedAt) / total;
}
const never = (): never => {
  throw new Error('There is no replica.');
};

/** Resolves when all of the jobs were done. */
function createCountingWorker(): { readonly worker: AnyWorker; readonly all: Promise<void> } {
  let count = 0;
  let end: () => void = () => undefined;
  const all = new Promise<void>((resolve) => (end = resolve));
  const run = () => {
    if (++count === total) end();
    return Promise.resolve();
  };
  return { worker: anyWorker({ job, run }), all };
}

async function onPostgres(server: string): Promise<number> {
  const { url, drop } = await createTestDatabase(server);
  const { worker, all } = createCountingWorker();
  const replicas = [await startReplica(url, worker), await startReplica(url, worker)];
  const cost = await measureCost(replicas, () => all);
  for (const replica of replicas) await replica.stop();
  await drop();
  return cost;
}

async function startReplica(databaseUrl: string, worker: AnyWorker): Promise<Replica & { stop(): Promise<void> }> {
  const database = await openDatabase({ databaseUrl, dataDir: undefined, log });
  const jobs = createJobRunner({ database, log });
  await jobs.start([worker]);
  const stop = () => jobs.stop().then(() => database.close());
  return { store: createKeyValueStore(database.db, () => new Date()), jobs, stop };
}

async function inMemory(): Promise<number> {
  const { worker, all } = createCountingWorker();
  const jobs = createMemoryJobs();
  jobs.start([worker]);
  return measureCost([{ store: createMemoryStore(), jobs }], () => all);
}

export const benchmarkReplicas: Benchmark = async () => {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) return [];
  const ours = await onPostgres(server);
  const value = await inMemory();
  const what = 'two replicas: each interaction once, its job done';
  return [{ what, unit: 'ms', ours, baseline: { name: 'in memory', value } }];
};
