/** The tables, as queries see them. Changed only together with a migration. */
import type { ColumnType, Generated } from 'kysely';
import type { Json } from '../core/json';
import type { EntryState } from '../opportunity/outbox';

/** Written as JSON text, so that strings and lists arrive the same in both databases; read as what it was. */
type Written<T> = ColumnType<T, string, string>;

export interface KeptTable {
  key: string;
  value: Written<Json>;
  /** Null is kept for ever. */
  expires_at: Date | null;
}

export interface OutboxTable {
  id: string;
  resource: number;
  opportunity: number | null;
  state: EntryState;
  attempts: number;
  asked: Date;
  due: Date;
  undoes: string | null;
  say: string;
  wish: Written<Json>;
  document: Written<Json>;
  before: Written<Json> | null;
  after: Written<Json> | null;
  differences: Written<Json> | null;
}

export interface AuditTable {
  number: Generated<number>;
  at: Date;
  opportunity: number | null;
  resource: number;
  reference: string;
  document: Written<Json>;
}

export interface Tables {
  outbox: OutboxTable;
  audit: AuditTable;
  kept: KeptTable;
}
