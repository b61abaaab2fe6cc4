/** The cards on show about one subject, so that a change reaches them all: the latest few, and for whom each was drawn. */
import type { CardRef } from './arrival';
import { toJson, type Json } from './json';
import type { Reader } from './reply';
import type { Store } from './store';

export interface Shown {
  readonly card: CardRef;
  readonly reader: Reader;
}

export interface Shelf {
  put(subject: string, shown: Shown): Promise<void>;
  /** Newest first. */
  on(subject: string): Promise<readonly Shown[]>;
  remove(subject: string, card: CardRef): Promise<void>;
}

/** Cards remembered for one subject: older ones say that they are outdated when they are pressed. */
const most = 20;
const seconds = 180 * 24 * 60 * 60;

export const isSameCard = (a: CardRef, b: CardRef): boolean =>
  a.message === b.message && a.place.platform === b.place.platform && a.place.conversation === b.place.conversation;

export function createShelf(store: Store): Shelf {
  const keyOf = (subject: string): string => `shown:${subject}`;
  const read = (kept: Json | undefined) => (kept ?? []) as unknown as readonly Shown[];
  const change = (subject: string, changed: (shown: readonly Shown[]) => readonly Shown[]): Promise<void> =>
    store.update(keyOf(subject), (kept) => toJson(changed(read(kept))), seconds);
  const others = (shown: readonly Shown[], card: CardRef) => shown.filter((one) => !isSameCard(one.card, card));
  return {
    on: async (subject) => read(await store.get(keyOf(subject))),
    put: (subject, one) => change(subject, (shown) => [one, ...others(shown, one.card)].slice(0, most)),
    remove: (subject, card) => change(subject, (shown) => others(shown, card)),
  };
}
