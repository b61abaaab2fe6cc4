/** The outboxes that one promise is held against: in memory, and in each database. */
import type { Outbox } from '../../src/outbox/entry';
import { createOutbox } from '../../src/storage/outbox';
import { databaseKinds, type DatabaseFixture } from './databases';
import { createMemoryOutbox } from './memory-outbox';

export interface OutboxFixture {
  readonly outbox: Outbox;
  /** Another replica's, or the same where there is none. */
  readonly others: Outbox;
  /** Lets so many seconds pass on the clock that leases go by. */
  readonly pass: (seconds: number) => Promise<unknown>;
  readonly close: () => Promise<void>;
}
export const outboxKinds = (now: Date): readonly (readonly [string, () => Promise<OutboxFixture>])[] => [
  ['memory', () => Promise.resolve(inMemory(now))],
  ...databaseKinds.map(([name, open]) => {
    const opening = async (): Promise<OutboxFixture> => {
      const opened: DatabaseFixture = await open();
      const { database } = opened;
      return {
        outbox: createOutbox(database.db),
        others: createOutbox(((await opened.openAnother?.()) ?? database).db),
        pass: (seconds) =>
          database.execute(
            `update outbox set tell = tell - $1 * interval '1 second',
               due = case when state = 'sending' then due - $1 * interval '1 second' else due end`,
            [seconds],
          ),
        close: () => opened.close(),
      };
    };
    return [name, opening] as const;
  }),
];

function inMemory(now: Date): OutboxFixture {
  const leases = { now: now.getTime() };
  const outbox = createMemoryOutbox(() => new Date(leases.now));
  return {
    outbox,
    others: outbox,
    pass: (seconds) => Promise.resolve((leases.now += seconds * 1000)),
    close: () => Promise.resolve(),
  };
}
