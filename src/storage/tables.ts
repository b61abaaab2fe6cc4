/** The tables, as queries see them. Changed only together with a migration. */
import type { ColumnType } from 'kysely';
import type { Json } from '../core/json';

/** Written as JSON text, so that strings and lists arrive the same in both databases; read as what it was. */
type Written<T> = ColumnType<T, string, string>;

export interface KeptTable {
  key: string;
  value: Written<Json>;
  /** Null is kept for ever. */
  expires_at: Date | null;
}

export interface Tables {
  kept: KeptTable;
}
