/** The process dies at every single step of a write: what was stored by then is written once, and told, by whoever comes after. */
import type { OutboxEntry, Outbox, ChangeRequest } from '../../../src/outbox/entry';
import { createExecute, type ExecutionResult } from '../../../src/outbox/execute';
import { createOutboxWorker } from '../../../src/outbox/worker';
import type { Fault } from '../../../src/dev/sandbox/faults';
import { anEntry } from '../../support/an-entry';
import { author, fastRetries, openClient, type ClientFixture } from '../../support/client';
import { createMemoryOutbox } from '../../support/memory-outbox';
import { quietLog } from '../../support/quiet-log';
import { plainOpportunity, today } from '../../support/sandbox';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient({ opportunities: 20, switches: { requestThreshold: 1e6 } });
});
afterAll(() => bench.stop());

/** A process that dies at its n-th step, before or after what it does there: from then on it reaches nothing any more. */
function mortal(at: number) {
  const life = { step: 0, dead: false };
  let bury: () => void;
  const death = new Promise<void>((resolve) => {
    bury = resolve;
  });
  const goesOn = (): boolean => {
    if (life.step++ === at) {
      life.dead = true;
      bury();
    }
    return !life.dead;
  };
  const step = async <T>(work: () => Promise<T>): Promise<T> => {
    if (!goesOn()) throw new Error('dead');
    const value = await work();
    if (!goesOn()) throw new Error('dead');
    return value;
  };
  return { step, death, life };
}
type Mortal = ReturnType<typeof mortal>;

const mortalFetch =
  ({ step }: Mortal): typeof fetch =>
  (...request) =>
    step(() => fetch(...request));

const mortalOutbox = (outbox: Outbox, { step }: Mortal): Outbox => ({
  ...outbox,
  add: (entry) => step(() => outbox.add(entry)),
  recordSend: (hold, going) => step(() => outbox.recordSend(hold, going)),
  claimOpportunity: (hold, id) => step(() => outbox.claimOpportunity(hold, id)),
  complete: (hold, settling, line) => step(() => outbox.complete(hold, settling, line)),
  markNotified: (id) => step(() => outbox.markNotified(id)),
});

interface Scene {
  /** The write that matters. */
  readonly verb: 'create' | 'patch';
  readonly wish: (id: number) => ChangeRequest;
  /** How often it stands in Autotask. */
  readonly times: (id: number) => number;
}
const written = today;
const note = { title: 'Called', text: 'They want a quote\n\n(ref 4F2A91C0)', actionType: 1, written };
const stage = (id: number) => bench.sandbox.records.read('Opportunities', id)?.['stage'];
const notesOf = (id: number) =>
  bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id).length;
let titles = 0;
/** What the database takes for the present. */
const leases = { now: Date.parse(today) };
const scenes: Readonly<Record<string, Scene>> = {
  'a stage': {
    verb: 'patch',
    wish: (opportunity) => ({
      kind: 'change',
      opportunity,
      changes: { stage: 13 },
      expected: { stage: 11, status: 1 },
    }),
    times: (id) => (stage(id) === 13 ? 1 : 0),
  },
  'a push with its note': {
    verb: 'patch',
    wish: (opportunity) => ({
      kind: 'change',
      opportunity,
      changes: { projectedCloseDate: '2026-09-30' },
      expected: { status: 1, projectedCloseDate: '2026-04-30' },
      note,
    }),
    times: notesOf,
  },
  'a note': { verb: 'create', wish: (opportunity) => ({ kind: 'note', opportunity, note }), times: notesOf },
  'a new opportunity': {
    verb: 'create',
    wish: (id) => ({
      kind: 'create',
      draft: { ...plainOpportunity, title: `Wombat ${String(id)}` },
    }),
    times: (id) => bench.sandbox.records.list('Opportunities', ({ title }) => title === `Wombat ${String(id)}`).length,
  },
};

async function live(
  scene: Scene,
  at: number,
  trouble: () => void,
): Promise<{ steps: number; entry: OutboxEntry; id: number; outbox: Outbox; told: string[] }> {
  leases.now = Date.parse(today);
  const id = await bench.create({ title: `Crash ${String(titles++)}` });
  trouble();
  const outbox = createMemoryOutbox(() => new Date(leases.now));
  const one = mortal(at);
  const opportunities = bench.newClient({ fetch: mortalFetch(one), limits: fastRetries });
  const carry = createExecute({
    opportunities,
    outbox: mortalOutbox(outbox, one),
    clock: () => new Date(today),
    log: quietLog,
  });
  const wish = scene.wish(id);
  const entry = anEntry({
    wish,
    author,
    state: 'sending',
    attempts: 0,
    requestedAt: new Date(today),
    opportunity: wish.kind === 'create' ? undefined : id,
  });
  const told: string[] = [];
  const mine = mortalOutbox(outbox, one);
  const work = mine
    .add(entry)
    .then(() => carry(entry, 'outbox'))
    .then(({ kind }) => one.step(() => Promise.resolve(void told.push(kind))))
    .then(() => mine.markNotified(entry.id))
    .catch((error: unknown) => {
      if (!one.life.dead) throw error;
    });
  await Promise.race([work, one.death]);
  return { steps: one.life.step, entry, id, outbox, told };
}

/** Whoever comes after: looks through the outbox again and again, long after the first one's time is over. */
async function inherit(outbox: Outbox, told: string[]): Promise<void> {
  for (let round = 1; round <= 4; round++) {
    const clock = () => new Date(Date.parse(today) + round * 20 * 60_000);
    const execute = createExecute({
      opportunities: bench.newClient({ limits: fastRetries, clock }),
      outbox,
      clock,
      log: quietLog,
    });
    leases.now = clock().getTime();
    const checkDuplicates = () => Promise.resolve();
    const notify = ({ kind }: ExecutionResult) => Promise.resolve(void told.push(kind));
    await createOutboxWorker({ outbox, execute, notify, clock, log: quietLog, interval: 5000, checkDuplicates }).run();
  }
}

const lost: Readonly<Record<string, Fault | undefined>> = {
  'Autotask answers': undefined,
  'Autotask carries it out and does not answer': { kind: 'unanswered' },
};
const cases = Object.keys(scenes).flatMap((scene) => Object.keys(lost).map((fault) => [scene, fault] as const));

it.each(cases)('%s, while %s, is written once, and told, wherever the process dies', async (name, how) => {
  const scene = scenes[name];
  if (scene === undefined) throw new Error(name);
  const trouble = (): void => {
    bench.sandbox.faults.clear();
    const fault = lost[how];
    if (fault === undefined) return;
    bench.sandbox.faults.plan({ fault, verb: scene.verb });
  };
  const { steps } = await live(scene, Number.POSITIVE_INFINITY, trouble);
  expect(steps).toBeGreaterThan(8);
  for (let at = 0; at < steps; at++) {
    const { entry, id, outbox, told } = await live(scene, at, trouble);
    bench.sandbox.faults.clear();
    const kept = await outbox.get(entry.id);
    await inherit(outbox, told);
    const settled = await outbox.get(entry.id);
    const isTold = told.includes('done');
    expect({ at, state: settled?.state, times: scene.times(id), isTold }).toEqual(
      kept === undefined
        ? { at, state: undefined, times: 0, isTold: false }
        : { at, state: 'done', times: 1, isTold: true },
    );
  }
});
