/** The tables, as queries see them. Changed only together with a migration. */
import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../core/json';
import type { EntryState } from '../outbox/entry';
import type { OpportunitySnapshot } from '../opportunity/snapshot';
import type { RunOutcome } from '../opportunity/subscription';

/** Written as JSON text, so that strings and lists arrive the same in both databases; read as what it was. */
type JsonColumn<T> = ColumnType<T, string, string>;

export interface KeptTable {
  key: string;
  value: JsonColumn<Json>;
  /** Null is kept for ever. */
  expires_at: Date | null;
}

export interface OutboxTable {
  id: string;
  /** Grows with each entry that is added. */
  number: Generated<number>;
  resource: number;
  opportunity: number | null;
  state: EntryState;
  attempts: number;
  held: Generated<number>;
  asked: Date;
  due: Date;
  /** What an older replica puts in may have gone out. */
  sent: Generated<Date | null>;
  look: Date | null;
  opening: string | null;
  tell: Date | null;
  undoes: string | null;
  say: string;
  wish: JsonColumn<Json>;
  document: JsonColumn<Json>;
  before: JsonColumn<Json> | null;
  after: JsonColumn<Json> | null;
  differences: JsonColumn<Json> | null;
}

export interface AuditTable {
  number: Generated<number>;
  at: Date;
  opportunity: number | null;
  resource: number;
  reference: string;
  document: JsonColumn<Json>;
}

export interface SubscriptionTable {
  id: string;
  platform: string;
  conversation: string;
  document: JsonColumn<Json>;
  /** Null where none is planned. */
  next: Date | null;
  last_sent: Generated<Date | null>;
}

export interface RunTable {
  id: string;
  subscription: string;
  due: Date;
  /** When it was given to somebody, for the last time. */
  handed: Date;
  begun: Generated<boolean>;
  outcome: RunOutcome | null;
}

export interface ReadingTable {
  at: Date;
}

/** From one snapshot until the one that saw it otherwise, or did not see it; columns are named as its members are. */
export interface SeenTable extends Omit<OpportunitySnapshot, 'id'> {
  opportunity: number;
  from: Date;
  until: Date | null;
}

export interface Tables {
  outbox: OutboxTable;
  audit: AuditTable;
  kept: KeptTable;
  subscriptions: SubscriptionTable;
  runs: RunTable;
  readings: ReadingTable;
  seen: SeenTable;
}
