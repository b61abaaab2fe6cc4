/** An opportunity read afresh for a form, with what changed since the card that the press came from. */
import { Conflict, Unavailable } from '../core/errors';
import type { FormRemark } from '../core/form-view';
import type { Picklists } from '../opportunity/client';
import type { Opportunity } from '../opportunity/opportunity';
import { outcomeOf } from '../opportunity/outcome';
import type { AboutOne } from '../views/buttons';
import type { AboutChange } from './confirm';
import type { Here } from './services';

export interface Opened {
  readonly opportunity: Opportunity;
  readonly picklists: Picklists;
  /** The state that the submission is compared with: what the form shows, not what an older card showed. */
  readonly state: Required<AboutOne> & { readonly title: string };
  readonly remarks: readonly FormRemark[];
}

/** Throws `Conflict` when it is won or lost already. */
export async function readOpen(context: Here, about: AboutOne): Promise<Opened> {
  const opened = await readOpportunity(context, about);
  const { opportunity, picklists } = opened;
  const outcome = outcomeOf(opportunity, picklists.statuses);
  if (outcome !== 'open') {
    throw new Conflict(`${opportunity.fields.title} is ${outcome} already.`, {
      next: `Look at it with ${context.arrival.prefix}${String(about.id)}; reopen it with ${context.arrival.prefix}reopen ${String(about.id)}.`,
    });
  }
  return opened;
}

/** For words that are complete: while Autotask cannot be asked they are taken all the same, and wait in the outbox. */
export async function stateOf(context: Here, id: number): Promise<AboutChange> {
  try {
    return (await readOpen(context, { id })).state;
  } catch (error) {
    if (error instanceof Unavailable) return { id };
    throw error;
  }
}

export async function readOpportunity({ services }: Here, { id, seen }: AboutOne): Promise<Opened> {
  const client = services.opportunities;
  const [opportunity, picklists] = await Promise.all([client.get(id), client.picklists()]);
  const { stage, status } = opportunity.fields;
  return {
    opportunity,
    picklists,
    state: { id, seen: { stage, status }, title: opportunity.fields.title },
    remarks: seen !== undefined && seen.stage !== stage ? [movedMeanwhile(opportunity, picklists, seen.stage)] : [],
  };
}

function movedMeanwhile({ picked }: Opportunity, picklists: Picklists, before: number): FormRemark {
  const was = picklists.all('stage').find(({ value }) => value === before)?.label ?? String(before);
  return { text: `The stage was "${was}" when you saw the card; it is "${picked.stage?.label ?? '?'}" now.` };
}

/** Title and company, so that nobody closes the wrong one. */
export function aboutRemark({ fields, names }: Opportunity): FormRemark {
  return { text: names.company === '' ? fields.title : `${fields.title} · ${names.company}` };
}
