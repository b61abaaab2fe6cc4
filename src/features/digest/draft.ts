/** What is made of the form of a digest that was filled in. */
import { invalidSubmission, type InvalidSubmission } from '../../core/forms/definition';
import { type RawValues } from '../../core/forms/form-view';
import type { Schedule, Weekday } from '../../core/schedule';
import type { Criteria, NamedRecord } from '../../opportunity/criteria';
import type { PicklistValue } from '../../opportunity/opportunity';
import type { Subscription } from '../../opportunity/subscription';
import { loadDigestChoices, type DigestChoices } from './fields';
import type { FeatureContext } from '../services';
import { isZone } from './time-zones';

/** What fields alone cannot tell about when it comes. */
export function parseDigestSchedule(raw: RawValues): Schedule | InvalidSubmission {
  const days = (raw['days'] ?? '').split(',').map(Number) as Weekday[];
  const [time, timezone] = [raw['time'] ?? '', raw['timezone'] ?? ''];
  if (raw['kind'] === 'weekly' && days.length > 1) {
    return invalidSubmission({ days: 'A weekly digest comes on one day: choose that one.' });
  }
  return isZone(timezone)
    ? { days, time, timezone }
    : invalidSubmission({ timezone: 'Choose a time zone of the list.' });
}

/** The part of a digest that the form decides. */
export type DigestDraft = Pick<
  Subscription,
  'kind' | 'schedule' | 'criteria' | 'companyCategory' | 'skipsQuiet' | 'mentions' | 'threads' | 'goal'
>;

export async function parseDigestDraft(
  context: FeatureContext,
  raw: RawValues,
  schedule: Schedule,
): Promise<DigestDraft> {
  const choices = await loadDigestChoices(context);
  return {
    kind: raw['kind'] === 'weekly' ? 'weekly' : 'daily',
    schedule,
    criteria: await parseDigestCriteria(context, raw, choices),
    companyCategory: selectedEntries(raw['companyCategory'], choices.companyCategories),
    skipsQuiet: raw['skipsQuiet'] === 'true',
    mentions: raw['mentions'] === 'true',
    threads: raw['threads'] === 'true',
    goal: parseGoal(raw),
  };
}

async function parseDigestCriteria(
  { services }: FeatureContext,
  raw: RawValues,
  { picklists }: DigestChoices,
): Promise<Criteria> {
  const owner = raw['owner'] === undefined ? undefined : Number(raw['owner']);
  const ownerName = owner === undefined ? '' : await services.opportunities.nameOf('resource', owner);
  return {
    which: 'open',
    owner: owner === undefined ? undefined : [{ id: owner, name: ownerName }],
    stage: selectedEntries(raw['stage'], picklists.all('stage')),
    category: selectedEntries(raw['category'], picklists.all('opportunityCategoryID')),
    amount: raw['amount'] === undefined ? undefined : `>=${raw['amount']}`,
  };
}

const selectedEntries = (
  selectedValues: string | undefined,
  entries: readonly PicklistValue[],
): readonly NamedRecord[] | undefined =>
  selectedValues?.split(',').map((value) => {
    const match = entries.find((one) => String(one.value) === value);
    return { id: Number(value), name: match?.label ?? value };
  });

function parseGoal({ goalRecurring, goalOneTime }: RawValues): DigestDraft['goal'] {
  if (goalRecurring === undefined && goalOneTime === undefined) return undefined;
  return { recurring: Number(goalRecurring ?? 0), oneTime: Number(goalOneTime ?? 0) };
}
