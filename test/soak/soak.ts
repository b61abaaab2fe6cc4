/**
 * Thousands of interactions of several people on both platforms, while Autotask fails now and then: what was typed and
 * pressed stands there once, as it was asked for, and the memory stays flat. `npm run test:soak -- --interactions 10000`;
 * with TEST_DATABASE_URL on PostgreSQL.
 */
import { parseArgs } from 'node:util';
import type { Fault } from '../../src/dev/sandbox/faults';
import { anyOf, pause, type Actor, type Scenario } from './actor';
import { createLedger, faultsIn, missingIn, loadStoredRecords, type Ledger } from './ledger';
import { changeScenarios, readScenarios } from './pressed';
import { openScene, type Scene } from './scene';
import { typedScenarios, undo, win } from './typed';

/** Who undoes their last change, whatever it was, changes nothing that is looked for at the end. */
const scenariosOf: Readonly<Record<string, readonly Scenario[]>> = {
  sam: [...typedScenarios, ...readScenarios, ...changeScenarios, win],
  dana: [...typedScenarios, ...readScenarios, undo],
};

const faults: readonly Fault[] = [
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'unanswered' },
  { kind: 'disconnect' },
  { kind: 'cut' },
  { kind: 'truncated' },
  { kind: 'slow', ms: 300 },
];

async function runActor(actor: Actor, hasTurn: () => boolean): Promise<void> {
  const { asked, person, scene } = actor;
  while (hasTurn()) {
    if (Math.random() < 0.1) scene.sandbox.faults.plan({ fault: anyOf(faults), times: 1 });
    if (actor.chat.form(person) !== undefined) await actor.chat.close(person);
    await anyOf(scenariosOf[person] ?? typedScenarios)(actor).catch((error: unknown) => {
      if (/in time|did not happen|offered no form/.test(String(error))) asked.late += 1;
      else asked.unexpectedErrors.push(String(error));
    });
  }
}

async function runActors(scene: Scene, asked: Ledger, interactions: number): Promise<void> {
  let left = interactions;
  const hasTurn = (): boolean => scene.isAlive() && left-- > 0;
  const actors = scene.chats.flatMap((chat) =>
    Object.keys(scenariosOf).map((person) => ({ scene, asked, chat, person })),
  );
  await Promise.all(actors.map((actor) => runActor(actor, hasTurn)));
}

/** Time passes until nothing is to be sent any more: what is left waits for an answer of a person. */
async function waitUntilIdle({ heap, waiting }: Scene, missing: () => number): Promise<void> {
  let before = { depth: -1, since: 0 };
  for (let round = 0; round < 12; round++) {
    const depth = await waiting();
    before = depth === before.depth ? { depth, since: before.since + 1 } : { depth, since: 0 };
    if (missing() === 0 && (depth === 0 || before.since >= 3)) return;
    await heap(15 * 60_000);
    await pause(6000);
  }
}

/** What a part answers is told while the rest is to come: a long run is watched. */
async function inTenths(interactions: number, part: (interactions: number) => Promise<number>): Promise<number[]> {
  const heaps: number[] = [];
  for (let done = 0; heaps.length < 10;) {
    const next = Math.round(((heaps.length + 1) * interactions) / 10);
    heaps.push(await part(next - done));
    done = next;
    process.stderr.write(`${new Date().toISOString()} ${String(done)} done, heap ${String(heaps.at(-1))} MB\n`);
  }
  return heaps;
}

/** An errand of one kind that never came to its end would be late more often. */
const lateShare = 0.03;

async function main(interactions: number): Promise<number> {
  const scene = await openScene();
  try {
    const asked = createLedger();
    const heaps = await inTenths(interactions, async (tenth) => {
      await runActors(scene, asked, tenth);
      return scene.heap();
    });
    const [before = 0] = heaps;
    const after = heaps.at(-1) ?? 0;
    scene.sandbox.faults.clear();
    await waitUntilIdle(scene, () => missingIn(scene.sandbox, asked).length);
    const code = await scene.stop();
    const faultsFound: Record<string, readonly string[]> = {
      ...faultsIn(scene.sandbox, asked, await scene.database(loadStoredRecords)),
      unforeseen: asked.unexpectedErrors,
      'processes that did not end well': code === 0 ? [] : [String(code)],
      'megabytes of heap too many': after > before * 1.3 + 20 ? [`${String(before)} → ${String(after)}`] : [],
      'late too often': asked.late > Math.max(3, interactions * lateShare) ? [String(asked.late)] : [],
    };
    report(asked, faultsFound, `${String(interactions)} interactions, heap ${String(before)} → ${String(after)} MB`);
    return Object.values(faultsFound).some((list) => list.length > 0) ? 1 : 0;
  } finally {
    await scene.close();
  }
}

function report(
  { notes, undoneNotes, wins, moves, late }: Ledger,
  faultsFound: Record<string, readonly string[]>,
  run: string,
) {
  const numbers = { notes, corrections: undoneNotes, wins, moves };
  const counts = Object.entries(numbers).map(([what, { length }]) => `${String(length)} ${what}`);
  const faultTexts = Object.entries(faultsFound).map(([what, { length }]) => `${String(length)} ${what}`);
  for (const [what, list] of Object.entries(faultsFound)) {
    for (const one of list.slice(0, 20)) process.stderr.write(`${what}: ${one}\n`);
  }
  process.stdout.write(`${run}, ${counts.join(', ')}, ${String(late)} late: ${faultTexts.join(', ')}\n`);
}

const { values } = parseArgs({ options: { interactions: { type: 'string', default: '10000' } } });
void main(Number(values.interactions)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stdout.write(`The run broke off: ${String(error)}\n`);
    process.exit(1);
  },
);
