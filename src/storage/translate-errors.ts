/** A lost database or a full disk, told in words: whoever asked it hears what happens with what was typed. */
import { BotError, Unavailable } from '../core/errors';
import type { Logger } from '../core/log';

/** The same repository, whose failures a person can read. */
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
