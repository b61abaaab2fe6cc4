/** The cards on show about one subject, so that a change reaches them all: the latest few, and for whom each was drawn. */
import { Mutex } from 'async-mutex';
import type { CardRef } from './arrival';
import type { Json } from './json';
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
  const turn = new Mutex();
  const keyOf = (subject: string): string => `shown:${subject}`;
  const on: Shelf['on'] = async (subject) => ((await store.get(keyOf(subject))) ?? []) as unknown as readonly Shown[];
  const change = (subject: string, changed: (shown: readonly Shown[]) => readonly Shown[]): Promise<void> =>
    turn.runExclusive(async () => {
      const shown = changed(await on(subject));
      await store.put(keyOf(subject), JSON.parse(JSON.stringify(shown)) as Json, seconds);
    });
  const others = (shown: readonly Shown[], card: CardRef) => shown.filter((one) => !isSameCard(one.card, card));
  return {
    on,
    put: (subject, one) => change(subject, (shown) => [one, ...others(shown, one.card)].slice(0, most)),
    remove: (subject, card) => change(subject, (shown) => others(shown, card)),
  };
}
