/** One's own entries of the outbox: looked at, and taken to be sent or dropped. */
import { Conflict, NotFound } from '../../core/errors';
import type { AuditEvent, OutboxEntry, EntryLease, EntryUpdate } from '../../outbox/entry';
import { assertPermission } from '../permission';
import type { FeatureContext } from '../services';

/** Throws `NotFound` for one that is let go of, and for somebody else's. */
export async function loadOwnEntry({ services, user, interaction }: FeatureContext, id: string): Promise<OutboxEntry> {
  const entry = await services.outbox.get(id);
  if (entry?.author.id === user.id) return entry;
  throw new NotFound('This is no change of yours that I still know.', {
    hint: `${interaction.prefix}outbox lists what waits of yours.`,
  });
}

/** What waits is the same kind of change as ever: who may not make it any more may look at it and drop it, not send it. */
export function assertEntryPermitted({ services, interaction }: FeatureContext, entry: OutboxEntry): void {
  assertPermission(services.permissions, interaction, permissionKindOf(entry));
}
export const permissionKindOf = ({ wish, undoes }: OutboxEntry): string => {
  if (undoes !== undefined) return 'edit';
  if (wish.kind !== 'change') return wish.kind;
  return wish.changes.status === undefined ? 'edit' : 'close';
};

/** Somebody else took it over between two steps of one press. */
export async function updateLeasedEntry(
  context: FeatureContext,
  entryLease: EntryLease,
  update: EntryUpdate,
  auditEvent?: AuditEvent,
): Promise<void> {
  if (await context.services.outbox.complete(entryLease, update, auditEvent)) return;
  throw new Conflict('It is being sent right now.', {
    hint: `${context.interaction.prefix}outbox lists what waits of yours.`,
  });
}

/** Taken for this press alone. Throws `Conflict` when it is over, or when somebody is at it right now. */
export async function leaseOwnEntry(context: FeatureContext, id: string): Promise<OutboxEntry> {
  await loadOwnEntry(context, id);
  const entry = await context.services.outbox.leaseOne(id);
  if (entry !== undefined) return entry;
  const { state } = await loadOwnEntry(context, id);
  const say = state === 'sending' ? 'It is being sent right now.' : 'It does not wait any more.';
  throw new Conflict(say, { hint: `${context.interaction.prefix}outbox lists what waits of yours.` });
}
