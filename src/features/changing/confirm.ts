/** Asks before something is lost or overwritten: it stands in the form, and a submission carries what was read of it. */
import { z } from 'zod';
import { Conflict, ConfirmationRequired } from '../../core/errors';
import type { ConfirmationRequest, SubmitResult } from '../../core/forms/definition';
import type { InfoText } from '../../core/forms/form-view';
import type { Reply } from '../../core/reply';
import type { Changes } from '../../opportunity/changes';
import { fieldOfLoss, dataLosses } from '../../opportunity/validate';
import type { Opportunity } from '../../opportunity/opportunity';
import { opportunityPayload } from '../../views/buttons';
import { differenceText } from '../../views/entry';
import { loadWording } from './entry-card';
import type { FeatureContext } from '../services';

/**
 * What a form that changes one opportunity carries: `agreed` are the keys of the losses that it showed, `accepted` the
 * values that somebody else wrote meanwhile and that it showed. `title` names it where Autotask cannot be asked.
 */
export const changeFormState = opportunityPayload.extend({
  agreed: z.array(z.string()).optional(),
  accepted: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  title: z.string().optional(),
});
export type ChangeFormState = z.infer<typeof changeFormState>;

export interface EffectsPreview {
  readonly remarks: readonly InfoText[];
  readonly cautions: readonly string[];
  readonly agreed: string[];
}

/** What Autotask will do beyond these changes, known before the form opens; its own `fields` need no words. */
export async function previewEffects(
  { services }: FeatureContext,
  opportunity: Opportunity,
  { changes, fields }: { changes: Changes; fields: readonly string[] },
): Promise<EffectsPreview> {
  const validation = await services.opportunities.validate(opportunity, changes);
  const losses = dataLosses(validation);
  const otherEffects = validation.effects.filter(({ field, isDataLoss }) => !isDataLoss && !fields.includes(field));
  return {
    remarks: otherEffects.map(({ say: text }) => ({ text })),
    cautions: Object.values(losses),
    agreed: Object.keys(losses),
  };
}

/** Carries a form's change out, or shows the same form again with what would be lost, or what somebody else wrote. */
export async function submitWithConfirmation(
  context: FeatureContext,
  about: ChangeFormState,
  execute: () => Promise<Reply>,
): Promise<SubmitResult> {
  try {
    return await execute();
  } catch (error) {
    if (error instanceof ConfirmationRequired) return askAboutLosses(about, error);
    if (error instanceof Conflict && error.differences.length > 0) return askAboutDifferences(context, about, error);
    throw error;
  }
}

const askAboutLosses = (about: ChangeFormState, { losses }: ConfirmationRequired): ConfirmationRequest => ({
  kind: 'ask',
  cautions: Object.values(losses),
  errors: Object.fromEntries(Object.entries(losses).map(([key, say]) => [fieldOfLoss(key), say])),
  state: { ...about, agreed: [...(about.agreed ?? []), ...Object.keys(losses)] },
  submit: 'Save anyway',
});

async function askAboutDifferences(
  context: FeatureContext,
  about: ChangeFormState,
  { differences }: Conflict,
): Promise<ConfirmationRequest> {
  const values = differences.flatMap(({ field, seen, now }) => [[field, seen] as const, [field, now] as const]);
  const wording = await loadWording(context, values, context.interaction.person);
  const say = differences.map((difference) => [difference.field, differenceText(difference, wording)] as const);
  const accepted = Object.fromEntries(
    differences.map(({ field, now }) => [field, now as string | number | boolean | null]),
  );
  return {
    kind: 'ask',
    cautions: [...say.map(([, text]) => text), 'Apply anyway, or close this form and keep what is there.'],
    errors: Object.fromEntries(say),
    state: { ...about, accepted: { ...about.accepted, ...accepted } },
    submit: 'Apply anyway',
  };
}
