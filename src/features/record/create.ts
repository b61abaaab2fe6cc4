/** Create an opportunity: its company, what it is worth, where it stands. */
import { z } from 'zod';
import { InvalidInput, Rejected } from '../../core/errors';
import { handleButton, type Feature } from '../../core/feature';
import { openForm, defineForm } from '../../core/forms/definition';
import { type Choice, type Field, type RawValues } from '../../core/forms/form-view';
import { textOfTokens } from '../../core/commands/tokenize';
import { addDays } from '../../core/days';
import type { Picklists } from '../../opportunity/client';
import type { Changes } from '../../opportunity/changes';
import type { FieldName } from '../../opportunity/fields';
import { capitalizedLabelOf } from '../../opportunity/labels';
import type { UdfRule } from '../../opportunity/rules/udfs';
import { choicesOf, companyChoices, contactChoices, resourceChoices } from '../choosing/choices';
import { newButton } from '../../views/buttons';
import { moneyKind, percentKind } from '../changing/edit-form';
import { formatOf, type FeatureContext, type Services } from '../services';
import { submitRequest } from '../changing/submit-change';

const formId = 'opportunity.new';
/** Days until the projected close that the form proposes. */
const defaultCloseDays = 30;

/** `title` was typed after the command. */
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
    const [picklists, udfs] = await Promise.all([opportunities.picklists(), opportunities.userDefinedFields()]);
    const stages = picklists.selectable('stage');
    return {
      fields: [
        ...createFields(context, picklists),
        ...requiredFields(picklists),
        ...udfs.filter(isRequiredUdf).map(udfField),
      ],
      values: {
        ownerResourceID: String(context.user.id),
        probability: '10',
        projectedCloseDate: addDays(formatOf(context).today, defaultCloseDays),
        ...(stages[0] === undefined ? {} : { stage: String(stages[0].value) }),
        ...(state.title === undefined ? {} : { title: state.title }),
      },
    };
  },
  async suggest(context, { field, typed, raw }) {
    if (field === 'companyID') return companyChoices(context, typed);
    if (field === 'ownerResourceID') return resourceChoices(context, typed);
    const company = Number(raw['companyID']);
    // Before a company is chosen, the value is typed text.
    return Number.isInteger(company) ? contactChoices(context, company, typed) : [];
  },
  async submit(context, raw) {
    const { opportunities } = context.services;
    const { statuses } = await opportunities.picklists();
    const draft = parseDraft(raw, { status: statuses.active, context });
    const options = { title: draft.title ?? '', news: 'Created', inputHolder: 'form' } as const;
    return submitRequest(context, { kind: 'create', draft }, options).catch(rethrowAtUdfs);
  },
});

function createFields({ user }: FeatureContext, picklists: Picklists): readonly Field[] {
  const text = (id: FieldName, required: boolean): Field => ({
    id,
    label: capitalizedLabelOf(id),
    type: 'text',
    max: picklists.maxLength(id),
    required,
  });
  const moneyField = (id: FieldName): Field => ({
    id,
    label: capitalizedLabelOf(id),
    ...moneyKind,
    required: false,
  });
  const choices = (id: 'stage' | 'opportunityCategoryID'): readonly Choice[] => choicesOf(picklists.selectable(id));
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
    { ...moneyField('monthlyRevenue'), startsPage: true },
    moneyField('onetimeRevenue'),
    { id: 'projectedCloseDate', label: 'Projected close', type: 'date', required: true },
    {
      id: 'ownerResourceID',
      label: 'Owner',
      type: 'lookup',
      minimum: 0,
      required: true,
      chosen: { value: String(user.id), label: user.name },
    },
    ...(picklists.isRequired('nextStep') ? [] : [text('nextStep', false)]),
  ];
}

const optionalTextFields = ['nextStep', 'promotionName', 'helpNeeded', 'barriers', 'market', 'description'] as const;

/** Fields that this tenant requires beyond the usual ones. */
const requiredFields = (picklists: Picklists): readonly Field[] =>
  optionalTextFields
    .filter((id) => picklists.isRequired(id))
    .map((id) => ({ id, label: capitalizedLabelOf(id), type: 'text', max: picklists.maxLength(id), required: true }));

const isRequiredUdf = ({ required, readOnly, defaultValue }: UdfRule): boolean =>
  required && !readOnly && !defaultValue;
const udfPrefix = 'own:';

function udfField({ name, label, values, length }: UdfRule): Field {
  const base = { id: `${udfPrefix}${name}`, label, required: true };
  if (values === undefined) return { ...base, type: 'text', max: length > 0 ? length : 3000 };
  const options = values.filter(({ active }) => active).map(({ value, label: shown }) => ({ value, label: shown }));
  return { ...base, type: 'choice', options };
}

/** Errors at user-defined fields come with their plain names; the form prefixes them. */
function rethrowAtUdfs(error: unknown): never {
  if (!(error instanceof Rejected)) throw error;
  const fields = Object.entries(error.fields).flatMap(([name, say]) => [
    [name, say],
    [`${udfPrefix}${name}`, say],
  ]);
  throw new Rejected(error.userMessage, Object.fromEntries(fields) as Record<string, string>, { cause: error });
}

/** Autotask requires amount and cost for every new opportunity, even where it computes them itself. */
function parseDraft(raw: RawValues, { status, context }: { status: number; context: FeatureContext }): Changes {
  const udfValues = Object.entries(raw).filter(([id]) => id.startsWith(udfPrefix));
  const standardValues = Object.entries(raw).filter(([id]) => !id.startsWith(udfPrefix));
  return {
    amount: 0,
    cost: 0,
    useQuoteTotals: false,
    // The person's own day: in an American evening UTC is a day ahead, and nothing may close before the start date.
    startDate: formatOf(context).today,
    status,
    ...Object.fromEntries(
      standardValues.map(([id, value]) => [id, numericFields.has(id) ? Number(value) : value.trim()]),
    ),
    ...(udfValues.length === 0
      ? {}
      : { userDefinedFields: udfValues.map(([id, value]) => ({ name: id.slice(udfPrefix.length), value })) }),
  };
}
const numericFields = new Set([
  'companyID',
  'contactID',
  'opportunityCategoryID',
  'stage',
  'probability',
  'monthlyRevenue',
  'onetimeRevenue',
  'ownerResourceID',
]);

async function initialDraft({ interaction, services }: FeatureContext, title: string): Promise<DraftState> {
  const maxLength = (await services.opportunities.picklists()).maxLength('title');
  if (title.length <= maxLength) return title === '' ? {} : { title };
  const say = `A title has at most ${String(maxLength)} characters; this has ${String(title.length)}.`;
  throw new InvalidInput(say, { hint: `Write ${interaction.prefix}new with a shorter one.` });
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
      run: async (context, tokens) => openForm(formId, await initialDraft(context, textOfTokens(tokens))),
    },
  ],
  actions: [handleButton(newButton, () => Promise.resolve(openForm(formId, {})))],
  forms: [form],
};
