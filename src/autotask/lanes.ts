/** At most three requests in flight per entity, and one write at a time per opportunity. */
import { Mutex } from 'async-mutex';
import { bulkhead, type BulkheadPolicy } from 'cockatiel';

/** Autotask: three threads per tracking identifier and entity; a fourth is turned away. */
const atOnce = 3;

export interface Lanes {
  in<T>(entity: string, signal: AbortSignal, work: () => Promise<T>): Promise<T>;
}

export function createLanes(): Lanes {
  const lanes = new Map<string, BulkheadPolicy>();
  return {
    in: (entity, signal, work) => {
      const lane = lanes.get(entity) ?? bulkhead(atOnce, Number.POSITIVE_INFINITY);
      lanes.set(entity, lane);
      return lane.execute(work, signal);
    },
  };
}

/** The entity whose limit a path counts against: `Companies/{id}/Notes` are company notes. */
export function entityOf(path: string): string {
  const [, entity = '', second = '', third = ''] = /v1\.0\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?/i.exec(path) ?? [];
  const child = `${entity}/${third}`.toLowerCase();
  if (/^\d+$/.test(second) && child === 'companies/notes') return 'companynotes';
  if (/^\d+$/.test(second) && child === 'opportunities/attachments') return 'opportunityattachments';
  return entity.toLowerCase();
}

/** Runs the work of one key after the other; different keys do not wait for each other. */
export function createTurns(): <T>(key: number, work: () => Promise<T>) => Promise<T> {
  const turns = new Map<number, Mutex>();
  return async (key, work) => {
    const turn = turns.get(key) ?? new Mutex();
    turns.set(key, turn);
    const release = await turn.acquire();
    try {
      return await work();
    } finally {
      release();
      if (!turn.isLocked()) turns.delete(key);
    }
  };
}
