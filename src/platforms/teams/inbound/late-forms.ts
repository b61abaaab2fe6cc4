/** Forms that came back too late to be shown, with everything typed: those that no button can carry wait here. */
import { LRUCache } from 'lru-cache';
import type { Person } from '../../../core/interaction';
import type { FormKey, FormView } from '../../../core/forms/form-view';
import { toJson } from '../../../core/json';
import { withDeadline } from '../../../core/with-deadline';
import type { KeyValueStore } from '../../../core/key-value-store';

export interface UnfinishedForms {
  /** Whether it is kept for a day, and not in this process alone. Never rejects. */
  store(form: FormView, person: Person): Promise<boolean>;
  /** For the one who typed it alone; undefined when none is known. Never rejects. */
  load(key: FormKey, person: Person): Promise<FormView | undefined>;
}

const storedSeconds = 24 * 60 * 60;
/** So many are in memory. */
const maxInMemory = 100;
/** A database that says nothing is not waited for longer. Milliseconds. */
const storeDeadlineMs = 1000;

export function createUnfinishedForms(store: KeyValueStore): UnfinishedForms {
  const recent = new LRUCache<string, FormView>({ max: maxInMemory });
  const nameOf = ({ opening }: FormKey, { tenant, id }: Person): string => `teams:typed:${tenant}:${id}:${opening}`;
  return {
    async store(form, person) {
      const name = nameOf(form.key, person);
      recent.set(name, form);
      const write = store.put(name, toJson(form), storedSeconds).then(
        () => true,
        () => false,
      );
      const outcome = await withDeadline(write, storeDeadlineMs);
      return outcome.ready && outcome.value;
    },
    async load(key, person) {
      const name = nameOf(key, person);
      return recent.get(name) ?? ((await store.get(name).catch(() => undefined)) as FormView | undefined);
    },
  };
}
