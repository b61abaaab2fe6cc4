/** Revenue spread: a number that means nothing without its unit. */
import { isSent, nextValue, sentValue } from '../write';
import type { Write } from '../write';

const isBlank = (value: unknown): boolean => value === null || value === '';

/** Entity page, revenueSpread and revenueSpreadUnit (R22-R24). */
export function settleSpread(write: Write): void {
  const touched = isSent(write, 'revenueSpread') || isSent(write, 'revenueSpreadUnit');
  if (write.verb !== 'create' && !touched) return;
  const supplied = sentValue(write, 'revenueSpread') !== null;
  if (supplied && !unitSupplied(write)) {
    write.next.cells['revenueSpread'] = write.stored?.cells['revenueSpread'] ?? null;
  }
  if (isBlank(nextValue(write, 'revenueSpreadUnit'))) withoutUnit(write, supplied);
  else withUnit(write);
}

/** A number without a unit is discarded; where none was given either, it all comes at once. */
function withoutUnit({ next, world }: Write, supplied: boolean): void {
  next.cells['revenueSpread'] = null;
  next.cells['revenueSpreadUnit'] = supplied ? null : world.switches.allAtOnce;
}

function withUnit(write: Write): void {
  const { switches } = write.world;
  const atOnce = nextValue(write, 'revenueSpreadUnit') === switches.allAtOnce;
  if (atOnce || switches.unitWithoutSpread === 'kept' || nextValue(write, 'revenueSpread') !== null) return;
  write.next.cells['revenueSpreadUnit'] = null;
}

function unitSupplied(write: Write): boolean {
  const field = 'revenueSpreadUnit';
  return !isBlank(write.world.switches.storedSpreadUnitCounts ? nextValue(write, field) : sentValue(write, field));
}
