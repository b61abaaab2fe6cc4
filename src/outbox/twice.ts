/** Looks whether what was sent again stands in Autotask twice: the first one may have arrived after all, and late. */
import type { Logger } from '../core/log';
import type { OpportunityClient } from '../opportunity/client';
import type { Entry, Outbox } from '../opportunity/outbox';
import type { Carried } from './carry';

/** One look at so many at most; whoever is to be told is. Never rejects for what Autotask does. */
export type LookTwice = (most: number, tell: (carried: Carried) => Promise<void>) => Promise<void>;

interface Parts {
  readonly opportunities: Pick<OpportunityClient, 'copiesOf'>;
  readonly outbox: Outbox;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Where Autotask cannot be asked, it is looked again after so long, and for so long after it was done. Milliseconds. */
const again = 10 * 60_000;
const patience = 24 * 60 * 60_000;

export const createLookTwice =
  ({ opportunities, outbox, clock, log }: Parts): LookTwice =>
  async (most, tell) => {
    const now = clock();
    for (const entry of await outbox.takeDoubtful(now, new Date(now.getTime() + again), most)) {
      try {
        const copies = await copiesOf(opportunities, outbox, entry);
        await outbox.looked(entry.id);
        if (copies.length < 2) continue;
        log.warn({ entry: entry.id, copies }, 'written twice: the first one arrived late');
        await tell({ kind: 'doubled', entry, copies });
      } catch (err) {
        log.warn({ err, entry: entry.id }, 'whether it is written twice could not be looked up');
        if (now.getTime() - entry.due.getTime() > patience) await outbox.looked(entry.id);
      }
    }
  };

async function copiesOf(
  opportunities: Parts['opportunities'],
  outbox: Outbox,
  entry: Entry,
): Promise<readonly number[]> {
  const { wish, author, asked } = entry;
  if (wish.kind === 'create') {
    const found = await opportunities.copiesOf({ draft: wish.draft, since: asked }, author);
    const others = await outbox.othersOf(entry, found);
    return found.filter((id) => !others.has(id));
  }
  const { note, opportunity } = wish;
  if (note === undefined) return [];
  return opportunities.copiesOf({ opportunity, note: { ...note, written: new Date(note.written) } }, author);
}
