/** What must be remembered between two arrivals, behind one small door. Keys are prefixed with their kind. */
import type { Json } from './json';

export interface Store {
  get(key: string): Promise<Json | undefined>;
  put(key: string, value: Json, ttlSeconds?: number): Promise<void>;
  /** True when the key was free: the one who gets true acts, everybody else saw it done. */
  putIfAbsent(key: string, value: Json, ttlSeconds: number): Promise<boolean>;
  remove(key: string): Promise<void>;
}
