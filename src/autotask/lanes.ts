/** At most three requests in flight per entity, and one write at a time per opportunity: of all replicas, where they share. */
import { Semaphore } from 'async-mutex';
import type { Turns } from '../core/turns';
import { unlessStopped } from './call';
import { stoppedWaiting } from './failures';

/** Autotask: three threads per tracking identifier and entity; a fourth is turned away. */
const atOnce = 3;

/** Work of one key waits in the order of its arrival; whoever gives up waiting leaves at once. */
export type Queues<K> = <T>(key: K, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;

/** By entity. */
export const createLanes = (turns?: Turns): Queues<string> => createQueues('entity', atOnce, turns);

/** By opportunity. */
export const createTurns = (turns?: Turns): Queues<number> => createQueues('opportunity', 1, turns);

function createQueues<K extends string | number>(kind: string, room: number, turns: Turns | undefined): Queues<K> {
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
      return await among(turns, { name: `${kind} ${String(key)}`, room, signal }, work);
    } finally {
      // A place that was given up is still to come: it goes to the next in line without delay.
      void leave();
    }
  };
}

interface Wanted {
  readonly name: string;
  readonly room: number;
  readonly signal: AbortSignal;
}

/** In its turn among the replicas too. */
async function among<T>(turns: Turns | undefined, { name, room, signal }: Wanted, work: () => Promise<T>): Promise<T> {
  const giveBack = await turns?.take(name, room, signal).catch((error: unknown) => {
    throw signal.aborted ? stoppedWaiting(signal.reason) : error;
  });
  try {
    return await work();
  } finally {
    giveBack?.();
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
