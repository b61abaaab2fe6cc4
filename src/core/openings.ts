/** Remembers each form as it was drawn, so that it can be checked and drawn again with what was typed. */
import type { Person } from './arrival';
import { NotAllowed } from './errors';
import type { FormKey, FormView } from './form-view';
import { toJson } from './json';
import { soon } from './soon';
import type { Store } from './store';

/** A form may stay open over a long lunch; after a day it is opened afresh. */
const seconds = 24 * 60 * 60;
/** So many are also known while the database is away. */
const most = 200;
/** Then nobody waits longer for it. Milliseconds. */
const patience = 1000;

type Somebody = Pick<Person, 'platform' | 'tenant' | 'id'>;

export interface Openings {
  remember(view: FormView, by: Somebody): Promise<void>;
  /** Undefined when it is remembered no more. Throws `NotAllowed` for a form that somebody else opened. */
  recall(key: FormKey, by: Somebody): Promise<FormView | undefined>;
  /** The same while the database is away, as far as this process knows it: for showing it again, not for carrying it out. */
  lastKnown(key: FormKey, by: Somebody): Promise<FormView | undefined>;
  /** For checking its fields, which says nothing of what was typed. */
  fieldsOf(key: FormKey): Promise<FormView | undefined>;
}

interface Opened {
  readonly v: 1;
  readonly view: FormView;
  readonly by: string;
}

const keyOf = ({ opening }: FormKey): string => `form:${opening}`;
const nameOf = ({ platform, tenant, id }: Somebody): string => `${platform} ${tenant} ${id}`;

export function createOpenings(store: Store): Openings {
  const recent = new Map<string, Opened>();
  function note(name: string, opened: Opened): void {
    recent.delete(name);
    recent.set(name, opened);
    for (const oldest of [...recent.keys()].slice(0, -most)) recent.delete(oldest);
  }
  async function read(key: FormKey): Promise<Opened | undefined> {
    const name = keyOf(key);
    const opened = (await store.get(name)) as unknown as Opened | undefined;
    if (opened !== undefined) note(name, opened);
    return opened;
  }
  /** The database may be away, or say nothing at all. */
  async function known(key: FormKey): Promise<Opened | undefined> {
    const opened = recent.get(keyOf(key));
    const asked = await soon(
      read(key).catch(() => opened),
      patience,
    );
    return asked.ready ? asked.value : opened;
  }
  function viewFor(opened: Opened | undefined, key: FormKey, by: Somebody): FormView | undefined {
    if (opened !== undefined && opened.by !== nameOf(by)) {
      throw new NotAllowed('This form was opened by somebody else.', { next: 'Open it yourself, from the card.' });
    }
    return opened?.view.key.id === key.id ? opened.view : undefined;
  }
  return {
    remember(view, by) {
      const [name, opened] = [keyOf(view.key), { v: 1, view, by: nameOf(by) } as const];
      note(name, opened);
      return store.put(name, toJson(opened), seconds);
    },
    recall: async (key, by) => viewFor(await read(key), key, by),
    lastKnown: async (key, by) => viewFor(await known(key), key, by),
    fieldsOf: async (key) => (await (recent.has(keyOf(key)) ? known(key) : read(key)))?.view,
  };
}
