/** Remembers each form as it was drawn, so that it can be checked and drawn again with what was typed. */
import type { Person } from './arrival';
import { NotAllowed } from './errors';
import type { FormKey, FormView } from './form';
import type { Json } from './json';
import type { Store } from './store';

/** A form may stay open over a long lunch; after a day it is opened afresh. */
const seconds = 24 * 60 * 60;
/** So many are also known while the database is away. */
const most = 200;

type Somebody = Pick<Person, 'platform' | 'tenant' | 'id'>;

export interface Openings {
  remember(view: FormView, by: Somebody): Promise<void>;
  /** Undefined when it is remembered no more. Throws `NotAllowed` for a form that somebody else opened. */
  recall(key: FormKey, by: Somebody): Promise<FormView | undefined>;
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
  const read = async (key: FormKey): Promise<Opened | undefined> => {
    const name = keyOf(key);
    try {
      return (await store.get(name)) as unknown as Opened | undefined;
    } catch (error) {
      // The database is away: whoever sends off a form that was opened here gets it back as it was.
      const opened = recent.get(name);
      if (opened === undefined) throw error;
      return opened;
    }
  };
  return {
    remember(view, by) {
      const [name, opened] = [keyOf(view.key), { v: 1, view, by: nameOf(by) } as const];
      recent.delete(name);
      recent.set(name, opened);
      for (const oldest of [...recent.keys()].slice(0, -most)) recent.delete(oldest);
      return store.put(name, JSON.parse(JSON.stringify(opened)) as Json, seconds);
    },
    async recall(key, by) {
      const opened = await read(key);
      if (opened !== undefined && opened.by !== nameOf(by)) {
        throw new NotAllowed('This form was opened by somebody else.', { next: 'Open it yourself, from the card.' });
      }
      return opened?.view.key.id === key.id ? opened.view : undefined;
    },
    fieldsOf: async (key) => (await read(key))?.view,
  };
}
