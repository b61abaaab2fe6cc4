/** Revenue spread: a number that means nothing without its unit. */
import { isSent, nextValue, sentValue } from '../write';
import type { Write } from '../write';

const isBlank = (value: unknown): boolean => value === null || value === '';

/** Entity page, revenueSpread and revenueSpreadUnit (R22-R24). */
export function settleSpread(write: Write): void {
  const { switches } = write.world;
  const cells = write.next.cells;
  const touched = isSent(write, 'revenueSpread') || isSent(write, 'revenueSpreadUnit');
  if (write.verb !== 'create' && !touched) return;
  const supplied = sentValue(write, 'revenueSpread') !== null;
  if (supplied && !unitSupplied(write)) cells['revenueSpread'] = write.stored?.cells['revenueSpread'] ?? null;
  if (isBlank(nextValue(write, 'revenueSpreadUnit'))) {
    cells['revenueSpread'] = null;
    cells['revenueSpreadUnit'] = supplied ? null : switches.allAtOnce;
  } else if (switches.unitWithoutSpread === 'dropped' && nextValue(write, 'revenueSpread') === null) {
    cells['revenueSpreadUnit'] = null;
  }
}

function unitSupplied(write: Write): boolean {
  const field = 'revenueSpreadUnit';
  return !isBlank(write.world.switches.storedSpreadUnitCounts ? nextValue(write, field) : sentValue(write, field));
}
