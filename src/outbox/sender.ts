/** Sends what waits: again and again, each entry by one replica alone, and tells what became of it. */
import type { Logger } from '../core/log';
import { lease, type Outbox } from '../opportunity/outbox';
import type { LookTwice } from './twice';
import { became, type Carried, type Carry } from './carry';

export interface SenderParts {
  readonly outbox: Outbox;
  readonly carry: Carry;
  /** The cards and the person are told. */
  readonly tell: (carried: Carried) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Whether what was sent again stands there twice; tells where it does. */
  readonly lookTwice: LookTwice;
  /** Milliseconds from one look to the next. */
  readonly every: number;
}

export interface Sender {
  start(): void;
  /** Finishes the entry in hand; the rest waits. */
  stop(): Promise<void>;
  /** One look: resolves when everything that was due is tried. */
  run(): Promise<void>;
}

/** Entries taken at one look. */
const most = 5;
/** What of its lease a write may need: later it is not begun any more, since somebody else may take it up meanwhile. */
const needed = 3 / 4;

export function createSender(parts: SenderParts): Sender {
  const { outbox, carry, clock, log, every, lookTwice } = parts;
  const { tellOnce, lookBack } = createTelling(parts);
  const state: { timer?: NodeJS.Timeout; running?: Promise<void>; stopping: boolean } = { stopping: false };

  /** Autotask does not answer one of them: the others would only wait for it as well. */
  async function look(): Promise<void> {
    const now = clock();
    const isLate = (): boolean => clock().getTime() - now.getTime() > lease * (1 - needed);
    const taken = await outbox.take(now, most);
    let reachable = true;
    for (const entry of taken) {
      if (!reachable || state.stopping || isLate()) {
        const pause = reachable ? 0 : every;
        await outbox.settle(entry, { state: 'queued', due: new Date(clock().getTime() + pause) });
        continue;
      }
      const carried = await carry(entry, 'outbox');
      reachable = carried.kind !== 'queued';
      await tellOnce(carried);
    }
    // What was tried may have held back a later change of the same opportunity.
    if (reachable && taken.length > 0 && !state.stopping) await look();
  }

  function run(): Promise<void> {
    state.running ??= lookBack()
      .then(look)
      .then(() => lookTwice(most, tellOnce))
      .catch((err: unknown) => log.error({ err }, 'the outbox was not looked through'))
      .finally(() => delete state.running);
    return state.running;
  }

  return {
    start() {
      state.stopping = false;
      state.timer = setInterval(() => void run(), every);
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

function createTelling({ outbox, tell, log }: SenderParts) {
  /** Who cannot be told now is not told again and again. */
  async function tellOnce(carried: Carried): Promise<void> {
    if (carried.kind === 'queued') return;
    const { id } = carried.entry;
    await tell(carried).catch((err: unknown) => log.error({ err, entry: id }, 'nobody was told'));
    await outbox.told(id).catch((err: unknown) => log.warn({ err, entry: id }, 'told, and not noted'));
  }
  /** What others carried out, and died over it. */
  async function lookBack(): Promise<void> {
    const untold = await outbox.takeUntold(most);
    for (const entry of untold) await tellOnce(became(entry));
    if (untold.length === most) await lookBack();
  }
  return { tellOnce, lookBack };
}
