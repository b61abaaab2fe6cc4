/** What the doctor asks of the database: whether it answers, its tables are those of this version, and its clock agrees. */
import { sql, type Kysely } from 'kysely';
import { fine, wrong, type Check, type Found } from '../core/finding';
import type { Database } from './database';
import { newer, standingOf } from './migrations';
import type { Tables } from './tables';
import { DatabaseUnusable } from './unusable';

type Lent = Pick<Database, 'db' | 'isShared'>;
/** Has the database for one look. */
export type Lend = (look: (database: Lent) => Promise<Found>) => Promise<Found>;

export const databaseChecks = (lend: Lend, clock: () => Date): readonly Check[] => [
  { what: 'Database', look: () => lent(lend, answers) },
  { what: 'Database tables', look: () => lent(lend, ({ db }) => tables(db)) },
  { what: 'Database clock', look: () => lent(lend, (database) => agrees(database, clock)) },
];

/** It has a cure of its own. */
const lent = (lend: Lend, look: Parameters<Lend>[0]): Promise<Found> =>
  lend(look).catch((error: unknown) => {
    if (error instanceof DatabaseUnusable) return wrong(error.wrong, error.cure);
    throw error;
  });

async function answers({ db, isShared }: Lent): Promise<Found> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
  return fine(`${isShared ? 'PostgreSQL' : 'The embedded database'} ${rows[0]?.server_version ?? ''} answers.`);
}

async function tables(db: Kysely<Tables>): Promise<Found> {
  const { waiting, unknown } = await standingOf(db);
  if (unknown.length > 0) return wrong(...newer(unknown));
  if (waiting.length > 0)
    return wrong(
      `The tables are not those of this version: ${waiting.join(', ')} is missing.`,
      'Start the bot: it brings them up to date.',
    );
  return fine('They are those of this version.');
}

/** Several replicas go by the database's clock and by their own. */
const mostSkew = 60_000;

async function agrees({ db, isShared }: Lent, clock: () => Date): Promise<Found> {
  if (!isShared) return fine('The embedded database goes by the clock of this machine.');
  const before = clock().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const skew = (rows[0]?.now.getTime() ?? Number.NaN) - (before + clock().getTime()) / 2;
  if (Math.abs(skew) <= mostSkew) return fine('It agrees with the clock of this machine.');
  const seconds = String(Math.round(Math.abs(skew) / 1000));
  return wrong(
    `This machine's clock is ${seconds} seconds ${skew > 0 ? 'behind' : 'ahead of'} the database's.`,
    'Set both clocks by a time server (NTP): what is due would come too early or too late.',
  );
}
