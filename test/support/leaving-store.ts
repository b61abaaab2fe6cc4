/** A store whose database can be taken away and given back. */
import type { Store } from '../../src/core/store';
import { createMemoryStore } from './memory-store';

export interface LeavingStore extends Store {
  isAway: boolean;
}

export function createLeavingStore(): LeavingStore {
  const kept = createMemoryStore();
  const there = (): Promise<Store> =>
    store.isAway ? Promise.reject(new Error('The database is away.')) : Promise.resolve(kept);
  const store: LeavingStore = {
    isAway: false,
    get: async (key) => (await there()).get(key),
    put: async (...given) => (await there()).put(...given),
    putIfAbsent: async (...given) => (await there()).putIfAbsent(...given),
    update: async (...given) => (await there()).update(...given),
    remove: async (key) => (await there()).remove(key),
  };
  return store;
}
