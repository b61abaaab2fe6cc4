/** Remembers each form as it was drawn, so that it can be checked and drawn again with what was typed. */
import type { Person } from '../interaction';
import { AccessDenied } from '../errors';
import type { FormKey, FormView } from './form-view';
import { toJson } from '../json';
import { withDeadline } from '../with-deadline';
import type { KeyValueStore } from '../key-value-store';

/** A form may stay open over a long lunch; after a day it is opened afresh. */
const sessionSeconds = 24 * 60 * 60;
/** So many are also known while the database is away. */
const maxCached = 200;
/** Then nobody waits longer for it. Milliseconds. */
const readTimeoutMs = 1000;

type PersonKey = Pick<Person, 'platform' | 'tenant' | 'id'>;

export interface FormSessions {
  save(view: FormView, by: PersonKey): Promise<void>;
  /** Undefined when it is remembered no more. Throws `AccessDenied` for a form that somebody else opened. */
  load(key: FormKey, by: PersonKey): Promise<FormView | undefined>;
  /** The same while the database is away, as far as this process knows it: for showing it again, not for carrying it out. */
  loadLastKnown(key: FormKey, by: PersonKey): Promise<FormView | undefined>;
  /** For checking its fields, which says nothing of what was typed. */
  loadFields(key: FormKey): Promise<FormView | undefined>;
}

interface FormSession {
  readonly v: 1;
  readonly view: FormView;
  readonly by: string;
}

const keyOf = ({ opening }: FormKey): string => `form:${opening}`;
const personKeyOf = ({ platform, tenant, id }: PersonKey): string => `${platform} ${tenant} ${id}`;

export function createFormSessions(store: KeyValueStore): FormSessions {
  const recent = new Map<string, FormSession>();
  function cache(name: string, session: FormSession): void {
    recent.delete(name);
    recent.set(name, session);
    for (const oldest of [...recent.keys()].slice(0, -maxCached)) recent.delete(oldest);
  }
  async function read(key: FormKey): Promise<FormSession | undefined> {
    const name = keyOf(key);
    const session = (await store.get(name)) as unknown as FormSession | undefined;
    if (session !== undefined) cache(name, session);
    return session;
  }
  /** The database may be away, or say nothing at all. */
  async function loadOrCached(key: FormKey): Promise<FormSession | undefined> {
    const session = recent.get(keyOf(key));
    const result = await withDeadline(
      read(key).catch(() => session),
      readTimeoutMs,
    );
    return result.ready ? result.value : session;
  }
  function ownView(session: FormSession | undefined, key: FormKey, by: PersonKey): FormView | undefined {
    if (session !== undefined && session.by !== personKeyOf(by)) {
      throw new AccessDenied('This form was opened by somebody else.', { hint: 'Open it yourself, from the card.' });
    }
    return session?.view.key.id === key.id ? session.view : undefined;
  }
  return {
    save(view, by) {
      const [name, session] = [keyOf(view.key), { v: 1, view, by: personKeyOf(by) } as const];
      cache(name, session);
      return store.put(name, toJson(session), sessionSeconds);
    },
    load: async (key, by) => ownView(await read(key), key, by),
    loadLastKnown: async (key, by) => ownView(await loadOrCached(key), key, by),
    loadFields: async (key) => (await (recent.has(keyOf(key)) ? loadOrCached(key) : read(key)))?.view,
  };
}
