/** What everything stored stands on: an open database, its clock, and what is told when it cannot be used. */
import { sql, type Kysely, type RawBuilder } from 'kysely';
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

/**
 * The database's own clock, in the one place that asks for it. Leases go by it alone: the clocks of two replicas may be a
 * minute apart, and a lease of one of them would be over for the other.
 */
export const databaseNow = sql<Date>`clock_timestamp()`;

/** So many milliseconds from now, by that clock. */
export const leaseFor = (milliseconds: number): RawBuilder<Date> =>
  sql<Date>`clock_timestamp() + ${milliseconds}::float8 * interval '1 millisecond'`;

/** The database cannot be used as things are: told to whoever starts the bot, with the cure. */
export class DatabaseError extends Error {
  constructor(
    readonly wrong: string,
    readonly cure: string,
    options?: ErrorOptions,
  ) {
    super(`${wrong}\n    ${cure}`, options);
    this.name = 'DatabaseUnusable';
  }
}

/** Another process has the embedded one open: most likely the bot itself. */
export class DatabaseInUseError extends DatabaseError {}
