/** Writes on behalf of a person: the header where the tenant permits it, and what happens where it does not. */
import { NotAllowed } from '../core/errors';
import type { Logger } from '../core/log';
import type { Author } from '../opportunity/client';

/** What a write sends along: the header, and whether the person's name has to be written into the text instead. */
export interface Acting {
  readonly headers: { readonly ImpersonationResourceId?: string };
  readonly named: boolean;
}
export type Impersonation = <T>(author: Author, entity: string, send: (acting: Acting) => Promise<T>) => Promise<T>;

interface Parts {
  readonly mode: 'auto' | 'off' | 'required';
  readonly log: Logger;
}

/** How long a refusal is remembered: an administrator may grant the right meanwhile. */
export function createImpersonation({ mode, log }: Parts): Impersonation {
  /** Author and entity, since both the API user's and the person's security level decide. */
  const refused = new Set<string>();
  return async (author, entity, send) => {
    const key = `${entity}/${author.id}`;
    if (mode === 'off' || (mode === 'auto' && refused.has(key))) return send({ headers: {}, named: true });
    try {
      return await send({ headers: { ImpersonationResourceId: String(author.id) }, named: false });
    } catch (error) {
      if (!(error instanceof NotAllowed)) throw error;
      if (mode === 'required') throw required(error);
      // Refused before anything was written. The same words mean a missing right: only the second answer tells which.
      const result = await send({ headers: {}, named: true });
      refused.add(key);
      log.warn({ entity, resource: author.id }, 'impersonation is not permitted; writing as the API user');
      return result;
    }
  };
}

const required = (cause: NotAllowed): NotAllowed =>
  new NotAllowed(cause.say, {
    next: 'Ask your Autotask administrator to let the API user impersonate your security level.',
    cause,
  });
