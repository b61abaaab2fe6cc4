/** Create an opportunity: its company, what it is worth, where it stands. */
import { z } from 'zod';
import { Mistyped, Refused } from '../core/errors';
import { onPress, type Feature } from '../core/feature';
import { openForm } from '../core/form-request';
import { defineForm } from '../core/form';
import { type Choice, type Field, type RawValues } from '../core/form-view';
import { textIn } from '../core/words';
import { addDays } from '../opportunity/calendar';
import type { Picklists } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import type { FieldName } from '../opportunity/fields';
import { titleOf } from '../opportunity/labels';
import type { UdfRule } from '../opportunity/rules/udfs';
import { choicesOf, companyChoices, contactChoices, resourceChoices } from './choices';
import { newButton } from '../views/buttons';
import { moneyKind, percentKind } from './number-kinds';
import { formatOf, type Here, type Services } from './services';
import { ask } from './write';

const formId = 'opportunity.new';
/** Days until the projected close that the form proposes. */
const usualDays = 30;

/** `title` is what was typed after the verb. */
const draftState = z.object({ title: z.string().optional() });
type DraftState = z.infer<typeof draftState>;

const form = defineForm<Services, DraftState>({
  id: formId,
  version: 1,
  title: newButton.title,
  submitLabel: 'Create',
  states: { 1: draftState },
  async open(context, state) {
    const { opportunities } = context.services;
    const [picklists, own] = await Promise.all([opportunities.picklists(), opportunities.userDefinedFields()]);
    const stages = picklists.offered('stage');
    return {
      fields: [...fieldsFor(context, picklists), ...demanded(picklists), ...own.filter(isDemanded).map(ownField)],
      values: {
        ownerResourceID: String(context.me.id),
        probability: '10',
        projectedCloseDate: addDays(formatOf(context).today, usualDays),
        ...(stages[0] === undefined ? {} : { stage: String(stages[0].value) }),
        ...(state.title === undefined ? {} : { title: state.title }),
      },
    };
  },
  async suggest(context, { field, typed, raw }) {
    if (field === 'companyID') return companyChoices(context, typed);
    if (field === 'ownerResourceID') return resourceChoices(context, typed);
    const company = Number(raw['companyID']);
    // Words stand there where nobody has chosen yet.
    return Number.isInteger(company) ? contactChoices(context, company, typed) : [];
  },
  async submit(context, raw) {
    const { opportunities } = context.services;
    const { statuses } = await opportunities.picklists();
    const draft = draftFrom(raw, { status: statuses.active, context });
    const asked = { title: draft.title ?? '', news: 'Created', holder: 'form' } as const;
    return ask(context, { kind: 'create', draft }, asked).catch(atOwnFields);
  },
});

function fieldsFor({ me }: Here, picklists: Picklists): readonly Field[] {
  const text = (id: FieldName, required: boolean): Field => ({
    id,
    label: titleOf(id),
    type: 'text',
    max: picklists.maxLength(id),
    required,
  });
  const figure = (id: FieldName): Field => ({
    id,
    label: titleOf(id),
    ...moneyKind,
    required: false,
  });
  const choices = (id: 'stage' | 'opportunityCategoryID'): readonly Choice[] => choicesOf(picklists.offered(id));
  const categories = choices('opportunityCategoryID');
  return [
    { id: 'companyID', label: 'Company', type: 'lookup', minimum: 2, required: true },
    { id: 'contactID', label: 'Contact', hint: 'One of the company.', type: 'lookup', minimum: 0, required: false },
    text('title', true),
    ...(categories.length === 0
      ? []
      : [
          {
            id: 'opportunityCategoryID',
            label: 'Category',
            hint: 'Left empty, the standard one. Its defaults fill whatever else is left empty.',
            type: 'choice',
            required: false,
            options: categories,
          } as const,
        ]),
    { id: 'stage', label: 'Stage', type: 'choice', required: true, options: choices('stage') },
    { id: 'probability', label: 'Probability, %', ...percentKind, required: true },
    { ...figure('monthlyRevenue'), startsPage: true },
    figure('onetimeRevenue'),
    { id: 'projectedCloseDate', label: 'Projected close', type: 'date', required: true },
    {
      id: 'ownerResourceID',
      label: 'Owner',
      type: 'lookup',
      minimum: 0,
      required: true,
      chosen: { value: String(me.id), label: me.name },
    },
    ...(picklists.isRequired('nextStep') ? [] : [text('nextStep', false)]),
  ];
}

const texts = ['nextStep', 'promotionName', 'helpNeeded', 'barriers', 'market', 'description'] as const;

/** What this tenant insists on beyond the usual. */
const demanded = (picklists: Picklists): readonly Field[] =>
  texts
    .filter((id) => picklists.isRequired(id))
    .map((id) => ({ id, label: titleOf(id), type: 'text', max: picklists.maxLength(id), required: true }));

const isDemanded = ({ required, readOnly, usual }: UdfRule): boolean => required && !readOnly && !usual;
const ownPrefix = 'own:';

function ownField({ name, label, values, length }: UdfRule): Field {
  const base = { id: `${ownPrefix}${name}`, label, required: true };
  if (values === undefined) return { ...base, type: 'text', max: length > 0 ? length : 3000 };
  const options = values.filter(({ active }) => active).map(({ value, label: shown }) => ({ value, label: shown }));
  return { ...base, type: 'choice', options };
}

/** The client names the tenant's own fields as the tenant does. */
function atOwnFields(error: unknown): never {
  if (!(error instanceof Refused)) throw error;
  const fields = Object.entries(error.fields).flatMap(([name, say]) => [
    [name, say],
    [`${ownPrefix}${name}`, say],
  ]);
  throw new Refused(error.say, Object.fromEntries(fields) as Record<string, string>, { cause: error });
}

/** Autotask wants amount and cost with every new opportunity, also where it computes them itself. */
function draftFrom(raw: RawValues, { status, context }: { status: number; context: Here }): Changes {
  const own = Object.entries(raw).filter(([id]) => id.startsWith(ownPrefix));
  const given = Object.entries(raw).filter(([id]) => !id.startsWith(ownPrefix));
  return {
    amount: 0,
    cost: 0,
    useQuoteTotals: false,
    // The day where the person is: in the evening of America it is tomorrow already by UTC, and nothing closes before it.
    startDate: formatOf(context).today,
    status,
    ...Object.fromEntries(given.map(([id, value]) => [id, numbers.has(id) ? Number(value) : value.trim()])),
    ...(own.length === 0
      ? {}
      : { userDefinedFields: own.map(([id, value]) => ({ name: id.slice(ownPrefix.length), value })) }),
  };
}
const numbers = new Set([
  'companyID',
  'contactID',
  'opportunityCategoryID',
  'stage',
  'probability',
  'monthlyRevenue',
  'onetimeRevenue',
  'ownerResourceID',
]);

async function startingWith({ arrival, services }: Here, title: string): Promise<DraftState> {
  const most = (await services.opportunities.picklists()).maxLength('title');
  if (title.length <= most) return title === '' ? {} : { title };
  const say = `A title has at most ${String(most)} characters; this has ${String(title.length)}.`;
  throw new Mistyped(say, { next: `Write ${arrival.prefix}new with a shorter one.` });
}

export const create: Feature<Services> = {
  changes: 'create',
  commands: [
    {
      name: 'new',
      aliases: ['create', 'add'],
      summary: 'create an opportunity, from a form',
      usage: 'new [title]',
      examples: ['new', 'new Firewall refresh'],
      audience: 'linked',
      opens: () => newButton.title,
      run: async (context, words) => openForm(formId, await startingWith(context, textIn(words))),
    },
  ],
  actions: [onPress(newButton, () => Promise.resolve(openForm(formId, {})))],
  forms: [form],
};
