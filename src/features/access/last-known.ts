/** Whom somebody was taken for last, kept over a restart: what they type while Autotask is away can wait in the outbox. */
import { z } from 'zod';
import type { Person } from '../../core/interaction';
import type { LinkedUser } from '../../core/context';
import { UserAccessDenied, BotError } from '../../core/errors';
import type { KeyValueStore } from '../../core/key-value-store';

const storedUser = z.object({ id: z.number(), name: z.string(), email: z.string(), until: z.string() });

/** As long as people are recognised by what was read before, while Autotask cannot be asked; from that reading on. Milliseconds. */
const trustedMs = 60 * 60_000;
/** Of this `until` is the beginning. */
const freshMs = 5 * 60_000;

const keyOf = ({ platform, tenant, id }: Person): string => `known-as:${platform}:${tenant}:${id}`;

/** Autotask does not answer, or does not let the bot in: nobody can tell anything about the person. */
const isUnreachable = (error: unknown): boolean => error instanceof BotError && error.retryable;

/** The same as `admit`, and whom they were last where nobody can be asked: then `isRemembered` is set. */
export function createLastKnownUsers(store: Pick<KeyValueStore, 'get' | 'put' | 'remove'>, clock: () => Date) {
  /** What this process stored of each: it is stored again only when it was read again. */
  const storedUntil = new Map<string, number>();

  async function remember(key: string, { id, name, email, until }: LinkedUser): Promise<void> {
    const now = clock().getTime();
    if (until === undefined || until.getTime() <= now || storedUntil.get(key) === until.getTime()) return;
    const remainingMs = until.getTime() - freshMs + trustedMs - now;
    await store.put(key, { id, name, email, until: until.toISOString() }, remainingMs / 1000);
    storedUntil.set(key, until.getTime());
  }
  async function recall(key: string): Promise<LinkedUser | undefined> {
    const { data } = storedUser.safeParse(await store.get(key));
    if (data === undefined) return undefined;
    const until = new Date(data.until);
    if (clock().getTime() > until.getTime() - freshMs + trustedMs) return undefined;
    return { ...data, until, isRemembered: true };
  }

  return async (person: Person, admit: () => Promise<LinkedUser>): Promise<LinkedUser> => {
    const key = keyOf(person);
    try {
      const user = await admit();
      // At worst they are not known after a restart.
      await remember(key, user).catch(() => undefined);
      return user;
    } catch (error) {
      if (error instanceof UserAccessDenied && storedUntil.delete(key)) await store.remove(key);
      const lastKnown = isUnreachable(error) ? await recall(key) : undefined;
      if (lastKnown === undefined || lastKnown.email !== person.email) throw error;
      return lastKnown;
    }
  };
}
