/** Several changes of one person to one opportunity: carried out as they were asked, and none of them a surprise to the next. */
import { Unavailable, type Conflict } from '../core/errors';
import { opportunityFields, type FieldName } from '../opportunity/fields';
import type { Changes } from '../opportunity/client';
import { same } from '../opportunity/judge';
import type { Entry, Outbox } from '../opportunity/outbox';

/** Whoever looks again at what waited, and tries it, has ended by then. Milliseconds. */
const lease = 60_000;

/** Throws where an earlier one still waits to be tried again: that one is made due at once, and this one waits for it. */
export async function assertTurn(outbox: Outbox, entry: Entry, now: Date): Promise<void> {
  const waiting = await outbox.waiting(entry.author.id);
  const earlier = waiting.filter((other) => other.state === 'queued' && goesBefore(other, entry));
  if (earlier.length === 0) return;
  for (const { id } of earlier) {
    const held = await outbox.claim(id, now, new Date(now.getTime() + lease));
    if (held !== undefined) await outbox.settle(id, { state: 'queued', due: now });
  }
  throw new Unavailable('Another change of yours to this opportunity, asked for earlier, still waits.', {
    next: 'I write that one first, and this one right after it.',
  });
}

/** Notes stand beside each other: only changes wait for changes. */
export const goesBefore = (one: Entry, other: Entry): boolean =>
  one.wish.kind === 'change' &&
  other.wish.kind === 'change' &&
  one.opportunity === other.opportunity &&
  one.author.id === other.author.id &&
  one.asked.getTime() < other.asked.getTime();

/** What the person saw, brought up to the values that earlier changes of theirs wrote since; undefined when none did. */
export async function followed(outbox: Outbox, entry: Entry, { differences }: Conflict): Promise<Changes | undefined> {
  const before = await outbox.foregoing(entry);
  const own = new Map<string, unknown>(before.flatMap(({ after = {} }) => Object.entries(after)));
  const ours = differences.filter(
    ({ field, now }) => isField(field) && own.has(field) && same(field, own.get(field), now),
  );
  return ours.length === 0 ? undefined : Object.fromEntries(ours.map(({ field, now }) => [field, now]));
}

const isField = (name: string): name is FieldName => Object.hasOwn(opportunityFields, name);
