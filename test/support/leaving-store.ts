/** A store whose database can be taken away and given back. */
import type { KeyValueStore } from '../../src/core/key-value-store';
import { createMemoryStore } from './memory-store';

export interface FailingStore extends KeyValueStore {
  isDown: boolean;
}

export function createFailingStore(): FailingStore {
  const memory = createMemoryStore();
  const available = (): Promise<KeyValueStore> =>
    store.isDown ? Promise.reject(new Error('The database is away.')) : Promise.resolve(memory);
  const store: FailingStore = {
    isDown: false,
    get: async (key) => (await available()).get(key),
    put: async (...args) => (await available()).put(...args),
    putIfAbsent: async (...args) => (await available()).putIfAbsent(...args),
    update: async (...args) => (await available()).update(...args),
    remove: async (key) => (await available()).remove(key),
  };
  return store;
}
