/** The words of what look-ups offered: a submission brings values alone, and a form drawn again shows words. */
import { LRUCache } from 'lru-cache';
import type { Choice } from '../../../core/forms/form-view';

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
