/** Failures of the database in words: for whoever asked it something, and for whoever starts the bot. */
import { BotError, Unavailable } from '../core/errors';
import type { Logger } from '../core/log';
import { DatabaseError } from './database';

/** The same repository, whose failures a person can read: what happens with what was typed is said as well. */
export function translateErrors<T extends object>(repository: T, log: Logger): T {
  const rethrow = (err: unknown): never => {
    if (err instanceof BotError) throw err;
    log.error({ err }, 'the database does not answer');
    if (isFull(err)) {
      const hint = 'Tell your administrator. What I had stored before is finished when there is room, and only once.';
      throw new Unavailable('My own database has no room left.', { hint, cause: err });
    }
    throw new Unavailable('My own database does not answer right now.', {
      hint: 'Try again in a minute. What I had stored before is finished later, and only once.',
      cause: err,
    });
  };
  return new Proxy(repository, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        const result: unknown = Reflect.apply(member, target, args);
        return result instanceof Promise ? result.catch(rethrow) : result;
      };
    },
  });
}

/** PostgreSQL: 53100 `disk_full`. */
const isFull = (err: unknown): boolean => err instanceof Error && 'code' in err && err.code === '53100';

/** Why it cannot make the tables. By PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html */
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
