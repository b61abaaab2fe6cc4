/** lostDate, which follows the status more than the request. */
import { isChanged, isInput, nextValue, inputValue, storedValue } from '../write';
import type { Write } from '../write';

const lostStatus = 2;

/** Entity page, lostDate and status (R14-R18, R28). */
export function updateLostDate(write: Write): void {
  write.next.cells['lostDate'] = lostDateOf(write);
}

function lostDateOf(write: Write) {
  const input = inputValue(write, 'lostDate');
  const isLost = nextValue(write, 'status') === lostStatus;
  if (countsAsStatusChange(write)) return isLost ? (input ?? write.at) : null;
  if (write.verb === 'create') return input;
  return isLost ? lostDateWhileLost(write) : storedValue(write, 'lostDate');
}

const countsAsStatusChange = (write: Write): boolean =>
  write.verb === 'create' ? write.world.switches.creationChangesStatus : isChanged(write, 'status');

function lostDateWhileLost(write: Write) {
  const input = inputValue(write, 'lostDate');
  if (input !== null) return input;
  const cleared = isInput(write, 'lostDate') && write.world.switches.lostDateNulled === 'cleared';
  return cleared ? null : storedValue(write, 'lostDate');
}
