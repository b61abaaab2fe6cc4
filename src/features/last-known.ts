/** Whom somebody was taken for last, kept over a restart: what they type while Autotask is away can wait in the outbox. */
import { z } from 'zod';
import type { Person } from '../core/arrival';
import type { Colleague } from '../core/context';
import { Barred, BotError } from '../core/errors';
import type { Store } from '../core/store';

const kept = z.object({ id: z.number(), name: z.string(), email: z.string(), until: z.string() });

/** As long as people are recognised by what was read before, while Autotask cannot be asked; from that reading on. Milliseconds. */
const believed = 60 * 60_000;
/** Of this `until` is the beginning. */
const fresh = 5 * 60_000;

const keyOf = ({ platform, tenant, id }: Person): string => `known-as:${platform}:${tenant}:${id}`;

/** Autotask does not answer, or does not let the bot in: nobody can tell anything about the person. */
const isAway = (error: unknown): boolean => error instanceof BotError && error.retry;

/** The same as `admit`, and whom they were last where nobody can be asked: then `isRemembered` is set. */
export function rememberingLinks(store: Pick<Store, 'get' | 'put' | 'remove'>, clock: () => Date) {
  /** What this process stored of each: it is stored again only when it was read again. */
  const stored = new Map<string, number>();

  async function keep(key: string, { id, name, email, until }: Colleague): Promise<void> {
    const now = clock().getTime();
    if (until === undefined || until.getTime() <= now || stored.get(key) === until.getTime()) return;
    const left = until.getTime() - fresh + believed - now;
    await store.put(key, { id, name, email, until: until.toISOString() }, left / 1000);
    stored.set(key, until.getTime());
  }
  async function lastOf(key: string): Promise<Colleague | undefined> {
    const { data } = kept.safeParse(await store.get(key));
    if (data === undefined) return undefined;
    const until = new Date(data.until);
    if (clock().getTime() > until.getTime() - fresh + believed) return undefined;
    return { ...data, until, isRemembered: true };
  }

  return async (person: Person, admit: () => Promise<Colleague>): Promise<Colleague> => {
    const key = keyOf(person);
    try {
      const me = await admit();
      // At worst they are not known after a restart.
      await keep(key, me).catch(() => undefined);
      return me;
    } catch (error) {
      if (error instanceof Barred && stored.delete(key)) await store.remove(key);
      const last = isAway(error) ? await lastOf(key) : undefined;
      if (last === undefined || last.email !== person.email) throw error;
      return last;
    }
  };
}
