/** Writes on behalf of a person: the header where the tenant permits it, and what happens where it does not. */
import { LRUCache } from 'lru-cache';
import { NotAllowed } from '../core/errors';
import type { Logger } from '../core/log';
import type { Author } from '../opportunity/client';
import { WrongCredentials } from './failures';

/** What a write sends along: the header, and whether the person's name has to be written into the text instead. */
export interface Acting {
  readonly headers: { readonly ImpersonationResourceId?: string };
  readonly named: boolean;
}
export interface Impersonation {
  <T>(author: Author, entity: string, send: (acting: Acting) => Promise<T>): Promise<T>;
  /** For how many people it was permitted since the start, and for how many it was refused within the hour. */
  seen(): { readonly permitted: number; readonly refused: number };
}

interface Parts {
  readonly mode: 'auto' | 'off' | 'required';
  readonly clock: () => Date;
  readonly log: Logger;
}

/** How long a refusal is remembered: an administrator may grant the right meanwhile. */
const remembered = 60 * 60_000;

export function createImpersonation({ mode, clock, log }: Parts): Impersonation {
  /** Author and entity, since both the API user's and the person's security level decide. */
  const refused = new LRUCache<string, true>({
    max: 10_000,
    ttl: remembered,
    ttlResolution: 0,
    perf: { now: () => clock().getTime() },
  });
  const permitted = new LRUCache<number, true>({ max: 10_000 });
  const seen = () => ({
    permitted: permitted.size,
    refused: new Set([...refused.keys()].map((key) => key.split('/')[1])).size,
  });
  async function onBehalf<T>(author: Author, entity: string, send: (acting: Acting) => Promise<T>): Promise<T> {
    const key = `${entity}/${author.id}`;
    if (mode === 'off' || (mode === 'auto' && refused.has(key))) return send({ headers: {}, named: true });
    try {
      const result = await send({ headers: { ImpersonationResourceId: String(author.id) }, named: false });
      permitted.set(author.id, true);
      return result;
    } catch (error) {
      if (!(error instanceof NotAllowed) || error instanceof WrongCredentials) throw error;
      if (mode === 'required') {
        refused.set(key, true);
        throw required(error);
      }
      // Refused before anything was written. The same words mean a missing right: only the second answer tells which.
      const result = await send({ headers: {}, named: true });
      refused.set(key, true);
      log.warn({ entity, resource: author.id }, 'impersonation is not permitted; writing as the API user');
      return result;
    }
  }
  return Object.assign(onBehalf, { seen });
}

const required = (cause: NotAllowed): NotAllowed =>
  new NotAllowed('Autotask does not let this bot write in your name, and it is set up not to write in its own.', {
    next: 'Ask your Autotask administrator to let the API user impersonate your security level.',
    cause,
  });
