/**
 * `npm run bench`, or `npm run bench -- cards reading` for some: medians, and ratios to a baseline of the same run.
 * Prints a table and writes `bench.json`. Nothing here fails for being slow.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { formatFigures, ratioOf, meetsAim, type Benchmark, type BenchmarkFigure } from './bench';
import { benchmarkCards } from './cards';
import { benchmarkChecks } from './checks';
import { benchmarkDigestMemory } from './digest-memory';
import { benchmarkReading } from './reading';
import { benchmarkReplicas } from './replicas';
import { benchmarkRequests } from './requests';
import { benchmarkAcknowledgement, benchmarkLookUp } from './slack';
import { benchmarkSnapshots } from './snapshots';
import { benchmarkStart } from './starting';
import { benchmarkTeams } from './teams';

const benchmarks: Readonly<Record<string, Benchmark>> = {
  acknowledge: benchmarkAcknowledgement,
  'look-up': benchmarkLookUp,
  teams: benchmarkTeams,
  requests: benchmarkRequests,
  reading: benchmarkReading,
  checks: benchmarkChecks,
  cards: benchmarkCards,
  digests: benchmarkSnapshots,
  'digest-memory': benchmarkDigestMemory,
  replicas: benchmarkReplicas,
  starting: benchmarkStart,
};

async function main(names: readonly string[]): Promise<void> {
  const machine = `Node ${process.versions.node}, ${String(cpus().length)} cores`;
  const database = process.env['TEST_DATABASE_URL'] === undefined ? 'the embedded database' : 'PostgreSQL';
  process.stdout.write(`${machine}, chats on ${database}\n`);
  const results: Record<string, readonly BenchmarkFigure[]> = {};
  for (const [name, bench] of Object.entries(benchmarks)) {
    if (names.length > 0 && !names.includes(name)) continue;
    const figures = await bench();
    results[name] = figures;
    process.stdout.write(formatFigures(name, figures));
  }
  const told = Object.fromEntries(
    Object.entries(results).map(([name, figures]) => [
      name,
      figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), holds: meetsAim(figure) })),
    ]),
  );
  writeFileSync('bench.json', `${JSON.stringify({ machine, database, benches: told }, null, 2)}\n`);
}

void main(process.argv.slice(2));
