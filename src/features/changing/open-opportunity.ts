/** An opportunity read afresh for a form, with what changed since the card that the press came from. */
import { picklistLabel } from '../../opportunity/labels';
import { Conflict, Unavailable } from '../../core/errors';
import type { InfoText } from '../../core/forms/form-view';
import type { Picklists } from '../../opportunity/client';
import type { Opportunity } from '../../opportunity/opportunity';
import { outcomeOf } from '../../opportunity/tenant';
import type { OpportunityPayload } from '../../views/buttons';
import type { ChangeFormState } from './confirm';
import type { FeatureContext } from '../services';

export interface LoadedOpportunity {
  readonly opportunity: Opportunity;
  readonly picklists: Picklists;
  /** The state that the submission is compared with: what the form shows, not what an older card showed. */
  readonly state: Required<OpportunityPayload> & { readonly title: string };
  readonly remarks: readonly InfoText[];
}

/** Throws `Conflict` when it is won or lost already. */
export async function loadOpenOpportunity(
  context: FeatureContext,
  about: OpportunityPayload,
): Promise<LoadedOpportunity> {
  const loaded = await loadForForm(context, about);
  const { opportunity, picklists } = loaded;
  const outcome = outcomeOf(opportunity, picklists.statuses);
  if (outcome !== 'open') {
    throw new Conflict(`${opportunity.fields.title} is ${outcome} already.`, {
      hint: `Look at it with ${context.interaction.prefix}${String(about.id)}; reopen it with ${context.interaction.prefix}reopen ${String(about.id)}.`,
    });
  }
  return loaded;
}

/** For words that are complete: while Autotask cannot be asked they are taken all the same, and wait in the outbox. */
export async function loadFormState(context: FeatureContext, id: number): Promise<ChangeFormState> {
  try {
    return (await loadOpenOpportunity(context, { id })).state;
  } catch (error) {
    if (error instanceof Unavailable) return { id };
    throw error;
  }
}

export async function loadForForm(
  { services }: FeatureContext,
  { id, seen }: OpportunityPayload,
): Promise<LoadedOpportunity> {
  const client = services.opportunities;
  const [opportunity, picklists] = await Promise.all([client.get(id), client.picklists()]);
  const { stage, status } = opportunity.fields;
  return {
    opportunity,
    picklists,
    state: { id, seen: { stage, status }, title: opportunity.fields.title },
    remarks:
      seen !== undefined && seen.stage !== stage ? [movedMeanwhileRemark(opportunity, picklists, seen.stage)] : [],
  };
}

function movedMeanwhileRemark({ picklistValues }: Opportunity, picklists: Picklists, before: number): InfoText {
  const was = picklistLabel(picklists.all('stage'), before) ?? String(before);
  return { text: `The stage was "${was}" when you saw the card; it is "${picklistValues.stage?.label ?? '?'}" now.` };
}

/** Title and company, so that nobody closes the wrong one. */
export function opportunityRemark({ fields, names }: Opportunity): InfoText {
  return { text: names.company === '' ? fields.title : `${fields.title} · ${names.company}` };
}
