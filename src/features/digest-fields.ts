/** The form of a digest: its fields, and what stands in them. */
import type { Choice, Field, RawValues } from '../core/form-view';
import { keptFigures } from '../core/kept-figures';
import type { Picklists } from '../opportunity/client';
import type { Named } from '../opportunity/criteria';
import type { Picked } from '../opportunity/opportunity';
import type { DigestKind, Subscription } from '../opportunity/subscription';
import { weekdayName, weekdays } from '../views/schedule';
import { choicesOf } from './choices';
import { moneyKind } from './number-kinds';
import type { Here } from './services';
import { zoneLabel } from './time-zones';

const kinds: readonly Choice[] = [
  { value: 'daily', label: 'Daily: what moved and what needs attention' },
  { value: 'weekly', label: 'Weekly: how the pipeline got from start to end' },
];

/** What the tenant has to choose from. */
export interface DigestLists {
  readonly picklists: Picklists;
  readonly companyCategories: readonly Picked[];
}
export async function listsFor({ services: { opportunities } }: Here): Promise<DigestLists> {
  const [picklists, companyCategories] = await Promise.all([
    opportunities.picklists(),
    opportunities.companyCategories(),
  ]);
  return { picklists, companyCategories };
}

/** When it comes, on a page of its own; then what it tells of. */
export const digestFields = (context: Here, lists: DigestLists, before: Subscription | undefined): readonly Field[] => [
  ...whenFields(context, before),
  ...whatFields(lists, before),
  ...howFields(context, before),
];

function whenFields({ arrival }: Here, before: Subscription | undefined): readonly Field[] {
  const { locale = 'en-US', timezone = 'UTC' } = arrival.person;
  const days = weekdays.map((day) => ({ value: String(day), label: weekdayName(day, locale) }));
  return [
    { id: 'kind', label: 'Which', type: 'choice', required: true, options: kinds },
    { id: 'days', label: 'Days', type: 'choices', required: true, options: days },
    { id: 'time', label: 'Time', type: 'time', required: true },
    {
      id: 'timezone',
      label: 'Time zone',
      hint: 'Part of its name, such as a large city.',
      type: 'lookup',
      minimum: 1,
      required: true,
      ...chosen(before?.schedule.timezone ?? timezone),
    },
  ];
}

const optional = { required: false } as const;

function whatFields({ picklists, companyCategories }: DigestLists, before: Subscription | undefined): readonly Field[] {
  const owner = before?.criteria.owner?.[0];
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
    ...several('stage', 'In these stages alone', picklists.offered('stage')),
    ...several('category', 'Of these categories alone', picklists.offered('opportunityCategoryID')),
    ...several(
      'companyCategory',
      'Companies of these categories alone',
      companyCategories.filter(({ active }) => active),
    ),
    { ...optional, id: 'amount', label: 'From this amount', ...moneyKind },
  ];
}

const howFields = ({ arrival }: Here, before: Subscription | undefined): readonly Field[] => [
  { ...optional, id: 'goalRecurring', label: 'Goal: recurring won a month', ...moneyKind },
  { ...optional, id: 'goalOneTime', label: 'Goal: one-time won a month', ...moneyKind },
  {
    ...optional,
    id: 'skipsQuiet',
    label: 'Skip days on which nothing moved and nothing needs attention',
    type: 'toggle',
  },
  { ...optional, id: 'threads', label: 'Headline here, details in its thread', type: 'toggle' },
  // In a private conversation there is nobody else to be mentioned.
  ...((before?.place ?? arrival.place).kind === 'direct' ? [] : [mentionsField]),
];

const mentionsField: Field = {
  ...optional,
  id: 'mentions',
  label: 'Mention owners: people whose opportunities need attention are mentioned',
  type: 'toggle',
};

/** No field at all where the tenant keeps no such list. */
const several = (id: string, label: string, offered: readonly Picked[]): readonly Field[] =>
  offered.length === 0 ? [] : [{ ...optional, id, label, type: 'choices', options: choicesOf(offered) }];

const chosen = (timezone: string) => ({ chosen: { value: timezone, label: zoneLabel(timezone) } });

/** What a new one begins with: the working days at eight, or Monday; in a private conversation what is one's own. */
export function valuesFor(context: Here, before: Subscription | undefined, kind: DigestKind): RawValues {
  if (before !== undefined) return valuesOf(before);
  const { arrival, me } = context;
  return {
    kind,
    days: kind === 'daily' ? '1,2,3,4,5' : '1',
    time: '08:00',
    timezone: arrival.person.timezone ?? 'UTC',
    ...(arrival.place.kind === 'direct' ? { owner: String(me.id) } : {}),
  };
}

/** What cannot be read is shown as it is, for the person to see and mend. */
const fromAmount = (kept: string): string => String(keptFigures(kept)?.from ?? kept.replace('>=', ''));

function valuesOf({
  kind,
  schedule,
  criteria,
  companyCategory,
  skipsQuiet,
  mentions,
  threads,
  goal,
}: Subscription): RawValues {
  const ids = (names: readonly Named[] | undefined): string | undefined => names?.map(({ id }) => String(id)).join(',');
  const values = {
    kind,
    days: schedule.days.join(','),
    time: schedule.time,
    timezone: schedule.timezone,
    owner: criteria.owner?.[0] === undefined ? undefined : String(criteria.owner[0].id),
    stage: ids(criteria.stage),
    category: ids(criteria.category),
    companyCategory: ids(companyCategory),
    amount: criteria.amount === undefined ? undefined : fromAmount(criteria.amount),
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
