/** At most three requests in flight per entity, and one write at a time per opportunity: of all replicas, where they share. */
import { Semaphore } from 'async-mutex';
import type { KeyedSemaphore } from '../../core/key-value-store';
import { untilAborted } from './call';
import { callEndedError } from './errors';

/** Autotask: three threads per tracking identifier and entity; a fourth is turned away. */
const maxConcurrent = 3;

/** Work of one key waits in the order of its arrival; whoever gives up waiting leaves at once. */
export type KeyedLimiter<K> = <T>(key: K, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** By entity. */
export const createEntityLimiter = (semaphore?: KeyedSemaphore): KeyedLimiter<string> =>
  createKeyedLimiter('entity', maxConcurrent, semaphore);

/** By opportunity. */
export const createOpportunityLock = (semaphore?: KeyedSemaphore): KeyedLimiter<number> =>
  createKeyedLimiter('opportunity', 1, semaphore);

function createKeyedLimiter<K extends string | number>(
  kind: string,
  permits: number,
  sharedSemaphore: KeyedSemaphore | undefined,
): KeyedLimiter<K> {
  const queues = new Map<K, Semaphore>();
  return async (key, signal, work) => {
    const queue = queues.get(key) ?? new Semaphore(permits);
    queues.set(key, queue);
    const permit = queue.acquire();
    const releasePermit = async (): Promise<void> => {
      const [, release] = await permit;
      release();
      if (queue.getValue() === permits) queues.delete(key);
    };
    try {
      await untilAborted(signal, permit);
      return await withSharedPermit(sharedSemaphore, { key: `${kind} ${String(key)}`, permits, signal }, work);
    } finally {
      // A place that was given up is still to come: it goes to the next in line without delay.
      void releasePermit();
    }
  };
}

interface PermitRequest {
  readonly key: string;
  readonly permits: number;
  readonly signal: AbortSignal;
}

/** In its turn among the replicas too. */
async function withSharedPermit<T>(
  sharedSemaphore: KeyedSemaphore | undefined,
  { key, permits, signal }: PermitRequest,
  work: () => Promise<T>,
): Promise<T> {
  const release = await sharedSemaphore?.acquire(key, permits, signal).catch((error: unknown) => {
    throw signal.aborted ? callEndedError(signal.reason) : error;
  });
  try {
    return await work();
  } finally {
    release?.();
  }
}

/** The entity whose limit a path counts against: `Companies/{id}/Notes` are company notes. */
export function entityOf(path: string): string {
  const [, entity = '', second = '', third = ''] = /v1\.0\/([^/?]+)(?:\/([^/?]+))?(?:\/([^/?]+))?/i.exec(path) ?? [];
  const child = `${entity}/${third}`.toLowerCase();
  if (/^\d+$/.test(second) && child === 'companies/notes') return 'companynotes';
  if (/^\d+$/.test(second) && child === 'opportunities/attachments') return 'opportunityattachments';
  return entity.toLowerCase();
}
