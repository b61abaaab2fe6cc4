/** What a list shows → what Autotask is asked, and what is left to be sieved here. */
import { InvalidInput } from '../../core/errors';
import { isInRange, parseStoredRange } from '../../core/commands/number-range';
import { parsePeriod, type Period } from '../../core/commands/parse-date';
import { addDays } from '../../core/days';
import { dayInTimezone, startOfDay } from '../../opportunity/calendar';
import type { OpportunityFilter, Picklists } from '../../opportunity/client';
import type { Criteria, NamedRecord } from '../../opportunity/criteria';
import { oneTime, recurringPerMonth } from '../../opportunity/money';
import type { Opportunity } from '../../opportunity/opportunity';
import { formatOf, type FeatureContext } from '../services';

export interface CriteriaFilter {
  readonly filter: OpportunityFilter;
  /** What Autotask cannot be asked: computed figures, and the day of an end that two fields tell. */
  readonly matches: (opportunity: Opportunity) => boolean;
}

export function buildCriteriaFilter(context: FeatureContext, criteria: Criteria, picklists: Picklists): CriteriaFilter {
  const dateContext = { today: formatOf(context).today, locale: context.interaction.person.locale ?? 'en-US' };
  const period = (words: string | undefined): Period =>
    words === undefined ? {} : (parsePeriod(words, dateContext) ?? {});
  const { from, before } = period(criteria.close);
  const { quiet } = criteria;
  const { timezone = 'UTC' } = context.interaction.person;
  return {
    filter: {
      ...statusOf(criteria, picklists),
      ...optionalEntry('text', criteria.text),
      ...optionalEntry('owner', ids(criteria.owner)),
      ...optionalEntry('stage', ids(criteria.stage)),
      ...optionalEntry('company', ids(criteria.company)),
      ...optionalEntry('category', ids(criteria.category)),
      ...optionalEntry('closeFrom', from),
      ...optionalEntry('closeBefore', before),
      ...optionalEntry(
        'quietSince',
        quiet === undefined ? undefined : startOfDay(addDays(dateContext.today, -quiet), timezone).toISOString(),
      ),
    },
    matches: buildMatcher(criteria, { ended: period(criteria.ended), lost: picklists.statuses.lost, timezone }),
  };
}

const ids = (names: readonly NamedRecord[] | undefined): readonly number[] | undefined => names?.map(({ id }) => id);

const optionalEntry = <K extends keyof OpportunityFilter>(
  key: K,
  value: OpportunityFilter[K] | undefined,
): OpportunityFilter => (value === undefined ? {} : { [key]: value });

function statusOf({ which }: Criteria, picklists: Picklists): OpportunityFilter {
  const { open, lost } = picklists.statuses;
  if (which === 'any') return {};
  if (which === 'open') return { status: open };
  if (which === 'lost') return { status: [lost] };
  const all = picklists.all('status').map(({ value }) => value);
  return { status: all.filter((value) => value !== lost && !open.includes(value)) };
}

function buildMatcher(
  criteria: Criteria,
  { ended, lost, timezone }: { ended: Period; lost: number; timezone: string },
): CriteriaFilter['matches'] {
  const predicates: ((opportunity: Opportunity) => boolean)[] = [];
  const addRange = (words: string | undefined, of: (fields: Opportunity['fields']) => number): void => {
    if (words === undefined) return;
    const range = parseStoredRange(words);
    if (range === undefined) throw unreadableFilter(words);
    predicates.push(({ fields }) => isInRange(range, of(fields)));
  };
  addRange(criteria.amount, ({ amount }) => amount ?? 0);
  addRange(criteria.mrr, recurringPerMonth);
  addRange(criteria.onetime, oneTime);
  if (criteria.ended !== undefined) {
    predicates.push(({ fields }) =>
      isInPeriod(ended, dayInTimezone(fields.status === lost ? fields.lostDate : fields.closedDate, timezone)),
    );
  }
  return (opportunity) => predicates.every((test) => test(opportunity));
}

/** Rather no list than one that shows more than was asked for. */
const unreadableFilter = (words: string): InvalidInput =>
  new InvalidInput(`I cannot read the filter "${words}" of this card.`, {
    hint: 'Press Filter and enter the figure anew, for example 1200.',
  });

const isInPeriod = ({ from = '', before = '9999' }: Period, day: string | undefined): boolean =>
  day !== undefined && day >= from && day < before;
