/** Revenue spread: a number and its unit, of which one means nothing without the other. */
import { isBlank } from '../checks';
import { isInput, nextValue, inputValue } from '../write';
import type { Write } from '../write';

/** Entity page, revenueSpread and revenueSpreadUnit (R22-R24). */
export function applyRevenueSpread(write: Write): void {
  const isAffected = isInput(write, 'revenueSpread') || isInput(write, 'revenueSpreadUnit');
  if (write.verb !== 'create' && !isAffected) return;
  const isSupplied = inputValue(write, 'revenueSpread') !== null;
  if (isSupplied && !isUnitSupplied(write)) {
    write.next.cells['revenueSpread'] = write.stored?.cells['revenueSpread'] ?? null;
  }
  if (isBlank(nextValue(write, 'revenueSpreadUnit'))) clearSpread(write, isSupplied);
  else dropUnitWithoutSpread(write);
}

/** A number without a unit is discarded (R22); without both, the revenue comes all at once (R23). */
function clearSpread({ next, world }: Write, isSupplied: boolean): void {
  next.cells['revenueSpread'] = null;
  next.cells['revenueSpreadUnit'] = isSupplied ? null : world.switches.allAtOnce;
}

function dropUnitWithoutSpread(write: Write): void {
  const { switches } = write.world;
  const atOnce = nextValue(write, 'revenueSpreadUnit') === switches.allAtOnce;
  if (atOnce || switches.unitWithoutSpread === 'kept' || nextValue(write, 'revenueSpread') !== null) return;
  write.next.cells['revenueSpreadUnit'] = null;
}

function isUnitSupplied(write: Write): boolean {
  const field = 'revenueSpreadUnit';
  return !isBlank(write.world.switches.storedSpreadUnitCounts ? nextValue(write, field) : inputValue(write, field));
}
