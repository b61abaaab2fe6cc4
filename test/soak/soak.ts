/**
 * Thousands of interactions of several people on both platforms, while Autotask fails now and then: what was typed and
 * pressed stands there once, as it was asked for, and the memory stays flat. `npm run test:soak -- --interactions 10000`;
 * with TEST_DATABASE_URL on PostgreSQL.
 */
import { parseArgs } from 'node:util';
import type { Fault } from '../../src/dev/sandbox/trouble';
import { anyOf, pause, type Actor, type Errand } from './actor';
import { createLedger, faultsIn, missingIn, readKept, type Ledger } from './ledger';
import { changing, looking } from './pressed';
import { openScene, type Scene } from './scene';
import { typed, undo, win } from './typed';

/** Who undoes their last change, whatever it was, changes nothing that is looked for at the end. */
const errandsOf: Readonly<Record<string, readonly Errand[]>> = {
  sam: [...typed, ...looking, ...changing, win],
  dana: [...typed, ...looking, undo],
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

async function act(actor: Actor, turns: () => boolean): Promise<void> {
  const { asked, person, scene } = actor;
  while (turns()) {
    if (Math.random() < 0.1) scene.sandbox.trouble.order({ fault: anyOf(faults), times: 1 });
    if (actor.chat.form(person) !== undefined) await actor.chat.close(person);
    await anyOf(errandsOf[person] ?? typed)(actor).catch((error: unknown) => {
      if (/in time|did not happen|offered no form/.test(String(error))) asked.late += 1;
      else asked.unforeseen.push(String(error));
    });
  }
}

async function many(scene: Scene, asked: Ledger, interactions: number): Promise<void> {
  let left = interactions;
  const turns = (): boolean => scene.isAlive() && left-- > 0;
  const actors = scene.chats.flatMap((chat) =>
    Object.keys(errandsOf).map((person) => ({ scene, asked, chat, person })),
  );
  await Promise.all(actors.map((actor) => act(actor, turns)));
}

/** Time passes until nothing is to be sent any more: what is left waits for an answer of a person. */
async function settle({ heap, waiting }: Scene, missing: () => number): Promise<void> {
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
      await many(scene, asked, tenth);
      return scene.heap();
    });
    const [before = 0] = heaps;
    const after = heaps.at(-1) ?? 0;
    scene.sandbox.trouble.clear();
    await settle(scene, () => missingIn(scene.sandbox, asked).length);
    const code = await scene.stop();
    const found: Record<string, readonly string[]> = {
      ...faultsIn(scene.sandbox, asked, await scene.database(readKept)),
      unforeseen: asked.unforeseen,
      'processes that did not end well': code === 0 ? [] : [String(code)],
      'megabytes of heap too many': after > before * 1.3 + 20 ? [`${String(before)} → ${String(after)}`] : [],
      'late too often': asked.late > Math.max(3, interactions * lateShare) ? [String(asked.late)] : [],
    };
    tell(asked, found, `${String(interactions)} interactions, heap ${String(before)} → ${String(after)} MB`);
    return Object.values(found).some((list) => list.length > 0) ? 1 : 0;
  } finally {
    await scene.close();
  }
}

function tell({ notes, corrected, wins, moves, late }: Ledger, found: Record<string, readonly string[]>, run: string) {
  const numbers = { notes, corrections: corrected, wins, moves };
  const counts = Object.entries(numbers).map(([what, { length }]) => `${String(length)} ${what}`);
  const told = Object.entries(found).map(([what, { length }]) => `${String(length)} ${what}`);
  for (const [what, list] of Object.entries(found)) {
    for (const one of list.slice(0, 20)) process.stderr.write(`${what}: ${one}\n`);
  }
  process.stdout.write(`${run}, ${counts.join(', ')}, ${String(late)} late: ${told.join(', ')}\n`);
}

const { values } = parseArgs({ options: { interactions: { type: 'string', default: '10000' } } });
void main(Number(values.interactions)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stdout.write(`The run broke off: ${String(error)}\n`);
    process.exit(1);
  },
);
