/** Change the filters of a list in a form; the list on the card is replaced. */
import { readFigures } from '../core/figures';
import { keptFigures, toKept } from '../core/kept-figures';
import { onPress, type Feature } from '../core/feature';
import { openForm } from '../core/form-request';
import { defineForm, invalid } from '../core/form';
import { type Choice, type Field, type FieldErrors, type RawValues } from '../core/form-view';
import { replaceWith } from '../core/reply';
import { impossibleIn, readPeriod } from '../core/when';
import type { Criteria, Named, Which } from '../opportunity/criteria';
import { sorts, sortWords, type Sort } from '../opportunity/sorting';
import { filterButton, listPage, type ListPage } from '../views/buttons';
import { choicesOf, companyChoices, resourceChoices } from './choices';
import { listing } from './listing';
import { formatOf, type Here, type Services } from './services';

const formId = 'list.filter';
const textLength = 200;

const form = defineForm<Services, ListPage>({
  id: formId,
  version: 1,
  title: filterButton.title,
  submitLabel: 'Show',
  states: { 1: listPage },
  async open({ services }, { criteria }) {
    const stages = choicesOf((await services.opportunities.picklists()).offered('stage'));
    return { fields: fieldsFor(criteria, stages), values: valuesOf(criteria) };
  },
  suggest: async (context, { field, typed }) =>
    field === 'company' ? companyChoices(context, typed) : resourceChoices(context, typed),
  async submit(context, raw, { criteria: before }) {
    const errors = mistakesIn(context, raw);
    if (Object.keys(errors).length > 0) return invalid(errors);
    const criteria = await criteriaFrom(context, raw, before);
    const view = await listing(context, { criteria });
    return view === undefined ? invalid({}, 'Nothing is found with these filters.') : replaceWith(view);
  },
});

function fieldsFor(criteria: Criteria, stages: readonly Choice[]): readonly Field[] {
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
      options: withPresent(stages, criteria.stage),
    },
    { ...optional, id: 'owner', label: 'Owner', type: 'lookup', minimum: 0, ...present(criteria.owner) },
    { ...optional, id: 'company', label: 'Company', type: 'lookup', minimum: 2, ...present(criteria.company) },
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
      options: sorts.map((sort) => ({ value: sort, label: sortWords(sort) })),
    },
  ];
}

const statuses: readonly Choice[] = [
  { value: 'open', label: 'Open' },
  { value: 'won', label: 'Won' },
  { value: 'lost', label: 'Lost' },
  { value: 'any', label: 'Any' },
];

/** Several at once were typed: they stay one entry. */
const joined = (names: readonly Named[]): Choice => ({
  value: names.map(({ id }) => id).join(','),
  label: names.map(({ name }) => name).join(' or '),
});
const present = (names: readonly Named[] | undefined): { chosen?: Choice } =>
  names === undefined ? {} : { chosen: joined(names) };
const withPresent = (offered: readonly Choice[], names: readonly Named[] | undefined): readonly Choice[] => {
  if (names === undefined) return offered;
  const now = joined(names);
  return offered.some(({ value }) => value === now.value) ? offered : [now, ...offered];
};

/** What an earlier version kept as it was typed then, written so that everybody reads it alike. */
function written(kept: string | undefined): string | undefined {
  const figures = kept === undefined ? undefined : keptFigures(kept);
  return kept === undefined || figures === undefined ? kept : toKept(kept, figures);
}

function valuesOf({ which, text, stage, owner, company, close, ended, amount, mrr, sort }: Criteria): RawValues {
  const chosen = (names: readonly Named[] | undefined) => (names === undefined ? undefined : joined(names).value);
  const values = {
    which,
    text,
    close,
    ended,
    amount: written(amount),
    mrr: written(mrr),
    sort,
    stage: chosen(stage),
    owner: chosen(owner),
    company: chosen(company),
  };
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function mistakesIn(context: Here, raw: RawValues): FieldErrors {
  const reading = { today: formatOf(context).today, locale: context.arrival.person.locale ?? 'en-US' };
  const wrong = (field: string, isRight: (text: string) => boolean, say: string) => {
    const typed = raw[field];
    return typed === undefined || isRight(typed) ? [] : [[field, `"${typed}" is not a ${say}.`]];
  };
  const wrongTime = (field: string, example: string) => {
    const impossible = impossibleIn(raw[field] ?? '', reading);
    if (impossible !== undefined) return [[field, `${impossible.say} Write one such as ${impossible.nearest}.`]];
    return wrong(field, (text) => readPeriod(text, reading) !== undefined, `time. Write one such as ${example}`);
  };
  const wrongFigures = (field: string, example: string) => {
    const read = raw[field] === undefined ? undefined : readFigures(raw[field], context.arrival.person.locale);
    return read === undefined || 'figures' in read ? [] : [[field, `${read.say} Or a span, such as ${example}.`]];
  };
  return Object.fromEntries([
    ...wrongTime('close', 'this-month or <30d'),
    ...wrongTime('ended', 'last-month'),
    ...wrongFigures('amount', '>10k'),
    ...wrongFigures('mrr', '>500'),
  ]) as FieldErrors;
}

/** As a card keeps it, whoever presses it then. */
function kept({ arrival }: Here, typed: string | undefined): string | undefined {
  const read = typed === undefined ? undefined : readFigures(typed, arrival.person.locale);
  return typed === undefined || read === undefined || !('figures' in read) ? typed : toKept(typed, read.figures);
}

/** What the form has no field for stays as it was. */
async function criteriaFrom(context: Here, raw: RawValues, before: Criteria): Promise<Criteria> {
  const { opportunities } = context.services;
  const stages = (await opportunities.picklists()).all('stage').map(({ value, label }) => ({ id: value, name: label }));
  const named = async (field: 'owner' | 'company' | 'stage', nameOf: (id: number) => Promise<string> | string) => {
    const ids = raw[field]?.split(',').map(Number);
    if (ids === undefined) return undefined;
    return Promise.all(
      ids.map(async (id) => before[field]?.find((known) => known.id === id) ?? { id, name: await nameOf(id) }),
    );
  };
  return {
    ...before,
    which: raw['which'] as Which,
    text: raw['text'],
    stage: await named('stage', (id) => stages.find((stage) => stage.id === id)?.name ?? String(id)),
    owner: await named('owner', (id) => opportunities.nameOf('resource', id)),
    company: await named('company', (id) => opportunities.nameOf('company', id)),
    close: raw['close'],
    ended: raw['ended'],
    amount: kept(context, raw['amount']),
    mrr: kept(context, raw['mrr']),
    sort: raw['sort'] as Sort | undefined,
  };
}

export const filter: Feature<Services> = {
  actions: [onPress(filterButton, (_context: Here, wanted) => Promise.resolve(openForm(formId, wanted)))],
  forms: [form],
};
