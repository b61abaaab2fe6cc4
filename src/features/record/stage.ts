/** Move an opportunity to another stage: from a form, or at once when number and stage are both typed. */
import { picklistLabel } from '../../opportunity/labels';
import { toComparable } from '../../core/normalize-name';
import { InvalidInput } from '../../core/errors';
import type { Feature } from '../../core/feature';
import { defineForm } from '../../core/forms/definition';
import type { Reply } from '../../core/reply';
import type { Tokens } from '../../core/commands/tokenize';
import type { PicklistValue } from '../../opportunity/opportunity';
import type { InputHolder } from '../../outbox/execute';
import { stageButton } from '../../views/buttons';
import { choicesOf } from '../choosing/choices';
import { changeFormState, submitWithConfirmation, type ChangeFormState } from '../changing/confirm';
import { opportunityRemark, loadOpenOpportunity, loadFormState } from '../changing/open-opportunity';
import type { FeatureContext, Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import { submitChange } from '../changing/submit-change';

const formId = 'opportunity.stage';

const form = defineForm<Services, ChangeFormState>({
  id: formId,
  version: 1,
  title: 'Move stage',
  submitLabel: 'Move',
  states: { 1: changeFormState },
  async open(context, about) {
    const { opportunity, picklists, state, remarks } = await loadOpenOpportunity(context, about);
    const offered = picklists.selectable('stage');
    const current = String(opportunity.fields.stage);
    return {
      state,
      remarks: [opportunityRemark(opportunity), ...remarks],
      fields: [{ id: 'stage', label: 'Stage', type: 'choice', required: true, options: choicesOf(offered) }],
      values: offered.some(({ value }) => String(value) === current) ? { stage: current } : {},
    };
  },
  async submit(context, raw, about) {
    const stage = Number(raw['stage']);
    return submitWithConfirmation(context, about, () => moveTo(context, about, { stage, inputHolder: 'form' }));
  },
});

interface MoveOptions {
  readonly stage: number;
  readonly inputHolder: InputHolder;
}
async function moveTo(
  context: FeatureContext,
  about: ChangeFormState,
  { stage, inputHolder }: MoveOptions,
): Promise<Reply> {
  const picklists = await context.services.opportunities.picklists();
  const label = picklistLabel(picklists.all('stage'), stage) ?? String(stage);
  return submitChange(context, {
    about,
    changes: { stage },
    news: `Moved to ${label}`,
    already: `Already in ${label}.`,
    inputHolder,
  });
}

/** The one selectable stage with that label, else the only one with a word that begins so. */
async function parseStage(context: FeatureContext, text: string): Promise<PicklistValue> {
  const offered = (await context.services.opportunities.picklists()).selectable('stage');
  const name = toComparable(text);
  const whole = offered.filter(({ label }) => toComparable(label) === name);
  const matching = whole.length > 0 ? whole : offered.filter(({ label }) => hasWordStart(label, name));
  const [stage, ...others] = matching;
  if (stage !== undefined && others.length === 0) return stage;
  const names = (others.length > 0 ? matching : offered).map(({ label }) => `"${label}"`).join(', ');
  throw new InvalidInput(others.length > 0 ? `"${text}" fits several stages.` : `There is no stage "${text}".`, {
    hint: `Choose one of ${names}.`,
  });
}

/** `verbal` finds "4 Verbal agreement": labels often begin with a number. */
const hasWordStart = (label: string, name: string): boolean => ` ${toComparable(label)}`.includes(` ${name}`);

async function moveAtOnce(context: FeatureContext, id: number, tokens: Tokens): Promise<Reply> {
  const stage = await parseStage(context, tokens.values.join(' '));
  const state = await loadFormState(context, id);
  return moveTo(context, state, { stage: stage.value, inputHolder: 'outbox' });
}

export const stage: Feature<Services> = {
  changes: 'edit',
  ...opportunityCommand({
    name: 'stage',
    aliases: ['move'],
    summary: 'move an opportunity to another stage',
    usage: 'stage <number> ["stage"]',
    examples: ['stage 29681234 "Quote sent"', 'stage 29681234'],
    button: stageButton,
    label: 'Stage',
    form: formId,
    runDirectly: moveAtOnce,
  }),
  forms: [form],
};
