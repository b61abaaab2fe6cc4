/**
 * The database's own clock, in the one place that asks for it. Leases go by it alone: the clocks of two replicas may be a
 * minute apart, and what one of them has in hand would be over for the other.
 */
import { sql, type RawBuilder } from 'kysely';

export const databaseNow = sql<Date>`clock_timestamp()`;

/** So many milliseconds from now, by that clock. */
export const leaseFor = (milliseconds: number): RawBuilder<Date> =>
  sql<Date>`clock_timestamp() + ${milliseconds}::float8 * interval '1 millisecond'`;
