/** A store that costs nothing to open and forgets everything at the end. */
import { LRUCache } from 'lru-cache';
import type { Json } from '../../src/core/json';
import type { KeyValueStore } from '../../src/core/key-value-store';

const entries = 100_000;

export function createMemoryStore(): KeyValueStore {
  const cache = new LRUCache<string, { readonly value: Json }>({ max: entries });
  const life = (ttlSeconds?: number) => (ttlSeconds === undefined ? {} : { ttl: ttlSeconds * 1000 });
  return {
    get: (key) => Promise.resolve(cache.get(key)?.value),
    put(key, value, ttlSeconds) {
      cache.set(key, { value }, life(ttlSeconds));
      return Promise.resolve();
    },
    putIfAbsent(key, value, ttlSeconds) {
      if (cache.has(key)) return Promise.resolve(false);
      cache.set(key, { value }, life(ttlSeconds));
      return Promise.resolve(true);
    },
    update(key, change, ttlSeconds) {
      const after = change(cache.get(key)?.value);
      if (after === undefined) cache.delete(key);
      else cache.set(key, { value: after }, life(ttlSeconds));
      return Promise.resolve();
    },
    remove(key) {
      cache.delete(key);
      return Promise.resolve();
    },
  };
}
