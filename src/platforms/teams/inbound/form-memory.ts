/** What is remembered from one request to the next: forms that came back too late, the words of look-ups, a message to be kept. */
import { LRUCache } from 'lru-cache';
import type { Interaction, Person } from '../../../core/interaction';
import type { ChatMessage } from '../../../core/entry-points';
import type { FormKey, FormView, Choice } from '../../../core/forms/form-view';
import { toJson } from '../../../core/json';
import { withDeadline } from '../../../core/with-deadline';
import type { KeyValueStore } from '../../../core/key-value-store';

/** Forms that came back too late to be shown, with everything typed: those that no button can carry wait here. */
export interface UnfinishedForms {
  /** Whether it is kept for a day, and not in this process alone. Never rejects. */
  store(form: FormView, person: Person): Promise<boolean>;
  /** For the one who typed it alone; undefined when none is known. Never rejects. */
  load(key: FormKey, person: Person): Promise<FormView | undefined>;
}

const formSeconds = 24 * 60 * 60;
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
      const write = store.put(name, toJson(form), formSeconds).then(
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

/** The words of what look-ups offered: a submission brings values alone, and a form drawn again shows words. */
export interface LookupLabels {
  remember(dataset: string, choices: readonly Choice[]): void;
  labelOf(dataset: string, value: string): string | undefined;
}

export function createLookupLabels(): LookupLabels {
  const cache = new LRUCache<string, string>({ max: 5000 });
  return {
    remember(dataset, choices) {
      for (const { value, label } of choices) cache.set(`${dataset} ${value}`, label);
    },
    labelOf: (dataset, value) => cache.get(`${dataset} ${value}`),
  };
}

const messageSeconds = 60 * 60;
const storedMessageKey = ({ tenant, id }: Person, name: string): string => `teams:kept:${tenant}:${id}:${name}`;

/** Its form takes its time, and a message can be larger than what a button carries. Resolves with the name it is kept under. */
export async function storeMessage(
  store: KeyValueStore,
  message: ChatMessage,
  { id, person }: Interaction,
): Promise<string> {
  await store.put(storedMessageKey(person, id), message, messageSeconds);
  return id;
}
/** For the person alone who pointed at it. */
export const loadStoredMessage = async (
  store: KeyValueStore,
  name: string,
  person: Person,
): Promise<ChatMessage | undefined> => (await store.get(storedMessageKey(person, name))) as ChatMessage | undefined;
