/** What is made of the form of a digest that was filled in. */
import { invalid, type Invalid } from '../core/form';
import { type RawValues } from '../core/form-view';
import type { Schedule, Weekday } from '../core/schedule';
import type { Criteria, Named } from '../opportunity/criteria';
import type { Picked } from '../opportunity/opportunity';
import type { Subscription } from '../opportunity/subscription';
import { listsFor, type DigestLists } from './digest-fields';
import type { Here } from './services';
import { isZone } from './time-zones';

/** What fields alone cannot tell about when it comes. */
export function scheduleFrom(raw: RawValues): Schedule | Invalid {
  const days = (raw['days'] ?? '').split(',').map(Number) as Weekday[];
  const [time, timezone] = [raw['time'] ?? '', raw['timezone'] ?? ''];
  if (raw['kind'] === 'weekly' && days.length > 1) {
    return invalid({ days: 'A weekly digest comes on one day: choose that one.' });
  }
  return isZone(timezone) ? { days, time, timezone } : invalid({ timezone: 'Choose a time zone of the list.' });
}

/** The part of a digest that the form decides. */
export type Draft = Pick<
  Subscription,
  'kind' | 'schedule' | 'criteria' | 'companyCategory' | 'skipsQuiet' | 'mentions' | 'threads' | 'goal'
>;

export async function draftFrom(context: Here, raw: RawValues, schedule: Schedule): Promise<Draft> {
  const lists = await listsFor(context);
  return {
    kind: raw['kind'] === 'weekly' ? 'weekly' : 'daily',
    schedule,
    criteria: await criteriaFrom(context, raw, lists),
    companyCategory: named(raw['companyCategory'], lists.companyCategories),
    skipsQuiet: raw['skipsQuiet'] === 'true',
    mentions: raw['mentions'] === 'true',
    threads: raw['threads'] === 'true',
    goal: goalFrom(raw),
  };
}

async function criteriaFrom({ services }: Here, raw: RawValues, { picklists }: DigestLists): Promise<Criteria> {
  const owner = raw['owner'] === undefined ? undefined : Number(raw['owner']);
  const ownerName = owner === undefined ? '' : await services.opportunities.nameOf('resource', owner);
  return {
    which: 'open',
    owner: owner === undefined ? undefined : [{ id: owner, name: ownerName }],
    stage: named(raw['stage'], picklists.all('stage')),
    category: named(raw['category'], picklists.all('opportunityCategoryID')),
    amount: raw['amount'] === undefined ? undefined : `>=${raw['amount']}`,
  };
}

const named = (chosen: string | undefined, all: readonly Picked[]): readonly Named[] | undefined =>
  chosen?.split(',').map((value) => {
    const found = all.find((one) => String(one.value) === value);
    return { id: Number(value), name: found?.label ?? value };
  });

function goalFrom({ goalRecurring, goalOneTime }: RawValues): Draft['goal'] {
  if (goalRecurring === undefined && goalOneTime === undefined) return undefined;
  return { recurring: Number(goalRecurring ?? 0), oneTime: Number(goalOneTime ?? 0) };
}
