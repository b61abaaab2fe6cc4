/** What a database says when it takes no tables, in words and with a cure. */
import { DatabaseError } from '../database-error';

/** By PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const textBySqlState: Readonly<Record<string, readonly [wrong: string, cure: string]>> = {
  '42501': [
    'The user whom DATABASE_URL names may not make tables in the database.',
    'Make that user its owner: alter database … owner to …',
  ],
  '25006': ['The database takes no changes: it is a copy.', 'Let DATABASE_URL lead to the primary server.'],
  '53100': ['The database has no room left.', 'Make room on its disk, and start the bot again.'],
};

/** Of any other failure, the failure itself. */
export function translateServerError(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseError) return error;
  const text = 'code' in error && typeof error.code === 'string' ? textBySqlState[error.code] : undefined;
  if (text !== undefined) return new DatabaseError(...text, { cause: error });
  const cause = error.cause === undefined ? undefined : translateServerError(error.cause);
  return cause instanceof DatabaseError ? cause : error;
}
