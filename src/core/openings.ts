/** Remembers each form as it was drawn, so that it can be checked and drawn again with what was typed. */
import type { FormKey, FormView } from './form';
import type { Json } from './json';
import type { Store } from './store';

/** A form may stay open over a long lunch; after a day it is opened afresh. */
const seconds = 24 * 60 * 60;

export interface Openings {
  remember(view: FormView): Promise<void>;
  recall(key: FormKey): Promise<FormView | undefined>;
}

const keyOf = ({ opening }: FormKey): string => `form:${opening}`;

export const createOpenings = (store: Store): Openings => ({
  remember: (view) => store.put(keyOf(view.key), JSON.parse(JSON.stringify(view)) as Json, seconds),
  recall: async (key) => (await store.get(keyOf(key))) as FormView | undefined,
});
