/** Lets go of what is older than the settings keep it. */
import type { Readings } from '../opportunity/figures';
import type { Outbox } from '../opportunity/outbox';
import type { Subscriptions } from '../opportunity/subscription';

export interface RetentionConfig {
  /** Lines of the record of changes. */
  readonly auditDays: number;
  /** What digests compare with. */
  readonly readingsDays: number;
}

interface Repositories {
  readonly outbox: Pick<Outbox, 'forget'>;
  readonly subscriptions: Pick<Subscriptions, 'forget'>;
  readonly readings: Pick<Readings, 'forget'>;
}

/** What is over and told of elsewhere: nobody asks for it after so long. */
const overDays = 30;

export const createRetention =
  ({ outbox, subscriptions, readings }: Repositories, { auditDays, readingsDays }: RetentionConfig) =>
  async (now: Date): Promise<void> => {
    const before = (days: number): Date => new Date(now.getTime() - days * 24 * 60 * 60_000);
    await outbox.forget({ entries: before(overDays), lines: before(auditDays) });
    await subscriptions.forget(before(overDays));
    await readings.forget(before(readingsDays));
  };
