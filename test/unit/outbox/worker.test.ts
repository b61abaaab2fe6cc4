/** What one replica takes it begins only as long as nobody else may take it up. */
import { createExecute, type ExecuteEntry } from '../../../src/outbox/execute';
import { createOutboxWorker } from '../../../src/outbox/worker';
import { anEntry } from '../../support/an-entry';
import { author, openClient } from '../../support/client';
import { createMemoryOutbox } from '../../support/memory-outbox';
import { quietLog } from '../../support/quiet-log';
import { today } from '../../support/sandbox';

it('while Autotask is slow, nothing is begun that another replica could take up before it ends', async () => {
  const bench = await openClient({ opportunities: 20 });
  const time = { now: Date.parse(today) };
  const clock = (): Date => new Date(time.now);
  const outbox = createMemoryOutbox(clock);
  for (const number of [1, 2, 3, 4]) {
    const id = await bench.create({ title: `Slow ${String(number)}` });
    const wish = { kind: 'change', opportunity: id, changes: { stage: 12 }, expected: { stage: 11 } } as const;
    await outbox.add(
      anEntry({ id: `slow-${String(number)}`, wish, author, opportunity: id, requestedAt: clock(), due: clock() }),
    );
  }
  const real = createExecute({ opportunities: bench.client, outbox, clock, log: quietLog });
  const left: number[] = [];
  const execute: ExecuteEntry = (entry, holder) => {
    left.push(entry.due.getTime() - time.now);
    time.now += 20_000;
    return real(entry, holder);
  };
  const checkDuplicates = () => Promise.resolve();
  const told: string[] = [];
  const notify = ({ kind }: { kind: string }) => Promise.resolve(void told.push(kind));
  await createOutboxWorker({ outbox, execute, notify, clock, log: quietLog, interval: 5000, checkDuplicates }).run();
  expect(told).toEqual(['done', 'done', 'done', 'done']);
  expect(Math.min(...left)).toBeGreaterThanOrEqual(45_000);
  await bench.stop();
});
