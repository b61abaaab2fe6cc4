/** Change what an opportunity is worth: the billing periods of revenue and cost, and Autotask's own total. */
import type { Feature } from '../../core/feature';
import type { FieldName } from '../../opportunity/fields';
import { capitalizedLabelOf } from '../../opportunity/labels';
import { costFields, revenueFields } from '../../opportunity/money';
import { moneyButton } from '../../views/buttons';
import { defineEditForm } from '../changing/edit-form';
import { moneyKind } from '../changing/number-kinds';
import type { Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';

const moneyField = (id: FieldName, hint?: string) => ({
  id,
  label: capitalizedLabelOf(id),
  ...moneyKind,
  required: false,
  ...(hint === undefined ? {} : { hint }),
});

const form = defineEditForm({
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
    form: form.id,
  }),
  forms: [form],
};
