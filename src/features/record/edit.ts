/** Edit an opportunity from a form: its usual fields, or its money; only what the person changed is written. */
import type { Choice } from '../../core/forms/form-view';
import type { Feature } from '../../core/feature';
import type { Opportunity } from '../../opportunity/opportunity';
import { editButton, moneyButton } from '../../views/buttons';
import { defineEditForm, percentKind, moneyKind } from '../changing/edit-form';
import type { LoadedOpportunity } from '../changing/open-opportunity';
import { choicesOf, resourceChoices } from '../choosing/choices';
import type { Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import type { FieldName } from '../../opportunity/fields';
import { capitalizedLabelOf } from '../../opportunity/labels';
import { costFields, revenueFields } from '../../opportunity/money';

const form = defineEditForm({
  id: 'opportunity.edit',
  title: editButton.title,
  names: ['title', 'stage', 'probability', 'projectedCloseDate', 'nextStep', 'ownerResourceID'],
  fields: ({ opportunity, picklists }) => [
    { id: 'title', label: 'Title', type: 'text', max: picklists.maxLength('title'), required: true },
    { id: 'stage', label: 'Stage', type: 'choice', required: true, options: stagesFor(opportunity, { picklists }) },
    { id: 'probability', label: 'Probability, %', ...percentKind, required: true },
    { id: 'projectedCloseDate', label: 'Projected close', type: 'date', required: true },
    {
      id: 'nextStep',
      label: 'Next step',
      type: 'text',
      lines: 'many',
      max: picklists.maxLength('nextStep'),
      required: picklists.isRequired('nextStep'),
    },
    { id: 'ownerResourceID', label: 'Owner', type: 'lookup', minimum: 0, required: true, ...ownerOf(opportunity) },
  ],
  suggest: {
    ownerResourceID: (context, typed) => resourceChoices(context, typed),
  },
});

/** Selectable stages; a retired one only where it is the present stage. */
function stagesFor(
  { fields, picklistValues }: Opportunity,
  { picklists }: Pick<LoadedOpportunity, 'picklists'>,
): readonly Choice[] {
  const offered = choicesOf(picklists.selectable('stage'));
  const value = String(fields.stage);
  return offered.some((choice) => choice.value === value)
    ? offered
    : [{ value, label: `${picklistValues.stage?.label ?? value} (retired)` }, ...offered];
}

const ownerOf = ({ fields, names }: Opportunity): { chosen?: Choice } =>
  fields.ownerResourceID === null ? {} : { chosen: { value: String(fields.ownerResourceID), label: names.owner } };

export const edit: Feature<Services> = {
  changes: 'edit',
  ...opportunityCommand({
    name: 'edit',
    aliases: ['change'],
    summary: 'edit title, stage, probability, projected close, next step and owner',
    usage: 'edit <number>',
    examples: ['edit 29681234'],
    button: editButton,
    label: 'Edit',
    form: form.id,
  }),
  forms: [form],
};

const moneyField = (id: FieldName, hint?: string) => ({
  id,
  label: capitalizedLabelOf(id),
  ...moneyKind,
  required: false,
  ...(hint === undefined ? {} : { hint }),
});

const moneyForm = defineEditForm({
  id: 'opportunity.money',
  title: moneyButton.title,
  names: [...revenueFields, ...costFields, 'amount'],
  remarks: () => [
    { text: 'Autotask computes the amount from the revenue of each billing period, and the total cost likewise.' },
  ],
  fields: () => [
    ...revenueFields.map((id) => moneyField(id)),
    ...costFields.map((id) => moneyField(id)),
    moneyField('amount', 'Typed alone it becomes one-time revenue, and all recurring revenue is cleared.'),
  ],
});

export const money: Feature<Services> = {
  changes: 'edit',
  ...opportunityCommand({
    name: 'money',
    aliases: ['revenue', 'amount', 'cost'],
    summary: 'change recurring and one-time revenue and cost',
    usage: 'money <number>',
    examples: ['money 29681234'],
    button: moneyButton,
    label: 'Money',
    form: moneyForm.id,
  }),
  forms: [moneyForm],
};
