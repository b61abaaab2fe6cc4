/** lostDate follows the status, whatever the request says of it. */
import { isChanged, isSent, nextValue, sentValue, storedValue } from '../write';
import type { Write } from '../write';

const lost = 2;

/** Entity page, lostDate and status (R14-R18, R28). */
export function followStatus(write: Write): void {
  write.next.cells['lostDate'] = lostDateOf(write);
}

function lostDateOf(write: Write) {
  const sent = sentValue(write, 'lostDate');
  const isLost = nextValue(write, 'status') === lost;
  if (changesStatus(write)) return isLost ? (sent ?? write.at) : null;
  if (write.verb === 'create') return sent;
  return isLost ? whileLost(write) : storedValue(write, 'lostDate');
}

const changesStatus = (write: Write): boolean =>
  write.verb === 'create' ? write.world.switches.creationChangesStatus : isChanged(write, 'status');

function whileLost(write: Write) {
  const sent = sentValue(write, 'lostDate');
  if (sent !== null) return sent;
  const cleared = isSent(write, 'lostDate') && write.world.switches.lostDateNulled === 'cleared';
  return cleared ? null : storedValue(write, 'lostDate');
}
