/** Forms that came back too late to be shown, with everything typed: those that no button can carry wait here. */
import { LRUCache } from 'lru-cache';
import type { Person } from '../../core/arrival';
import type { FormKey, FormView } from '../../core/form-view';
import { toJson } from '../../core/json';
import { soon } from '../../core/soon';
import type { Store } from '../../core/store';

export interface Typed {
  /** Whether it is kept for a day, and not in this process alone. Never rejects. */
  keep(form: FormView, person: Person): Promise<boolean>;
  /** For the one who typed it alone; undefined when none is known. Never rejects. */
  of(key: FormKey, person: Person): Promise<FormView | undefined>;
}

const seconds = 24 * 60 * 60;
/** So many are in memory. */
const max = 100;
/** A database that says nothing is not waited for longer. Milliseconds. */
const patience = 1000;

export function createTyped(store: Store): Typed {
  const recent = new LRUCache<string, FormView>({ max });
  const nameOf = ({ opening }: FormKey, { tenant, id }: Person): string => `teams:typed:${tenant}:${id}:${opening}`;
  return {
    async keep(form, person) {
      const name = nameOf(form.key, person);
      recent.set(name, form);
      const stored = store.put(name, toJson(form), seconds).then(
        () => true,
        () => false,
      );
      const kept = await soon(stored, patience);
      return kept.ready && kept.value;
    },
    async of(key, person) {
      const name = nameOf(key, person);
      return recent.get(name) ?? ((await store.get(name).catch(() => undefined)) as FormView | undefined);
    },
  };
}
