/** The fields of the digest form, and their values. */
import type { Choice, Field, RawValues } from '../../core/forms/form-view';
import { parseStoredRange } from '../../core/commands/number-range';
import type { Picklists } from '../../opportunity/client';
import type { NamedRecord } from '../../opportunity/criteria';
import type { PicklistValue } from '../../opportunity/opportunity';
import type { DigestKind, Subscription } from '../../opportunity/subscription';
import { weekdayName, weekdays, zoneLabel } from './schedule';
import { choicesOf } from '../choosing/choices';
import { moneyKind } from '../changing/edit-form';
import type { FeatureContext } from '../services';

const kindChoices: readonly Choice[] = [
  { value: 'daily', label: 'Daily: what moved and what needs attention' },
  { value: 'weekly', label: 'Weekly: how the pipeline got from start to end' },
];

/** What can be chosen in this tenant. */
export interface DigestChoices {
  readonly picklists: Picklists;
  readonly companyCategories: readonly PicklistValue[];
}
export async function loadDigestChoices({ services: { opportunities } }: FeatureContext): Promise<DigestChoices> {
  const [picklists, companyCategories] = await Promise.all([
    opportunities.picklists(),
    opportunities.companyCategories(),
  ]);
  return { picklists, companyCategories };
}

/** The schedule on its own page; then filters and options. */
export const digestFields = (
  context: FeatureContext,
  choices: DigestChoices,
  existing: Subscription | undefined,
): readonly Field[] => [
  ...scheduleFields(context, existing),
  ...digestFilterFields(choices, existing),
  ...optionFields(context, existing),
];

function scheduleFields({ interaction }: FeatureContext, existing: Subscription | undefined): readonly Field[] {
  const { locale = 'en-US', timezone = 'UTC' } = interaction.person;
  const days = weekdays.map((day) => ({ value: String(day), label: weekdayName(day, locale) }));
  return [
    { id: 'kind', label: 'Which', type: 'choice', required: true, options: kindChoices },
    { id: 'days', label: 'Days', type: 'choices', required: true, options: days },
    { id: 'time', label: 'Time', type: 'time', required: true },
    {
      id: 'timezone',
      label: 'Time zone',
      hint: 'Part of its name, such as a large city.',
      type: 'lookup',
      minimum: 1,
      required: true,
      ...preselectedZone(existing?.schedule.timezone ?? timezone),
    },
  ];
}

const optional = { required: false } as const;

function digestFilterFields(
  { picklists, companyCategories }: DigestChoices,
  existing: Subscription | undefined,
): readonly Field[] {
  const owner = existing?.criteria.owner?.[0];
  return [
    {
      ...optional,
      id: 'owner',
      label: 'Of one owner alone',
      type: 'lookup',
      minimum: 0,
      startsPage: true,
      ...(owner === undefined ? {} : { chosen: { value: String(owner.id), label: owner.name } }),
    },
    ...multiChoiceField('stage', 'In these stages alone', picklists.selectable('stage')),
    ...multiChoiceField('category', 'Of these categories alone', picklists.selectable('opportunityCategoryID')),
    ...multiChoiceField(
      'companyCategory',
      'Companies of these categories alone',
      companyCategories.filter(({ active }) => active),
    ),
    { ...optional, id: 'amount', label: 'From this amount', ...moneyKind },
  ];
}

const optionFields = ({ interaction }: FeatureContext, existing: Subscription | undefined): readonly Field[] => [
  { ...optional, id: 'goalRecurring', label: 'Goal: recurring won a month', ...moneyKind },
  { ...optional, id: 'goalOneTime', label: 'Goal: one-time won a month', ...moneyKind },
  {
    ...optional,
    id: 'skipsQuiet',
    label: 'Skip days on which nothing moved and nothing needs attention',
    type: 'toggle',
  },
  { ...optional, id: 'threads', label: 'Headline here, details in its thread', type: 'toggle' },
  // In a private conversation there is nobody else to mention.
  ...((existing?.place ?? interaction.conversation).kind === 'direct' ? [] : [mentionsField]),
];

const mentionsField: Field = {
  ...optional,
  id: 'mentions',
  label: 'Mention owners: people whose opportunities need attention are mentioned',
  type: 'toggle',
};

/** No field where the tenant has no such list. */
const multiChoiceField = (id: string, label: string, offered: readonly PicklistValue[]): readonly Field[] =>
  offered.length === 0 ? [] : [{ ...optional, id, label, type: 'choices', options: choicesOf(offered) }];

const preselectedZone = (timezone: string) => ({ chosen: { value: timezone, label: zoneLabel(timezone) } });

/** For a new one: workdays or Monday at eight; in a private conversation the person's own opportunities. */
export function initialDigestValues(
  context: FeatureContext,
  existing: Subscription | undefined,
  kind: DigestKind,
): RawValues {
  if (existing !== undefined) return storedDigestValues(existing);
  const { interaction, user } = context;
  return {
    kind,
    days: kind === 'daily' ? '1,2,3,4,5' : '1',
    time: '08:00',
    timezone: interaction.person.timezone ?? 'UTC',
    ...(interaction.conversation.kind === 'direct' ? { owner: String(user.id) } : {}),
  };
}

/** What cannot be parsed is shown as it is stored, for the person to correct. */
const minimumAmount = (storedAmount: string): string =>
  String(parseStoredRange(storedAmount)?.from ?? storedAmount.replace('>=', ''));

function storedDigestValues({
  kind,
  schedule,
  criteria,
  companyCategory,
  skipsQuiet,
  mentions,
  threads,
  goal,
}: Subscription): RawValues {
  const ids = (names: readonly NamedRecord[] | undefined): string | undefined =>
    names?.map(({ id }) => String(id)).join(',');
  const values = {
    kind,
    days: schedule.days.join(','),
    time: schedule.time,
    timezone: schedule.timezone,
    owner: criteria.owner?.[0] === undefined ? undefined : String(criteria.owner[0].id),
    stage: ids(criteria.stage),
    category: ids(criteria.category),
    companyCategory: ids(companyCategory),
    amount: criteria.amount === undefined ? undefined : minimumAmount(criteria.amount),
    goalRecurring: goal === undefined ? undefined : String(goal.recurring),
    goalOneTime: goal === undefined ? undefined : String(goal.oneTime),
    skipsQuiet: skipsQuiet ? 'true' : undefined,
    threads: threads ? 'true' : undefined,
    mentions: mentions ? 'true' : undefined,
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
