/** What all replicas share: a small store of what must be remembered, and places of which only so many are held at once. */
import type { Json } from './json';

export interface KeyValueStore {
  get(key: string): Promise<Json | undefined>;
  put(key: string, value: Json, ttlSeconds?: number): Promise<void>;
  /** True when the key was free: the one who gets true acts, everybody else saw it done. */
  putIfAbsent(key: string, value: Json, ttlSeconds: number): Promise<boolean>;
  /**
   * Nobody else changes it between what `change` is given and what it returns; where somebody was quicker, `change` is
   * asked again. Undefined is nothing kept.
   */
  update(key: string, change: (value: Json | undefined) => Json | undefined, ttlSeconds?: number): Promise<void>;
  remove(key: string): Promise<void>;
}

export interface KeyedSemaphore {
  /** Waits for one of `room` places under a name and gives the way to give it back. Rejects when the signal ends the wait. */
  acquire(key: string, permits: number, signal: AbortSignal): Promise<() => void>;
}
