/** The cards on show about one subject, so that a change reaches them all: the latest few, and for whom each was drawn. */
import type { MessageRef } from '../interaction';
import { toJson, type Json } from '../json';
import type { Viewer } from '../reply';
import type { KeyValueStore } from '../key-value-store';

export interface TrackedCard {
  readonly card: MessageRef;
  readonly reader: Viewer;
}

export interface CardRegistry {
  track(subject: string, tracked: TrackedCard): Promise<void>;
  /** Newest first. */
  list(subject: string): Promise<readonly TrackedCard[]>;
  remove(subject: string, card: MessageRef): Promise<void>;
}

/** Cards remembered for one subject: older ones say that they are outdated when they are pressed. */
const maxCardsPerSubject = 20;
const trackedSeconds = 180 * 24 * 60 * 60;

export const isSameMessage = (a: MessageRef, b: MessageRef): boolean =>
  a.message === b.message && a.place.platform === b.place.platform && a.place.conversation === b.place.conversation;

export function createCardRegistry(store: KeyValueStore): CardRegistry {
  const keyOf = (subject: string): string => `shown:${subject}`;
  const read = (stored: Json | undefined) => (stored ?? []) as unknown as readonly TrackedCard[];
  const change = (subject: string, edit: (tracked: readonly TrackedCard[]) => readonly TrackedCard[]): Promise<void> =>
    store.update(keyOf(subject), (stored) => toJson(edit(read(stored))), trackedSeconds);
  const withoutCard = (tracked: readonly TrackedCard[], card: MessageRef) =>
    tracked.filter((one) => !isSameMessage(one.card, card));
  return {
    list: async (subject) => read(await store.get(keyOf(subject))),
    track: (subject, one) =>
      change(subject, (tracked) => [one, ...withoutCard(tracked, one.card)].slice(0, maxCardsPerSubject)),
    remove: (subject, card) => change(subject, (tracked) => withoutCard(tracked, card)),
  };
}
