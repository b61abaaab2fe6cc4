/** Several changes of one person to one opportunity: carried out as they were asked, and none of them a surprise to the next. */
import { Unavailable, type Conflict } from '../core/errors';
import { isFieldName } from '../opportunity/fields';
import type { Changes } from '../opportunity/changes';
import { same } from '../opportunity/judge';
import type { Entry, Outbox } from '../opportunity/outbox';

/** An earlier one is not written yet; the outbox hands this one out as soon as it is. */
export class OutOfTurn extends Unavailable {
  constructor() {
    super('Another change of yours to this opportunity, asked for earlier, is not written yet.', {
      next: 'I write that one first, and this one right after it.',
    });
  }
}

/** Throws `OutOfTurn` where an earlier one is still to be sent: one that waits to be tried again is made due at once. */
export async function assertTurn(outbox: Outbox, entry: Entry, now: Date): Promise<void> {
  const waiting = await outbox.waiting(entry.author.id);
  const place = waiting.findIndex(({ id }) => id === entry.id);
  const earlier = waiting.filter((other, index) => index < place && isUnsent(other) && concernSame(other, entry));
  if (earlier.length === 0) return;
  for (const { id, state } of earlier) {
    const held = state === 'queued' ? await outbox.claim(id) : undefined;
    if (held !== undefined) await outbox.settle(held, { state: 'queued', due: now });
  }
  throw new OutOfTurn();
}

export const isUnsent = ({ state }: Entry): boolean => state === 'queued' || state === 'sending';

/** Whether the later one waits for the earlier: a change for a change, and one that may close it for a note, which only an open one takes. */
export const concernSame = (earlier: Entry, later: Entry): boolean =>
  later.wish.kind === 'change' &&
  (earlier.wish.kind === 'change' || (earlier.wish.kind === 'note' && later.wish.changes.status !== undefined)) &&
  earlier.opportunity === later.opportunity &&
  earlier.author.id === later.author.id;

/** What the person saw, brought up to the values that earlier changes of theirs wrote since; undefined when none did. */
export async function followed(outbox: Outbox, { id }: Entry, { differences }: Conflict): Promise<Changes | undefined> {
  const before = await outbox.foregoing(id);
  const own = new Map<string, unknown>(before.flatMap(({ after = {} }) => Object.entries(after)));
  const ours = differences.filter(
    ({ field, now }) => isFieldName(field) && own.has(field) && same(field, own.get(field), now),
  );
  return ours.length === 0 ? undefined : Object.fromEntries(ours.map(({ field, now }) => [field, now]));
}
