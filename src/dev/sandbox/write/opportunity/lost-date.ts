/** lostDate follows the status, whatever the request says of it. */
import { isChanged, isInput, nextValue, inputValue, storedValue } from '../write';
import type { Write } from '../write';

const lostStatus = 2;

/** Entity page, lostDate and status (R14-R18, R28). */
export function updateLostDate(write: Write): void {
  write.next.cells['lostDate'] = lostDateOf(write);
}

function lostDateOf(write: Write) {
  const sent = inputValue(write, 'lostDate');
  const isLost = nextValue(write, 'status') === lostStatus;
  if (countsAsStatusChange(write)) return isLost ? (sent ?? write.at) : null;
  if (write.verb === 'create') return sent;
  return isLost ? lostDateWhileLost(write) : storedValue(write, 'lostDate');
}

const countsAsStatusChange = (write: Write): boolean =>
  write.verb === 'create' ? write.world.switches.creationChangesStatus : isChanged(write, 'status');

function lostDateWhileLost(write: Write) {
  const sent = inputValue(write, 'lostDate');
  if (sent !== null) return sent;
  const cleared = isInput(write, 'lostDate') && write.world.switches.lostDateNulled === 'cleared';
  return cleared ? null : storedValue(write, 'lostDate');
}
