/** After a change: every other card that shows the same is drawn anew, one after the other, while nobody waits. */
import { z } from 'zod';
import type { CardRef } from './arrival';
import type { Job, Jobs, Worker } from './jobs';
import { toJson, type Json } from './json';
import type { Logger } from './log';
import type { Platform } from './platform';
import type { Changed, Reader, View } from './reply';
import { isSameCard, type Shelf, type Shown } from './shelf';

export interface Spread {
  /** Resolves once the work is noted down, and never rejects. The card that the change came from is answered already. */
  begin(changed: Changed, from: CardRef | undefined): Promise<void>;
}

const payload = z.object({ subject: z.string(), news: z.string(), from: z.custom<Json>().optional() });

/** What changed, and the card that shows it already. */
export const spreadJob: Job<z.infer<typeof payload>> = { name: 'spread', payload, tries: 4, atOnce: 2 };

export function createSpread(jobs: Jobs, log: Logger): Spread {
  return {
    async begin({ subject, news }, from) {
      const told = from === undefined ? {} : { from: toJson(from) };
      await jobs.add(spreadJob, { subject, news, ...told }).catch((err: unknown) => {
        log.error({ err, subject }, 'other cards are not updated');
      });
    },
  };
}

export interface SpreadParts {
  readonly shelf: Shelf;
  readonly platforms: () => readonly Pick<Platform, 'name' | 'update'>[];
  /** How a subject looks now, for whoever reads it; undefined when there is nothing to show any more. */
  readonly redraw: (changed: Changed) => Promise<((reader: Reader) => View | Promise<View>) | undefined>;
  /** Whether the one it was drawn for may still read it there. Rejects when nobody can tell. */
  readonly mayStay: (card: CardRef, reader: Reader) => Promise<boolean>;
  readonly log: Logger;
}

export function createSpreadWorker({
  shelf,
  platforms,
  redraw,
  mayStay,
  log,
}: SpreadParts): Worker<z.infer<typeof payload>> {
  return {
    job: spreadJob,
    async run({ subject, news, from }) {
      const isSource = (card: CardRef) => from !== undefined && isSameCard(card, from as unknown as CardRef);
      const others = (await shelf.on(subject)).filter(({ card }) => !isSource(card));
      const draw = others.length === 0 ? undefined : await redraw({ subject, news });
      if (draw === undefined) return;
      const failures: unknown[] = [];
      const update = async ({ card, reader }: Shown) => {
        const platform = platforms().find(({ name }) => name === card.place.platform);
        if (platform === undefined) return 'later';
        return (await mayStay(card, reader)) ? platform.update(card, { ...(await draw(reader)), reader }) : 'gone';
      };
      for (const shown of others) {
        const outcome = await update(shown).catch((err: unknown) => {
          log.warn({ err, subject }, 'another card could not be updated');
          failures.push(err);
        });
        if (outcome === 'gone') await shelf.remove(subject, shown.card);
      }
      // All of them again: drawing a card twice does no harm.
      if (failures.length > 0) throw new Error(`${String(failures.length)} cards of ${subject} are not up to date`);
    },
  };
}
