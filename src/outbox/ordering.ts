/** Several changes of one person to one opportunity: executed as they were asked, and none of them a surprise to the next. */
import { Unavailable, type Conflict } from '../core/errors';
import { isFieldName } from '../opportunity/fields';
import type { Changes } from '../opportunity/changes';
import { isSameValue } from '../opportunity/validate';
import type { OutboxEntry, Outbox } from './entry';

/** An earlier one is not written yet; the outbox hands this one out as soon as it is. */
export class BlockedByEarlier extends Unavailable {
  constructor() {
    super('Another change of yours to this opportunity, asked for earlier, is not written yet.', {
      hint: 'I write that one first, and this one right after it.',
    });
  }
}

/** Throws `BlockedByEarlier` where an earlier one is still to be sent: one that waits to be tried again is made due at once. */
export async function assertNotBlocked(outbox: Outbox, entry: OutboxEntry, now: Date): Promise<void> {
  const waiting = await outbox.listWaiting(entry.author.id);
  const position = waiting.findIndex(({ id }) => id === entry.id);
  const earlier = waiting.filter((other, index) => index < position && isUnsent(other) && isBlockedBy(other, entry));
  if (earlier.length === 0) return;
  for (const { id, state } of earlier) {
    const leasedEntry = state === 'queued' ? await outbox.leaseOne(id) : undefined;
    if (leasedEntry !== undefined) await outbox.complete(leasedEntry, { state: 'queued', due: now });
  }
  throw new BlockedByEarlier();
}

export const isUnsent = ({ state }: OutboxEntry): boolean => state === 'queued' || state === 'sending';

/** Whether the later one waits for the earlier: a change for a change, and one that may close it for a note, which only an open one takes. */
export const isBlockedBy = (earlier: OutboxEntry, later: OutboxEntry): boolean =>
  later.wish.kind === 'change' &&
  (earlier.wish.kind === 'change' || (earlier.wish.kind === 'note' && later.wish.changes.status !== undefined)) &&
  earlier.opportunity === later.opportunity &&
  earlier.author.id === later.author.id;

/** What the person saw, brought up to the values that earlier changes of theirs wrote since; undefined when none did. */
export async function rebase(
  outbox: Outbox,
  { id }: OutboxEntry,
  { differences }: Conflict,
): Promise<Changes | undefined> {
  const earlierEntries = await outbox.completedBefore(id);
  const ownValues = new Map<string, unknown>(earlierEntries.flatMap(({ after = {} }) => Object.entries(after)));
  const ownDifferences = differences.filter(
    ({ field, now }) => isFieldName(field) && ownValues.has(field) && isSameValue(field, ownValues.get(field), now),
  );
  return ownDifferences.length === 0
    ? undefined
    : Object.fromEntries(ownDifferences.map(({ field, now }) => [field, now]));
}
