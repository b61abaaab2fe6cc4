/** Dates without a time, and the order of start and close. */
import { datePart } from '../calendar';
import { isDate, isDateOnly } from '../dates';
import { labelOf } from '../labels';
import { changedFieldNames, isChanging, emptyResult, violation, type Rule } from './rule';

const midnight = /T00:00(:00(\.0+)?)?(Z|[+-]00:?00)?$/i;

const dateOnlyRule: Rule = {
  id: 'R12',
  source: 'Autotask: Opportunities, closedDate, projectedCloseDate, throughDate: date-only, time values are removed',
  validate: ({ requested, changes }) => ({
    effects: changedFieldNames(changes).flatMap((field) => {
      const [typed, stored] = [requested[field], changes[field]];
      if (!isDateOnly(field) || typeof typed !== 'string' || typeof stored !== 'string' || !isDate(typed)) return [];
      if (typed.length === 10 || midnight.test(typed)) return [];
      const say = `Autotask keeps only the day of the ${labelOf(field)}: ${stored.slice(0, 10)}.`;
      return [{ rule: 'R12', field, say, resultingValues: { [field]: stored } }];
    }),
  }),
};

const closeAfterStart: Rule = {
  id: 'R21',
  source: 'Autotask: Opportunities, projectedCloseDate: must be >= startDate (days are compared)',
  validate: (situation) => {
    if (!isChanging(situation, 'projectedCloseDate')) return emptyResult;
    const { stored, changes } = situation;
    // A create date that is sent later is ignored.
    const [close, start] = [changes.projectedCloseDate, (stored ?? changes).startDate].map(readableDay);
    if (close === undefined || start === undefined || close >= start) return emptyResult;
    const say = `The projected close date cannot be before the create date, ${start}.`;
    return violation('R21', 'projectedCloseDate', say);
  },
};

/** Undefined for what is no date: that is refused already. */
function readableDay(value: unknown): string | undefined {
  const day = typeof value === 'string' ? datePart(value) : undefined;
  return day !== undefined && isDate(day) ? day : undefined;
}

export const dateRules: readonly Rule[] = [dateOnlyRule, closeAfterStart];
