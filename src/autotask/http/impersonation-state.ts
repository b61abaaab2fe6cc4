/** What writes have shown about impersonation: kept for all replicas and over a restart, where a store is given. */
import { z } from 'zod';
import type { KeyValueStore } from '../../core/key-value-store';
import type { Logger } from '../../core/log';

const recordSchema = z.object({
  v: z.literal(1),
  /** Until when it counts as refused, by entity and person: both security levels decide. */
  refused: z.record(z.string(), z.number()),
  /** Until when an entity counts as one that takes no notice of it. */
  ignored: z.record(z.string(), z.number()),
  /** Entities in which a record was seen that shows the person. */
  verified: z.array(z.string()),
  /** Whether the last write that told said yes. */
  permitted: z.boolean(),
});

export type ImpersonationRecord = z.infer<typeof recordSchema>;

const emptyRecord: ImpersonationRecord = { v: 1, refused: {}, ignored: {}, verified: [], permitted: false };

export interface ImpersonationState {
  /** What still counts. Never rejects: a write does not depend on it. */
  loadCurrent(): Promise<ImpersonationRecord>;
  /** Also what does not count any more, until something else is learnt. Rejects where it cannot be read. */
  loadAll(): Promise<ImpersonationRecord>;
  /** Never rejects: the write is done already. */
  update(change: (current: ImpersonationRecord) => ImpersonationRecord): Promise<void>;
}

export interface ImpersonationStateDeps {
  readonly store?: Pick<KeyValueStore, 'get' | 'update'> | undefined;
  /** Another API user has other rights. */
  readonly username: string;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createImpersonationState({ store, username, clock, log }: ImpersonationStateDeps): ImpersonationState {
  const key = `impersonation:${username}`;
  let lastRecord = emptyRecord;
  const unexpired = (ends: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(ends).filter(([, end]) => end > clock().getTime()));
  const currentOf = (stored: unknown): ImpersonationRecord => {
    const record = recordSchema.safeParse(stored).data ?? emptyRecord;
    return { ...record, refused: unexpired(record.refused), ignored: unexpired(record.ignored) };
  };
  return {
    async loadCurrent() {
      try {
        if (store !== undefined) lastRecord = currentOf(await store.get(key));
      } catch (err) {
        log.warn({ err }, 'what was learnt about impersonation cannot be read');
      }
      return currentOf(lastRecord);
    },
    async loadAll() {
      if (store === undefined) return lastRecord;
      return recordSchema.safeParse(await store.get(key)).data ?? emptyRecord;
    },
    async update(change) {
      lastRecord = change(currentOf(lastRecord));
      try {
        await store?.update(key, (stored) => (lastRecord = change(currentOf(stored))));
      } catch (err) {
        log.warn({ err }, 'what was learnt about impersonation cannot be kept');
      }
    },
  };
}
