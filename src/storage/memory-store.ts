/** A store that forgets at restart. */
import { LRUCache } from 'lru-cache';
import type { Json } from '../core/json';
import type { Store } from '../core/store';

const entries = 100_000;

export function createMemoryStore(): Store {
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
    remove(key) {
      cache.delete(key);
      return Promise.resolve();
    },
  };
}
