/** One attempt at an entry, as it goes on: whether something of it went out, and whether it is still this one's. */
import { BotError, Unavailable } from '../core/errors';
import type { Entry, FieldValues, Outbox } from '../opportunity/outbox';

/** Its lease ended, and somebody else is at it: nothing more may go out, nor be stored. */
export class Superseded extends Unavailable {
  constructor() {
    super('Another attempt at this is under way already.');
  }
}

export interface Attempt {
  /** As it was taken out. */
  readonly taken: Entry;
  /** As it is stored by now. */
  entry: Entry;
  /** Something of it went out. */
  isOut: boolean;
  /** Right before something goes out. Throws `Superseded`. */
  go(before?: FieldValues): Promise<void>;
}

export function beginAttempt(outbox: Pick<Outbox, 'note'>, clock: () => Date, taken: Entry): Attempt {
  const attempt: Attempt = {
    taken,
    entry: taken,
    isOut: false,
    async go(before = attempt.entry.before) {
      const going = { sent: clock(), attempts: taken.attempts + 1, before };
      if (!(await outbox.note(taken, going))) throw new Superseded();
      attempt.entry = { ...attempt.entry, ...going };
      attempt.isOut = true;
    },
  };
  return attempt;
}

/** When what went out last of it did, as long as nobody knows whether it arrived. */
export const sentAfter = ({ taken, entry, isOut }: Attempt, error: unknown): Date | null =>
  (isOut && mayHaveArrived(error) ? entry.sent : taken.sent) ?? null;

/** A garbled answer, or a fault of ours, may come after the write. */
function mayHaveArrived(error: unknown): boolean {
  if (error instanceof Unavailable) return error.maybeDone;
  return !(error instanceof BotError) || error.code === 'contract-broken';
}
