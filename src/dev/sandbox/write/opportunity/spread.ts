/** Revenue spread: a number that means nothing without its unit. */
import { isInput, nextValue, inputValue } from '../write';
import type { Write } from '../write';

const isBlank = (value: unknown): boolean => value === null || value === '';

/** Entity page, revenueSpread and revenueSpreadUnit (R22-R24). */
export function applyRevenueSpread(write: Write): void {
  const touched = isInput(write, 'revenueSpread') || isInput(write, 'revenueSpreadUnit');
  if (write.verb !== 'create' && !touched) return;
  const isSupplied = inputValue(write, 'revenueSpread') !== null;
  if (isSupplied && !isUnitSupplied(write)) {
    write.next.cells['revenueSpread'] = write.stored?.cells['revenueSpread'] ?? null;
  }
  if (isBlank(nextValue(write, 'revenueSpreadUnit'))) clearSpread(write, isSupplied);
  else dropUnitWithoutSpread(write);
}

/** A number without a unit is discarded; where none was given either, it all comes at once. */
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
