/** What the doctor asks of the database: whether it answers, its tables are those of this version, and its clock agrees. */
import { sql, type Kysely } from 'kysely';
import { checkOk, checkProblem, type HealthCheck, type CheckOutcome } from '../core/health-check';
import { type Database, DatabaseError } from './database';
import { newerVersionProblem, migrationStatus } from './migrations';
import type { Tables } from './tables';

type CheckedDatabase = Pick<Database, 'db' | 'isShared'>;
/** Has the database for one look. */
export type WithDatabase = (check: (database: CheckedDatabase) => Promise<CheckOutcome>) => Promise<CheckOutcome>;

export const databaseChecks = (withDatabase: WithDatabase, clock: () => Date): readonly HealthCheck[] => [
  { what: 'Database', run: () => runDatabaseCheck(withDatabase, checkConnection) },
  { what: 'Database tables', run: () => runDatabaseCheck(withDatabase, ({ db }) => checkTables(db)) },
  { what: 'Database clock', run: () => runDatabaseCheck(withDatabase, (database) => checkClock(database, clock)) },
];

/** It has a cure of its own. */
const runDatabaseCheck = (withDatabase: WithDatabase, check: Parameters<WithDatabase>[0]): Promise<CheckOutcome> =>
  withDatabase(check).catch((error: unknown) => {
    if (error instanceof DatabaseError) return checkProblem(error.wrong, error.cure);
    throw error;
  });

async function checkConnection({ db, isShared }: CheckedDatabase): Promise<CheckOutcome> {
  const { rows } = await sql<{ server_version: string }>`show server_version`.execute(db);
  return checkOk(`${isShared ? 'PostgreSQL' : 'The embedded database'} ${rows[0]?.server_version ?? ''} answers.`);
}

async function checkTables(db: Kysely<Tables>): Promise<CheckOutcome> {
  const { waiting, unknown } = await migrationStatus(db);
  if (unknown.length > 0) return checkProblem(...newerVersionProblem(unknown));
  if (waiting.length > 0)
    return checkProblem(
      `The tables are not those of this version: ${waiting.join(', ')} is missing.`,
      'Start the bot: it brings them up to date.',
    );
  return checkOk('They are those of this version.');
}

/** Several replicas go by the database's clock and by their own. */
const maxSkew = 60_000;

async function checkClock({ db, isShared }: CheckedDatabase, clock: () => Date): Promise<CheckOutcome> {
  if (!isShared) return checkOk('The embedded database goes by the clock of this machine.');
  const before = clock().getTime();
  const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db);
  const skew = (rows[0]?.now.getTime() ?? Number.NaN) - (before + clock().getTime()) / 2;
  if (Math.abs(skew) <= maxSkew) return checkOk('It agrees with the clock of this machine.');
  const seconds = String(Math.round(Math.abs(skew) / 1000));
  return checkProblem(
    `This machine's clock is ${seconds} seconds ${skew > 0 ? 'behind' : 'ahead of'} the database's.`,
    'Set both clocks by a time server (NTP): what is due would come too early or too late.',
  );
}
