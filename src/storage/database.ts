/** Opens the database: PostgreSQL where an address is given, else the embedded one. Both speak the same SQL. */
import type { Kysely } from 'kysely';

import type { KeyedSemaphore } from '../core/key-value-store';

import type { Tables } from './tables';

export interface Database {
  /** Inside a transaction use that transaction alone: the embedded database has one connection, and would wait for ever. */
  readonly db: Kysely<Tables>;
  /** Other processes may use it at the same time. */
  readonly isShared: boolean;
  /** Shared with the other processes; undefined where there are none. */
  readonly semaphore: KeyedSemaphore | undefined;
  /** Brings the tables up to date; answers which changes were made. */
  migrate(): Promise<readonly string[]>;
  /** SQL as text. Without values it may hold several statements. */
  execute(text: string, values?: readonly unknown[]): Promise<{ rows: unknown[] }>;
  /** What a server does by itself in the background. */
  maintain(): Promise<void>;
  close(): Promise<void>;
}
