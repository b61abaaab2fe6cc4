/** The form that changes the filters of a list, and replaces the list on its card. */
import { parseMoneyRange, parseStoredRange, formatStoredRange } from '../../core/commands/number-range';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, defineForm, invalidSubmission } from '../../core/forms/definition';
import { type Choice, type Field, type FieldErrors, type RawValues } from '../../core/forms/form-view';
import { replaceWith } from '../../core/reply';
import { findImpossibleDay, parsePeriod } from '../../core/commands/parse-date';
import type { Criteria, NamedRecord, OutcomeFilter } from '../../opportunity/criteria';
import { sortOrders, sortLabel, type Sort } from '../../opportunity/sorting';
import { filterButton, listPagePayload, type ListPagePayload } from '../../views/buttons';
import { choicesOf, companyChoices, resourceChoices } from '../choosing/choices';
import { buildListView } from '../choosing/load-list';
import { formatOf, type FeatureContext, type Services } from '../services';

const formId = 'list.filter';
const textLength = 200;

const form = defineForm<Services, ListPagePayload>({
  id: formId,
  version: 1,
  title: filterButton.title,
  submitLabel: 'Show',
  states: { 1: listPagePayload },
  async open({ services }, { criteria }) {
    const stages = choicesOf((await services.opportunities.picklists()).selectable('stage'));
    return { fields: filterFields(criteria, stages), values: filterValues(criteria) };
  },
  suggest: async (context, { field, typed }) =>
    field === 'company' ? companyChoices(context, typed) : resourceChoices(context, typed),
  async submit(context, raw, { criteria: before }) {
    const errors = fieldErrorsOf(context, raw);
    if (Object.keys(errors).length > 0) return invalidSubmission(errors);
    const criteria = await parseFilterForm(context, raw, before);
    const view = await buildListView(context, { criteria });
    return view === undefined ? invalidSubmission({}, 'Nothing is found with these filters.') : replaceWith(view);
  },
});

function filterFields(criteria: Criteria, stages: readonly Choice[]): readonly Field[] {
  const optional = { required: false } as const;
  return [
    {
      ...optional,
      id: 'text',
      label: 'Words',
      type: 'text',
      max: textLength,
      hint: 'Of title, company, contact or owner',
    },
    { ...optional, id: 'which', label: 'Status', type: 'choice', required: true, options: statuses },
    {
      ...optional,
      id: 'stage',
      label: 'Stage',
      type: 'choice',
      options: withPresentChoice(stages, criteria.stage),
    },
    { ...optional, id: 'owner', label: 'Owner', type: 'lookup', minimum: 0, ...presentChoice(criteria.owner) },
    { ...optional, id: 'company', label: 'Company', type: 'lookup', minimum: 2, ...presentChoice(criteria.company) },
    {
      ...optional,
      id: 'close',
      label: 'Projected close',
      type: 'text',
      max: 40,
      hint: 'this-month, <30d, overdue, q1, 2026-12-01..2026-12-31',
    },
    { ...optional, id: 'ended', label: 'Won or lost', type: 'text', max: 40, hint: 'last-month, this-quarter' },
    { ...optional, id: 'amount', label: 'Amount', type: 'text', max: 40, hint: '>10k, 5k..20k' },
    { ...optional, id: 'mrr', label: 'Recurring per month', type: 'text', max: 40, hint: '>500' },
    {
      ...optional,
      id: 'sort',
      label: 'Order',
      type: 'choice',
      options: sortOrders.map((sort) => ({ value: sort, label: sortLabel(sort) })),
    },
  ];
}

const statuses: readonly Choice[] = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'any', label: 'Any' },
];

/** Several names that were typed together stay one choice. */
const joinedChoice = (names: readonly NamedRecord[]): Choice => ({
  value: names.map(({ id }) => id).join(','),
  label: names.map(({ name }) => name).join(' or '),
});
const presentChoice = (names: readonly NamedRecord[] | undefined): { chosen?: Choice } =>
  names === undefined ? {} : { chosen: joinedChoice(names) };
const withPresentChoice = (
  offered: readonly Choice[],
  names: readonly NamedRecord[] | undefined,
): readonly Choice[] => {
  if (names === undefined) return offered;
  const now = joinedChoice(names);
  return offered.some(({ value }) => value === now.value) ? offered : [now, ...offered];
};

/** Earlier versions stored ranges as typed: rewritten so that every locale parses them alike. */
function portableRange(storedRange: string | undefined): string | undefined {
  const figures = storedRange === undefined ? undefined : parseStoredRange(storedRange);
  return storedRange === undefined || figures === undefined ? storedRange : formatStoredRange(storedRange, figures);
}

function filterValues({ which, text, stage, owner, company, close, ended, amount, mrr, sort }: Criteria): RawValues {
  const chosen = (names: readonly NamedRecord[] | undefined) =>
    names === undefined ? undefined : joinedChoice(names).value;
  const values = {
    which,
    text,
    close,
    ended,
    amount: portableRange(amount),
    mrr: portableRange(mrr),
    sort,
    stage: chosen(stage),
    owner: chosen(owner),
    company: chosen(company),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function fieldErrorsOf(context: FeatureContext, raw: RawValues): FieldErrors {
  const dateContext = { today: formatOf(context).today, locale: context.interaction.person.locale ?? 'en-US' };
  const wrong = (field: string, isRight: (text: string) => boolean, say: string) => {
    const typed = raw[field];
    return typed === undefined || isRight(typed) ? [] : [[field, `"${typed}" is not a ${say}.`]];
  };
  const wrongTime = (field: string, example: string) => {
    const impossible = findImpossibleDay(raw[field] ?? '', dateContext);
    if (impossible !== undefined) return [[field, `${impossible.say} Write one such as ${impossible.nearest}.`]];
    return wrong(field, (text) => parsePeriod(text, dateContext) !== undefined, `time. Write one such as ${example}`);
  };
  const wrongFigures = (field: string, example: string) => {
    const read = raw[field] === undefined ? undefined : parseMoneyRange(raw[field], context.interaction.person.locale);
    return read === undefined || 'figures' in read ? [] : [[field, `${read.say} Or a span, such as ${example}.`]];
  };
  return Object.fromEntries([
    ...wrongTime('close', 'this-month or <30d'),
    ...wrongTime('ended', 'last-month'),
    ...wrongFigures('amount', '>10k'),
    ...wrongFigures('mrr', '>500'),
  ]) as FieldErrors;
}

/** In the form that cards store, independent of locale. */
function storedRangeOf({ interaction }: FeatureContext, typed: string | undefined): string | undefined {
  const parsed = typed === undefined ? undefined : parseMoneyRange(typed, interaction.person.locale);
  return typed === undefined || parsed === undefined || !('figures' in parsed)
    ? typed
    : formatStoredRange(typed, parsed.figures);
}

/** What the form has no field for stays as it was. */
async function parseFilterForm(context: FeatureContext, raw: RawValues, before: Criteria): Promise<Criteria> {
  const { opportunities } = context.services;
  const stages = (await opportunities.picklists()).all('stage').map(({ value, label }) => ({ id: value, name: label }));
  const namedValues = async (
    field: 'owner' | 'company' | 'stage',
    nameOf: (id: number) => Promise<string> | string,
  ) => {
    const ids = raw[field]?.split(',').map(Number);
    if (ids === undefined) return undefined;
    return Promise.all(
      ids.map(async (id) => before[field]?.find((known) => known.id === id) ?? { id, name: await nameOf(id) }),
    );
  };
  return {
    ...before,
    which: raw['which'] as OutcomeFilter,
    text: raw['text'],
    stage: await namedValues('stage', (id) => stages.find((stage) => stage.id === id)?.name ?? String(id)),
    owner: await namedValues('owner', (id) => opportunities.nameOf('resource', id)),
    company: await namedValues('company', (id) => opportunities.nameOf('company', id)),
    close: raw['close'],
    ended: raw['ended'],
    amount: storedRangeOf(context, raw['amount']),
    mrr: storedRangeOf(context, raw['mrr']),
    sort: raw['sort'] as Sort | undefined,
  };
}

export const filter: Feature<Services> = {
  actions: [
    handleButton(filterButton, (_context: FeatureContext, request) => Promise.resolve(openForm(formId, request))),
  ],
  forms: [form],
};
