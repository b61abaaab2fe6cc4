/** Lets go of what is older than the settings keep it. */
import type { SnapshotStore } from '../opportunity/snapshot';
import type { Outbox } from '../outbox/entry';
import type { SubscriptionStore } from '../opportunity/subscription';

export interface RetentionConfig {
  /** Lines of the record of changes. */
  readonly auditDays: number;
  /** What digests compare with. */
  readonly snapshotDays: number;
}

interface RetentionDeps {
  readonly outbox: Pick<Outbox, 'forget'>;
  readonly subscriptions: Pick<SubscriptionStore, 'forget'>;
  readonly readings: Pick<SnapshotStore, 'forget'>;
}

/** What is over and told of elsewhere: nobody asks for it after so long. */
const finishedEntryDays = 30;

export const createRetention =
  ({ outbox, subscriptions, readings }: RetentionDeps, { auditDays, snapshotDays }: RetentionConfig) =>
  async (now: Date): Promise<void> => {
    const before = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60_000);
    await outbox.forget({ entries: before(finishedEntryDays), lines: before(auditDays) });
    await subscriptions.forget(before(finishedEntryDays));
    await readings.forget(before(snapshotDays));
  };
