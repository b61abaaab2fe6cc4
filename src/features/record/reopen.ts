/** Reopen an opportunity that was won or lost: active again, in a stage, with a new projected close. */
import { Conflict } from '../../core/errors';
import type { Feature } from '../../core/feature';
import { defineForm } from '../../core/forms/definition';
import { type InfoText, type RawValues } from '../../core/forms/form-view';
import { datePart } from '../../opportunity/calendar';
import type { Picklists } from '../../opportunity/client';
import type { Changes } from '../../opportunity/changes';
import type { Opportunity } from '../../opportunity/opportunity';
import { outcomeOf } from '../../opportunity/tenant';
import { reopenButton, type OpportunityPayload } from '../../views/buttons';
import type { Format } from '../../views/format';
import { choicesOf } from '../choosing/choices';
import { changeFormState, submitWithConfirmation, previewEffects, type ChangeFormState } from '../changing/confirm';
import { opportunityRemark, loadForForm, type LoadedOpportunity } from '../changing/open-opportunity';
import { formatOf, type FeatureContext, type Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import { submitChange } from '../changing/submit-change';

const form = defineForm<Services, ChangeFormState>({
  id: 'opportunity.reopen',
  version: 1,
  title: reopenButton.title,
  submitLabel: 'Reopen',
  states: { 1: changeFormState },
  async open(context, about) {
    const { opportunity, picklists, state, remarks } = await loadEndedOpportunity(context, about);
    const format = formatOf(context);
    const stages = choicesOf(picklists.selectable('stage'));
    const values = initialValues(opportunity, stages[0]?.value, format.today);
    const fields = ['stage', 'projectedCloseDate', 'status', 'closedDate'];
    const preview = await previewEffects(context, opportunity, { changes: parseReopening(values, picklists), fields });
    return {
      state: { ...state, agreed: preview.agreed },
      remarks: [
        opportunityRemark(opportunity),
        ...remarks,
        ...closedDateRemark(opportunity, format),
        ...preview.remarks,
      ],
      cautions: preview.cautions,
      fields: [
        { id: 'stage', label: 'Stage', type: 'choice', required: true, options: stages },
        { id: 'projectedCloseDate', label: 'Projected close', type: 'date', required: true },
      ],
      values,
    };
  },
  async submit(context, raw, about) {
    const changes = parseReopening(raw, await context.services.opportunities.picklists());
    return submitWithConfirmation(context, about, () =>
      submitChange(context, { about, changes, news: 'Reopened', inputHolder: 'form' }),
    );
  },
});

/** Throws `Conflict` when it is open already. */
async function loadEndedOpportunity(context: FeatureContext, about: OpportunityPayload): Promise<LoadedOpportunity> {
  const loaded = await loadForForm(context, about);
  if (outcomeOf(loaded.opportunity, loaded.picklists.statuses) !== 'open') return loaded;
  throw new Conflict(`${loaded.opportunity.fields.title} is open already.`, {
    hint: `Look at it with ${context.interaction.prefix}${String(about.id)}.`,
  });
}

/** A projected close in the past is replaced by today. */
function initialValues({ fields }: Opportunity, stage: string | undefined, today: string): RawValues {
  const close = datePart(fields.projectedCloseDate) ?? today;
  return { projectedCloseDate: close < today ? today : close, ...(stage === undefined ? {} : { stage }) };
}

/** A won opportunity has a closed date, which an open one must not have. */
function closedDateRemark({ fields }: Opportunity, format: Format): readonly InfoText[] {
  const day = datePart(fields.closedDate);
  return day === undefined ? [] : [{ text: `The closed date, ${format.day(day)}, is cleared.` }];
}

const parseReopening = (raw: RawValues, { statuses }: Picklists): Changes => ({
  status: statuses.active,
  closedDate: null,
  projectedCloseDate: raw['projectedCloseDate'] ?? null,
  ...(raw['stage'] === undefined ? {} : { stage: Number(raw['stage']) }),
});

export const reopen: Feature<Services> = {
  changes: 'close',
  ...opportunityCommand({
    name: 'reopen',
    aliases: ['unlose', 'revive'],
    summary: 'reopen an opportunity that was won or lost',
    usage: 'reopen <number>',
    examples: ['reopen 29681234'],
    button: reopenButton,
    label: 'Reopen',
    form: form.id,
  }),
  forms: [form],
};
