/** Amount and cost against their billing periods: which of them Autotask recalculates. */
import type { Cells } from '../../state/tables';
import { numberIn } from '../../state/tables';
import type { BehaviorSwitches } from '../../switches';
import { isChanged, isInput, inputValue } from '../write';
import type { Write } from '../write';

interface MoneySide {
  readonly total: 'amount' | 'cost';
  readonly onetime: string;
  /** Each period with its length in months. */
  readonly recurring: readonly (readonly [field: string, months: number])[];
}

const sideOf = (total: MoneySide['total'], suffix: 'Revenue' | 'Cost'): MoneySide => ({
  total,
  onetime: `onetime${suffix}`,
  recurring: [
    [`monthly${suffix}`, 1],
    [`quarterly${suffix}`, 3],
    [`semiannual${suffix}`, 6],
    [`yearly${suffix}`, 12],
  ],
});
const revenue = sideOf('amount', 'Revenue');
const cost = sideOf('cost', 'Cost');

export function recalculateMoney(write: Write): void {
  const { switches } = write.world;
  for (const [side, other] of [
    [revenue, cost],
    [cost, revenue],
  ] as const) {
    if (periodsChanged(write, side) || (switches.recalculateBothSides && periodsChanged(write, other))) {
      write.next.cells[side.total] = totalOf(write.next.cells, side, switches);
    } else if (side === revenue || switches.costLikeAmount) {
      copyTotalToOnetime(write, side);
    }
  }
}

/** Entity page: billing periods in a create, or changed by an update, recalculate the total; the one in the request is ignored (R8). */
function periodsChanged(write: Write, side: MoneySide): boolean {
  const periods = [side.onetime, ...side.recurring.map(([field]) => field)];
  if (write.world.switches.monthsRecalculate) periods.push('totalAmountMonths');
  return periods.some((field) => isChanged(write, field));
}

function totalOf(cells: Cells, side: MoneySide, switches: BehaviorSwitches): number {
  const months = numberIn(cells, 'totalAmountMonths') ?? switches.monthsWhenUnset;
  const count = (length: number) =>
    switches.partialPeriods === 'whole' ? Math.ceil(months / length) : months / length;
  const recurring = side.recurring.reduce(
    (sum, [field, length]) => sum + (numberIn(cells, field) ?? 0) * count(length),
    0,
  );
  return Math.round(((numberIn(cells, side.onetime) ?? 0) + recurring) * 100) / 100;
}

/** Entity page, onetimeRevenue: an amount without periods is written there, and an update clears the other periods (R9). */
function copyTotalToOnetime(write: Write, side: MoneySide): void {
  const total = inputValue(write, side.total);
  const isRepeated = !isChanged(write, side.total) && !write.world.switches.sameAmountClears;
  if (!isInput(write, side.total) || total === null || isRepeated) return;
  write.next.cells[side.onetime] = total;
  if (write.verb === 'create') return;
  const cleared = write.world.switches.clearedPeriod === 'zero' ? 0 : null;
  for (const [field] of side.recurring) write.next.cells[field] = cleared;
}
