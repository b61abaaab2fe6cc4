/** What a list shows → what Autotask is asked, and what is left to be sieved here. */
import { Mistyped } from '../core/errors';
import { within } from '../core/figures';
import { keptFigures } from '../core/kept-figures';
import { readPeriod, type Period } from '../core/when';
import { addDays, dayIn, startOfDay } from '../opportunity/calendar';
import type { OpportunityFilter, Picklists } from '../opportunity/client';
import type { Criteria, Named } from '../opportunity/criteria';
import { oneTime, recurringPerMonth } from '../opportunity/money';
import type { Opportunity } from '../opportunity/opportunity';
import { formatOf, type Here } from './services';

export interface Sieve {
  readonly filter: OpportunityFilter;
  /** What Autotask cannot be asked: computed figures, and the day of an end that two fields tell. */
  readonly keeps: (opportunity: Opportunity) => boolean;
}

export function sieveFor(context: Here, criteria: Criteria, picklists: Picklists): Sieve {
  const reading = { today: formatOf(context).today, locale: context.arrival.person.locale ?? 'en-US' };
  const period = (words: string | undefined): Period => (words === undefined ? {} : (readPeriod(words, reading) ?? {}));
  const { from, before } = period(criteria.close);
  const { quiet } = criteria;
  const { timezone = 'UTC' } = context.arrival.person;
  return {
    filter: {
      ...statusOf(criteria, picklists),
      ...some('text', criteria.text),
      ...some('owner', ids(criteria.owner)),
      ...some('stage', ids(criteria.stage)),
      ...some('company', ids(criteria.company)),
      ...some('category', ids(criteria.category)),
      ...some('closeFrom', from),
      ...some('closeBefore', before),
      ...some(
        'quietSince',
        quiet === undefined ? undefined : startOfDay(addDays(reading.today, -quiet), timezone).toISOString(),
      ),
    },
    keeps: keeper(criteria, { ended: period(criteria.ended), lost: picklists.statuses.lost, timezone }),
  };
}

const ids = (names: readonly Named[] | undefined): readonly number[] | undefined => names?.map(({ id }) => id);

const some = <K extends keyof OpportunityFilter>(key: K, value: OpportunityFilter[K] | undefined): OpportunityFilter =>
  value === undefined ? {} : { [key]: value };

function statusOf({ which }: Criteria, picklists: Picklists): OpportunityFilter {
  const { open, lost } = picklists.statuses;
  if (which === 'any') return {};
  if (which === 'open') return { status: open };
  if (which === 'lost') return { status: [lost] };
  const all = picklists.all('status').map(({ value }) => value);
  return { status: all.filter((value) => value !== lost && !open.includes(value)) };
}

function keeper(
  criteria: Criteria,
  { ended, lost, timezone }: { ended: Period; lost: number; timezone: string },
): Sieve['keeps'] {
  const tests: ((opportunity: Opportunity) => boolean)[] = [];
  const figure = (words: string | undefined, of: (fields: Opportunity['fields']) => number): void => {
    if (words === undefined) return;
    const figures = keptFigures(words);
    if (figures === undefined) throw unreadable(words);
    tests.push(({ fields }) => within(figures, of(fields)));
  };
  figure(criteria.amount, ({ amount }) => amount ?? 0);
  figure(criteria.mrr, recurringPerMonth);
  figure(criteria.onetime, oneTime);
  if (criteria.ended !== undefined) {
    tests.push(({ fields }) =>
      inside(ended, dayIn(fields.status === lost ? fields.lostDate : fields.closedDate, timezone)),
    );
  }
  return (opportunity) => tests.every((test) => test(opportunity));
}

/** Rather no list than one that shows more than was asked for. */
const unreadable = (words: string): Mistyped =>
  new Mistyped(`I cannot read the filter "${words}" of this card.`, {
    next: 'Press Filter and enter the figure anew, for example 1200.',
  });

const inside = ({ from = '', before = '9999' }: Period, day: string | undefined): boolean =>
  day !== undefined && day >= from && day < before;
