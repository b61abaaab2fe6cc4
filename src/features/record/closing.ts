/** What winning and losing share: the form with its remarks, the reason, the status and the stage. */
import { picklistLabel } from '../../opportunity/labels';
import { defineForm, type Form } from '../../core/forms/definition';
import { type Field, type InfoText, type RawValues } from '../../core/forms/form-view';
import type { FieldName } from '../../opportunity/fields';
import type { Picklists } from '../../opportunity/client';
import type { Changes } from '../../opportunity/changes';
import type { PicklistValue, PicklistField } from '../../opportunity/opportunity';
import { choicesOf } from '../choosing/choices';
import { changeFormState, submitWithConfirmation, previewEffects, type ChangeFormState } from '../changing/confirm';
import { opportunityRemark, loadOpenOpportunity, type LoadedOpportunity } from '../changing/open-opportunity';
import type { FeatureContext, Services } from '../services';
import { submitChange } from '../changing/submit-change';

interface ClosingTarget {
  readonly status: number;
  /** Undefined leaves the stage as it is. */
  readonly stage: PicklistValue | undefined;
}
interface ClosingFormOptions {
  readonly id: string;
  readonly title: string;
  readonly verb: 'Win' | 'Lose';
  readonly news: string;
  readonly target: (picklists: Picklists) => ClosingTarget;
  readonly fields: (picklists: Picklists) => readonly Field[];
  readonly values: (context: FeatureContext) => RawValues;
  readonly read: (raw: RawValues) => Changes;
}

export function defineClosingForm(options: ClosingFormOptions): Form<Services> {
  const { id, title, verb, news } = options;
  return defineForm<Services, ChangeFormState>({
    id,
    version: 1,
    title,
    submitLabel: verb,
    states: { 1: changeFormState },
    async open(context, about) {
      const loaded = await loadOpenOpportunity(context, about);
      const target = options.target(loaded.picklists);
      const [fields, values] = [options.fields(loaded.picklists), options.values(context)];
      const changes = { ...changesForTarget(target), ...options.read(values) };
      const fieldIds = fields.map((field) => field.id);
      const { remarks, cautions, agreed } = await previewEffects(context, loaded.opportunity, {
        changes,
        fields: fieldIds,
      });
      return {
        state: { ...loaded.state, agreed },
        remarks: [...closingRemarks(loaded, verb, target), ...remarks],
        cautions,
        fields,
        values,
      };
    },
    async submit(context, raw, about) {
      const target = options.target(await context.services.opportunities.picklists());
      const changes = { ...changesForTarget(target), ...options.read(raw) };
      const alreadyText = `${news} already.`;
      return submitWithConfirmation(context, about, () =>
        submitChange(context, { about, changes, news, already: alreadyText, inputHolder: 'form' }),
      );
    },
  });
}

/** What will be set, and what Autotask's own wizard would do beyond that. */
function closingRemarks(
  { opportunity, picklists, remarks }: LoadedOpportunity,
  verb: ClosingFormOptions['verb'],
  { status, stage }: ClosingTarget,
): InfoText[] {
  const label = picklistLabel(picklists.all('status'), status) ?? String(status);
  const stageText = stage === undefined ? 'the stage stays as it is' : `the stage becomes "${stage.label}"`;
  return [
    opportunityRemark(opportunity),
    ...remarks,
    {
      text: `Sets the status to "${label}"; ${stageText}. Autotask's own ${verb} wizard (sales order, project, contract) is not run.`,
      link: { label: 'Open in Autotask', url: opportunity.url },
    },
  ];
}

const changesForTarget = ({ status, stage }: ClosingTarget): Changes => ({
  status,
  ...(stage === undefined ? {} : { stage: stage.value }),
});

/** The reason from the tenant's list, and as text. */
export function reasonFields(
  picklists: Picklists,
  reason: PicklistField & FieldName,
  detail: FieldName,
): readonly Field[] {
  return [
    ...choiceField(picklists, reason, 'Reason'),
    {
      id: detail,
      label: 'In words',
      type: 'text',
      lines: 'many',
      max: picklists.maxLength(detail),
      required: picklists.isRequired(detail),
    },
  ];
}

/** A choice from a picklist; no field where the tenant has no such list. */
export function choiceField(picklists: Picklists, field: PicklistField & FieldName, label: string): readonly Field[] {
  const options = choicesOf(picklists.selectable(field));
  return options.length === 0
    ? []
    : [{ id: field, label, type: 'choice', required: picklists.isRequired(field), options }];
}
