/** What arrives late after all: in Autotask, where it then stands twice, and in the database, where it is dropped. */
import type { Logger } from '../core/log';
import type { OpportunityClient } from '../opportunity/client';
import { leaseDuration, type OutboxEntry, type Outbox } from './entry';
import type { ExecutionResult } from './execute';

/** One look at so many at most; whoever is to be told is. Never rejects for what Autotask does. */
export type CheckDuplicates = (limit: number, notify: (result: ExecutionResult) => Promise<void>) => Promise<void>;

interface CheckDuplicatesDeps {
  readonly opportunities: Pick<OpportunityClient, 'findDuplicates'>;
  readonly outbox: Outbox;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** Where Autotask cannot be asked, it is looked again after so long, and for so long after it was done. Milliseconds. */
const recheckAfter = 10 * 60_000;
const giveUpAfter = 24 * 60 * 60_000;

/** Whether what was sent again stands in Autotask twice: the first one may have arrived after all. */
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

/** From one look to the next. Milliseconds. */
const pollInterval = 5_000;

/**
 * The same outbox. A change that nobody could wait for to be stored, and whose person was told that it is not, must not be
 * sent after all: what the database takes too late is dropped, at the latest when its form is sent off again.
 */
export function discardingLateInserts(outbox: Outbox, log: Logger): Outbox {
  const late = new Set<OutboxEntry>();
  async function add(entry: OutboxEntry): Promise<boolean> {
    try {
      return (await outbox.add(entry)) || (await addAgain(entry));
    } catch (error) {
      late.add(entry);
      void discardWhenStored(outbox, entry, log).finally(() => late.delete(entry));
      throw error;
    }
  }
  async function addAgain(entry: OutboxEntry): Promise<boolean> {
    const before = [...late].filter(
      ({ formSessionId }) => formSessionId !== undefined && formSessionId === entry.formSessionId,
    );
    for (const one of before) await outbox.complete(one, { state: 'dropped' });
    return before.length > 0 && outbox.add(entry);
  }
  return new Proxy(outbox, { get: (target, name): unknown => (name === 'add' ? add : Reflect.get(target, name)) });
}

/** Looks until others could take it out, if it was stored late; never rejects. */
async function discardWhenStored(outbox: Outbox, entry: OutboxEntry, log: Logger): Promise<void> {
  const { id } = entry;
  for (let left = leaseDuration; left > 0; left -= pollInterval) {
    try {
      if ((await outbox.get(id)) !== undefined) {
        await discard(outbox, entry, log);
        return;
      }
    } catch (err) {
      log.debug({ err, entry: id }, 'nobody can tell yet whether it was stored');
    }
    await new Promise((resolve) => setTimeout(resolve, pollInterval).unref());
  }
}

async function discard(outbox: Outbox, entry: OutboxEntry, log: Logger): Promise<void> {
  const isDropped = await outbox.complete(entry, { state: 'dropped' });
  if (isDropped) log.info({ entry: entry.id }, 'stored too late, and not sent');
  else log.error({ entry: entry.id }, 'stored too late, and sent by somebody else already');
}
