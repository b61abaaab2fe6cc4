/**
 * `npm run bench`, or `npm run bench -- cards reading` for some: medians, and ratios to a baseline of the same run.
 * Prints a table and writes `bench.json`. Nothing here fails for being slow.
 */
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { printed, ratioOf, holds, type Bench, type Figure } from './bench';
import { drawing } from './cards';
import { checking } from './checks';
import { digesting } from './digest-memory';
import { reading } from './reading';
import { sharing } from './replicas';
import { asking } from './requests';
import { acknowledging, lookingUp } from './slack';
import { comparing } from './snapshots';
import { starting } from './starting';
import { inTeams } from './teams';

const benches: Readonly<Record<string, Bench>> = {
  acknowledge: acknowledging,
  'look-up': lookingUp,
  teams: inTeams,
  requests: asking,
  reading,
  checks: checking,
  cards: drawing,
  digests: comparing,
  'digest-memory': digesting,
  replicas: sharing,
  starting,
};

async function main(wanted: readonly string[]): Promise<void> {
  const machine = `Node ${process.versions.node}, ${String(cpus().length)} cores`;
  const database = process.env['TEST_DATABASE_URL'] === undefined ? 'the embedded database' : 'PostgreSQL';
  process.stdout.write(`${machine}, chats on ${database}\n`);
  const results: Record<string, readonly Figure[]> = {};
  for (const [name, bench] of Object.entries(benches)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const figures = await bench();
    results[name] = figures;
    process.stdout.write(printed(name, figures));
  }
  const told = Object.fromEntries(
    Object.entries(results).map(([name, figures]) => [
      name,
      figures.map((figure) => ({ ...figure, ratio: ratioOf(figure), holds: holds(figure) })),
    ]),
  );
  writeFileSync('bench.json', `${JSON.stringify({ machine, database, benches: told }, null, 2)}\n`);
}

void main(process.argv.slice(2));
