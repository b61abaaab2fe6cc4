/** One attempt at an entry, as it goes on: whether something of it went out, and whether it is still this one's. */
import { BotError, Unavailable } from '../core/errors';
import type { OutboxEntry, FieldValues, Outbox } from './entry';

/** Its lease ended, and somebody else is at it: nothing more may go out, nor be stored. */
export class Superseded extends Unavailable {
  constructor() {
    super('Another attempt at this is under way already.');
  }
}

export interface ExecutionAttempt {
  /** As it was taken out. */
  readonly leasedEntry: OutboxEntry;
  /** As it is stored by now. */
  entry: OutboxEntry;
  /** Something of it went out. */
  isSent: boolean;
  /** Right before something goes out. Throws `Superseded`. */
  beforeSend(before?: FieldValues): Promise<void>;
}

export function startAttempt(
  outbox: Pick<Outbox, 'recordSend'>,
  clock: () => Date,
  leasedEntry: OutboxEntry,
): ExecutionAttempt {
  const attempt: ExecutionAttempt = {
    leasedEntry,
    entry: leasedEntry,
    isSent: false,
    async beforeSend(before = attempt.entry.before) {
      const sendAttempt = { sent: clock(), attempts: leasedEntry.attempts + 1, before };
      if (!(await outbox.recordSend(leasedEntry, sendAttempt))) throw new Superseded();
      attempt.entry = { ...attempt.entry, ...sendAttempt };
      attempt.isSent = true;
    },
  };
  return attempt;
}

/** When what went out last of it did, as long as nobody knows whether it arrived. */
export const unconfirmedSentAt = ({ leasedEntry, entry, isSent }: ExecutionAttempt, error: unknown): Date | null =>
  (isSent && mayHaveArrived(error) ? entry.sent : leasedEntry.sent) ?? null;

/** A garbled answer, or a fault of ours, may come after the write. */
function mayHaveArrived(error: unknown): boolean {
  if (error instanceof Unavailable) return error.mayHaveSucceeded;
  return !(error instanceof BotError) || error.code === 'contract-broken';
}
