/** Looks whether what was sent again stands in Autotask twice: the first one may have arrived after all, and late. */
import type { Logger } from '../core/log';
import type { OpportunityClient } from '../opportunity/client';
import type { OutboxEntry, Outbox } from './entry';
import type { ExecutionResult } from './execution';

/** One look at so many at most; whoever is to be told is. Never rejects for what Autotask does. */
export type CheckDuplicates = (most: number, tell: (carried: ExecutionResult) => Promise<void>) => Promise<void>;

interface CheckDuplicatesDeps {
  readonly opportunities: Pick<OpportunityClient, 'findDuplicates'>;
  readonly outbox: Outbox;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Where Autotask cannot be asked, it is looked again after so long, and for so long after it was done. Milliseconds. */
const recheckAfter = 10 * 60_000;
const giveUpAfter = 24 * 60 * 60_000;

export const createCheckDuplicates =
  ({ opportunities, outbox, clock, log }: CheckDuplicatesDeps): CheckDuplicates =>
  async (limit, notify) => {
    const now = clock();
    for (const entry of await outbox.leasePossibleDuplicates(now, new Date(now.getTime() + recheckAfter), limit)) {
      try {
        const copies = await findEntryCopies(opportunities, outbox, entry);
        await outbox.markDuplicatesChecked(entry.id);
        if (copies.length < 2) continue;
        log.warn({ entry: entry.id, copies }, 'written twice: the first one arrived late');
        await notify({ kind: 'doubled', entry, copies });
      } catch (err) {
        log.warn({ err, entry: entry.id }, 'whether it is written twice could not be looked up');
        if (now.getTime() - entry.due.getTime() > giveUpAfter) await outbox.markDuplicatesChecked(entry.id);
      }
    }
  };

async function findEntryCopies(
  opportunities: CheckDuplicatesDeps['opportunities'],
  outbox: Outbox,
  entry: OutboxEntry,
): Promise<readonly number[]> {
  const { wish, author, requestedAt } = entry;
  if (wish.kind === 'create') {
    const ids = await opportunities.findDuplicates({ draft: wish.draft, since: requestedAt }, author);
    const others = await outbox.claimedByOthers(entry, ids);
    return ids.filter((id) => !others.has(id));
  }
  const { note, opportunity } = wish;
  if (note === undefined) return [];
  return opportunities.findDuplicates({ opportunity, note: { ...note, written: new Date(note.written) } }, author);
}
