/** At most three requests in flight per entity, and one write at a time per opportunity. */
import { Semaphore } from 'async-mutex';
import { unlessStopped } from './call';

/** Autotask: three threads per tracking identifier and entity; a fourth is turned away. */
const atOnce = 3;

/** Work of one key waits in the order of its arrival; whoever gives up waiting leaves at once. */
export type Queues<K> = <T>(key: K, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** By entity. */
export const createLanes = (): Queues<string> => createQueues(atOnce);

/** By opportunity. */
export const createTurns = (): Queues<number> => createQueues(1);

function createQueues<K>(room: number): Queues<K> {
  const queues = new Map<K, Semaphore>();
  return async (key, signal, work) => {
    const queue = queues.get(key) ?? new Semaphore(room);
    queues.set(key, queue);
    const place = queue.acquire();
    const leave = async (): Promise<void> => {
      const [, release] = await place;
      release();
      if (queue.getValue() === room) queues.delete(key);
    };
    try {
      await unlessStopped(signal, place);
      return await work();
    } finally {
      // A place that was given up is still to come: it goes to the next in line without delay.
      void leave();
    }
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
