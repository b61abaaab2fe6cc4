/** Sends what waits: again and again, each entry by one replica alone, and tells what became of it. */
import type { Logger } from '../core/log';
import { leaseDuration, type Outbox } from './entry';
import type { CheckDuplicates } from './late-arrivals';
import { resultOfStored, type ExecuteEntry, type ExecutionResult } from './execute';

export interface OutboxWorkerDeps {
  readonly outbox: Outbox;
  readonly execute: ExecuteEntry;
  /** The cards and the person are told. */
  readonly notify: (result: ExecutionResult) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Whether what was sent again stands there twice; tells where it does. */
  readonly checkDuplicates: CheckDuplicates;
  /** Milliseconds from one look to the next. */
  readonly interval: number;
}

export interface OutboxWorker {
  start(): void;
  /** Finishes the entry in hand; the rest waits. */
  stop(): Promise<void>;
  /** One look: resolves when everything that was due is tried. */
  run(): Promise<void>;
}

/** Entries taken at one look. */
const entriesPerRun = 5;
/** What of its lease a write may need: later it is not begun any more, since somebody else may take it up meanwhile. */
const writeShareOfLease = 3 / 4;

export function createOutboxWorker(deps: OutboxWorkerDeps): OutboxWorker {
  const { outbox, execute, clock, log, interval, checkDuplicates } = deps;
  const { tellOnce, lookBack } = createNotifier(deps);
  const state: { timer?: NodeJS.Timeout; running?: Promise<void>; stopping: boolean } = { stopping: false };

  /** Autotask does not answer one of them: the others would only wait for it as well. */
  async function processDue(): Promise<void> {
    const now = clock();
    const isLate = (): boolean => clock().getTime() - now.getTime() > leaseDuration * (1 - writeShareOfLease);
    const leasedEntries = await outbox.lease(now, entriesPerRun);
    let isReachable = true;
    for (const entry of leasedEntries) {
      if (!isReachable || state.stopping || isLate()) {
        const delay = isReachable ? 0 : interval;
        await outbox.complete(entry, { state: 'queued', due: new Date(clock().getTime() + delay) });
        continue;
      }
      const result = await execute(entry, 'outbox');
      isReachable = result.kind !== 'queued';
      await tellOnce(result);
    }
    // What was tried may have held back a later change of the same opportunity.
    if (isReachable && leasedEntries.length > 0 && !state.stopping) await processDue();
  }

  function run(): Promise<void> {
    state.running ??= lookBack()
      .then(processDue)
      .then(() => checkDuplicates(entriesPerRun, tellOnce))
      .catch((err: unknown) => log.error({ err }, 'the outbox was not looked through'))
      .finally(() => delete state.running);
    return state.running;
  }

  return {
    start() {
      state.stopping = false;
      state.timer = setInterval(() => void run(), interval);
      state.timer.unref();
      void run();
    },
    async stop() {
      state.stopping = true;
      clearInterval(state.timer);
      await state.running;
    },
    run,
  };
}

function createNotifier({ outbox, notify, log }: OutboxWorkerDeps) {
  /** Who cannot be told now is not told again and again. */
  async function tellOnce(result: ExecutionResult): Promise<void> {
    if (result.kind === 'queued') return;
    const { id } = result.entry;
    await notify(result).catch((err: unknown) => log.error({ err, entry: id }, 'nobody was told'));
    await outbox.markNotified(id).catch((err: unknown) => log.warn({ err, entry: id }, 'told, and not noted'));
  }
  /** What others executed, and died over it. */
  async function lookBack(): Promise<void> {
    const unnotified = await outbox.leaseUnnotified(entriesPerRun);
    for (const entry of unnotified) await tellOnce(resultOfStored(entry));
    if (unnotified.length === entriesPerRun) await lookBack();
  }
  return { tellOnce, lookBack };
}
