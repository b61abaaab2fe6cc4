/** Writes on behalf of a person: the header where the tenant permits it, what happens where it does not. */

import { AccessDenied } from '../../core/errors';

import type { Author } from '../../opportunity/changes';
import { WrongCredentials } from './errors';
import {
  createImpersonationState,
  type ImpersonationRecord,
  type ImpersonationState,
  type ImpersonationStateDeps,
} from './impersonation-state';

/** What a write sends along: the header, and whether the person's name has to be written into the text instead. */
export interface WriteIdentity {
  readonly headers: { readonly ImpersonationResourceId?: string };
  readonly signsText: boolean;
}
export interface Impersonation {
  <T>(author: Author, entity: string, send: (identity: WriteIdentity) => Promise<T>): Promise<T>;
  /** What was learnt, by another replica or before a restart too. Rejects where it cannot be read. */
  loadStatus(): Promise<ImpersonationStatus>;
  /** Whether a record of this entity was seen that shows the person. */
  isVerified(entity: string): Promise<boolean>;
  /** What a record shows that was created with the header. */
  recordResult(entity: string, showsAuthor: boolean): Promise<void>;
}
export interface ImpersonationStatus {
  readonly isPermitted: boolean;
  /** For how many people it was refused within the hour. */
  readonly refusedPeople: number;
  /** When it was refused last; undefined when it never was, or was permitted to the same person afterwards. */
  readonly lastRefusedAt: Date | undefined;
  /** Entities that take the header and act as the API user all the same. */
  readonly ignoringEntities: readonly string[];
}

interface ImpersonationDeps extends ImpersonationStateDeps {
  readonly mode: 'auto' | 'off' | 'required';
}

/** How long a refusal is remembered: an administrator may grant the right meanwhile. */
const refusalLifetime = 60 * 60_000;
/** Longer, since finding out anew leaves a record that does not show the person. */
const ignoringLifetime = 24 * 60 * 60_000;

const asApiUser: WriteIdentity = { headers: {}, signsText: true };
const asAuthor = ({ id }: Author): WriteIdentity => ({
  headers: { ImpersonationResourceId: String(id) },
  signsText: false,
});

export function createImpersonation({ mode, ...deps }: ImpersonationDeps): Impersonation {
  const { clock, log } = deps;
  const state = createImpersonationState(deps);
  const refuse = (key: string) => {
    const until = clock().getTime() + refusalLifetime;
    return state.update((current) => ({ ...current, permitted: false, refused: { ...current.refused, [key]: until } }));
  };

  const permit = async (record: ImpersonationRecord, key: string) => {
    if (record.permitted && record.refused[key] === undefined) return;
    await state.update((current) => withPermission(current, key));
  };

  async function onBehalf<T>(
    author: Author,
    entity: string,
    send: (identity: WriteIdentity) => Promise<T>,
  ): Promise<T> {
    if (mode === 'off') return send(asApiUser);
    const key = `${entity}/${author.id}`;
    const record = await state.loadCurrent();
    const isIgnored = record.ignored[entity] !== undefined;
    const isRefused = record.refused[key] !== undefined;
    if (mode === 'required' && isIgnored) throw impersonationRequired();
    if (mode === 'auto' && (isIgnored || isRefused)) return send(asApiUser);
    try {
      const result = await send(asAuthor(author));
      await permit(record, key);
      return result;
    } catch (error) {
      if (!isRefusal(error)) throw error;
      if (mode === 'required') {
        await refuse(key);
        throw impersonationRequired(error);
      }
      // Refused before anything was written. The same words mean a missing right: only the second answer tells which.
      const result = await send(asApiUser);
      await refuse(key);
      log.warn({ entity, resource: author.id }, 'impersonation is not permitted; writing as the API user');
      return result;
    }
  }

  return Object.assign(onBehalf, createStatusMethods(state, deps));
}

const createStatusMethods = (
  state: ImpersonationState,
  { clock, log }: ImpersonationStateDeps,
): Pick<Impersonation, 'loadStatus' | 'isVerified' | 'recordResult'> => ({
  async loadStatus() {
    const { permitted: lastPermitted, refused, ignored } = await state.loadAll();
    const unexpiredKeys = (ends: Readonly<Record<string, number>>) =>
      Object.keys(ends).filter((name) => (ends[name] ?? 0) > clock().getTime());
    const people = new Set(unexpiredKeys(refused).map((key) => key.split('/')[1]));
    const last = Math.max(...Object.values(refused)) - refusalLifetime;
    const lastRefusedAt = Number.isFinite(last) ? new Date(last) : undefined;
    return {
      isPermitted: lastPermitted,
      refusedPeople: people.size,
      lastRefusedAt,
      ignoringEntities: unexpiredKeys(ignored),
    };
  },
  isVerified: async (entity) => (await state.loadCurrent()).verified.includes(entity),
  async recordResult(entity, showsAuthor) {
    if (showsAuthor && (await state.loadCurrent()).verified.includes(entity)) return;
    const until = clock().getTime() + ignoringLifetime;
    await state.update((current) =>
      showsAuthor ? withVerified(current, entity) : withIgnored(current, entity, until),
    );
    if (!showsAuthor) log.warn({ entity }, 'impersonation is ignored without a word; writing as the API user');
  },
});

const isRefusal = (error: unknown): error is AccessDenied =>
  error instanceof AccessDenied && !(error instanceof WrongCredentials);

const withPermission = (current: ImpersonationRecord, key: string): ImpersonationRecord => {
  const refused = Object.fromEntries(Object.entries(current.refused).filter(([other]) => other !== key));
  return { ...current, permitted: true, refused };
};
const withVerified = (current: ImpersonationRecord, entity: string): ImpersonationRecord => ({
  ...current,
  verified: [...otherVerified(current, entity), entity],
});
const withIgnored = (current: ImpersonationRecord, entity: string, until: number): ImpersonationRecord => ({
  ...current,
  verified: otherVerified(current, entity),
  ignored: { ...current.ignored, [entity]: until },
});
const otherVerified = ({ verified }: ImpersonationRecord, entity: string): string[] =>
  verified.filter((other) => other !== entity);

const impersonationRequired = (cause?: AccessDenied): AccessDenied =>
  new AccessDenied('Autotask does not let this bot write in your name, and it is set up not to write in its own.', {
    hint: 'Ask your Autotask administrator to let the API user impersonate your security level.',
    cause,
  });
