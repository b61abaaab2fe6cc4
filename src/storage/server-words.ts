/** What a database says when it takes no tables, in words and with a cure. */
import { DatabaseUnusable } from './unusable';

/** By PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
const said: Readonly<Record<string, readonly [wrong: string, cure: string]>> = {
  '42501': [
    'The user whom DATABASE_URL names may not make tables in the database.',
    'Make that user its owner: alter database … owner to …',
  ],
  '25006': ['The database takes no changes: it is a copy.', 'Let DATABASE_URL lead to the primary server.'],
  '53100': ['The database has no room left.', 'Make room on its disk, and start the bot again.'],
};

/** Of any other failure, the failure itself. */
export function inServerWords(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof DatabaseUnusable) return error;
  const words = 'code' in error && typeof error.code === 'string' ? said[error.code] : undefined;
  if (words !== undefined) return new DatabaseUnusable(...words, { cause: error });
  const cause = error.cause === undefined ? undefined : inServerWords(error.cause);
  return cause instanceof DatabaseUnusable ? cause : error;
}
