/** After a change: every other card that shows the same is drawn anew, one after the other, while nobody waits. */
import type { CardRef } from './arrival';
import type { Logger } from './log';
import type { Platform } from './platform';
import type { Changed } from './reply';
import { isSameCard, type Shelf } from './shelf';

export interface Spread {
  /** Returns at once. The card that the change came from is answered already. */
  begin(changed: Changed, from: CardRef | undefined): void;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
}

export interface SpreadParts {
  readonly shelf: Shelf;
  readonly platforms: () => readonly Pick<Platform, 'name' | 'update'>[];
  readonly log: Logger;
}

export function createSpread({ shelf, platforms, log }: SpreadParts): Spread {
  const underWay = new Set<Promise<void>>();

  async function run(changed: Changed, from: CardRef | undefined): Promise<void> {
    const { subject } = changed;
    for (const { card, reader } of await shelf.on(subject)) {
      if (from !== undefined && isSameCard(card, from)) continue;
      const platform = platforms().find(({ name }) => name === card.place.platform);
      if (platform === undefined) continue;
      const outcome = await platform.update(card, { ...changed.draw(reader), reader }).catch((err: unknown) => {
        log.warn({ err, subject }, 'another card could not be updated');
        return 'failed' as const;
      });
      if (outcome === 'gone') await shelf.remove(subject, card);
    }
  }

  return {
    begin(changed, from) {
      const work = run(changed, from)
        .catch((err: unknown) => log.error({ err, subject: changed.subject }, 'other cards were not updated'))
        .finally(() => underWay.delete(work));
      underWay.add(work);
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
