/** Edit an opportunity: what it is called, where it stands, what comes next, who owns it. */
import type { Choice } from '../../core/forms/form-view';
import type { Feature } from '../../core/feature';
import type { Opportunity } from '../../opportunity/opportunity';
import { editButton } from '../../views/buttons';
import { defineEditForm } from '../changing/edit-form';
import type { LoadedOpportunity } from '../changing/open-opportunity';
import { choicesOf, resourceChoices } from '../choosing/choices';
import { percentKind } from '../changing/number-kinds';
import type { Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';

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

/** What may be chosen; a retired stage only where it already is. */
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
