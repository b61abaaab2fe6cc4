/** One's own entries of the outbox: looked at, and taken to be sent or dropped. */
import { Conflict, NotFound } from '../core/errors';
import type { AuditLine, Entry, Hold, Settling } from '../opportunity/outbox';
import { permit } from './permission';
import type { Here } from './services';

/** Throws `NotFound` for one that is let go of, and for somebody else's. */
export async function ownEntry({ services, me, arrival }: Here, id: string): Promise<Entry> {
  const entry = await services.outbox.get(id);
  if (entry?.author.id === me.id) return entry;
  throw new NotFound('This is no change of yours that I still know.', {
    next: `${arrival.prefix}outbox lists what waits of yours.`,
  });
}

/** What waits is the same kind of change as ever: who may not make it any more may look at it and drop it, not send it. */
export function assertPermitted({ services, arrival }: Here, entry: Entry): void {
  permit(services.permissions, arrival, kindOf(entry));
}
export const kindOf = ({ wish, undoes }: Entry): string => {
  if (undoes !== undefined) return 'edit';
  if (wish.kind !== 'change') return wish.kind;
  return wish.changes.status === undefined ? 'edit' : 'close';
};

/** Somebody else took it over between two steps of one press. */
export async function kept(context: Here, hold: Hold, settling: Settling, line?: AuditLine): Promise<void> {
  if (await context.services.outbox.settle(hold, settling, line)) return;
  throw new Conflict('It is being sent right now.', {
    next: `${context.arrival.prefix}outbox lists what waits of yours.`,
  });
}

/** Taken for this press alone. Throws `Conflict` when it is over, or when somebody is at it right now. */
export async function claimed(context: Here, id: string): Promise<Entry> {
  await ownEntry(context, id);
  const entry = await context.services.outbox.claim(id);
  if (entry !== undefined) return entry;
  const { state } = await ownEntry(context, id);
  const say = state === 'sending' ? 'It is being sent right now.' : 'It does not wait any more.';
  throw new Conflict(say, { next: `${context.arrival.prefix}outbox lists what waits of yours.` });
}
