/** The words of what look-ups offered: a submission brings values alone, and a form drawn again shows words. */
import { LRUCache } from 'lru-cache';
import type { Choice } from '../../core/form-view';

export interface Labels {
  remember(dataset: string, choices: readonly Choice[]): void;
  of(dataset: string, value: string): string | undefined;
}

export function createLabels(): Labels {
  const known = new LRUCache<string, string>({ max: 5000 });
  return {
    remember(dataset, choices) {
      for (const { value, label } of choices) known.set(`${dataset} ${value}`, label);
    },
    of: (dataset, value) => known.get(`${dataset} ${value}`),
  };
}
