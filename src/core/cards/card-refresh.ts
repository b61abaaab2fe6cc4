/** The cards on show about one subject, and drawing them anew after a change: one after the other, while nobody waits. */
import { z } from 'zod';
import type { MessageRef } from '../interaction';
import type { Job, Jobs, Worker } from '../jobs';
import { toJson, type Json } from '../json';
import type { Logger } from '../log';
import type { Platform } from '../platform';
import type { CardChange, Viewer, View } from '../reply';
import type { KeyValueStore } from '../key-value-store';

export interface CardRefresh {
  /** Resolves once the work is noted down, and never rejects. The card that the change came from is answered already. */
  enqueue(change: CardChange, source: MessageRef | undefined): Promise<void>;
}

const payload = z.object({ subject: z.string(), news: z.string(), from: z.custom<Json>().optional() });

/** What changed, and the card that shows it already. */
export const cardRefreshJob: Job<z.infer<typeof payload>> = { name: 'spread', payload, maxAttempts: 4, concurrency: 2 };

export function createCardRefresh(jobs: Jobs, log: Logger): CardRefresh {
  return {
    async enqueue({ subject, summary }, from) {
      const source = from === undefined ? {} : { from: toJson(from) };
      await jobs.add(cardRefreshJob, { subject, news: summary, ...source }).catch((err: unknown) => {
        log.error({ err, subject }, 'other cards are not updated');
      });
    },
  };
}

export interface CardRefreshDeps {
  readonly cardRegistry: CardRegistry;
  readonly platforms: () => readonly Pick<Platform, 'name' | 'update'>[];
  /** How a subject looks now, for whoever reads it; undefined when there is nothing to show any more. */
  readonly rendererFor: (change: CardChange) => Promise<((viewer: Viewer) => View | Promise<View>) | undefined>;
  /** Whether the one it was drawn for may still read it there. Rejects when nobody can tell. */
  readonly canStillView: (card: MessageRef, viewer: Viewer) => Promise<boolean>;
  readonly log: Logger;
}

export function createCardRefreshWorker({
  cardRegistry,
  platforms,
  rendererFor,
  canStillView,
  log,
}: CardRefreshDeps): Worker<z.infer<typeof payload>> {
  return {
    job: cardRefreshJob,
    async run({ subject, news: summary, from }) {
      const isSource = (card: MessageRef) => from !== undefined && isSameMessage(card, from as unknown as MessageRef);
      const others = (await cardRegistry.list(subject)).filter(({ card }) => !isSource(card));
      const render = others.length === 0 ? undefined : await rendererFor({ subject, summary });
      if (render === undefined) return;
      const failures: unknown[] = [];
      const update = async ({ card, reader: viewer }: TrackedCard) => {
        const platform = platforms().find(({ name }) => name === card.place.platform);
        if (platform === undefined) return 'later';
        return (await canStillView(card, viewer))
          ? platform.update(card, { ...(await render(viewer)), viewer })
          : 'gone';
      };
      for (const tracked of others) {
        const outcome = await update(tracked).catch((err: unknown) => {
          log.warn({ err, subject }, 'another card could not be updated');
          failures.push(err);
        });
        if (outcome === 'gone') await cardRegistry.remove(subject, tracked.card);
      }
      // All of them again: drawing a card twice does no harm.
      if (failures.length > 0) throw new Error(`${String(failures.length)} cards of ${subject} are not up to date`);
    },
  };
}

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
