/** What must be remembered between two arrivals, behind one small door. Keys are prefixed with their kind. */
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
