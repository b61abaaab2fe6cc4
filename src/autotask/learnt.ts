/** What writes have shown about impersonation: kept for all replicas and over a restart, where a store is given. */
import { z } from 'zod';
import type { Logger } from '../core/log';
import type { Store } from '../core/store';

const shape = z.object({
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
export type Learnt = z.infer<typeof shape>;
const nothing: Learnt = { v: 1, refused: {}, ignored: {}, verified: [], permitted: false };

export interface Memory {
  /** What still counts. Never rejects: a write does not depend on it. */
  now(): Promise<Learnt>;
  /** Also what does not count any more, until something else is learnt. Rejects where it cannot be read. */
  ever(): Promise<Learnt>;
  /** Never rejects: the write is done already. */
  learn(change: (before: Learnt) => Learnt): Promise<void>;
}
export interface MemoryParts {
  readonly store?: Pick<Store, 'get' | 'update'> | undefined;
  /** Another API user has other rights. */
  readonly username: string;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createMemory({ store, username, clock, log }: MemoryParts): Memory {
  const key = `impersonation:${username}`;
  let last = nothing;
  const still = (ends: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(ends).filter(([, end]) => end > clock().getTime()));
  const counting = (kept: unknown): Learnt => {
    const learnt = shape.safeParse(kept).data ?? nothing;
    return { ...learnt, refused: still(learnt.refused), ignored: still(learnt.ignored) };
  };
  return {
    async now() {
      try {
        if (store !== undefined) last = counting(await store.get(key));
      } catch (err) {
        log.warn({ err }, 'what was learnt about impersonation cannot be read');
      }
      return counting(last);
    },
    async ever() {
      if (store === undefined) return last;
      return shape.safeParse(await store.get(key)).data ?? nothing;
    },
    async learn(change) {
      last = change(counting(last));
      try {
        await store?.update(key, (kept) => (last = change(counting(kept))));
      } catch (err) {
        log.warn({ err }, 'what was learnt about impersonation cannot be kept');
      }
    },
  };
}
