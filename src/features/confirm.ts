/** Asks before something is lost or overwritten: it stands in the form, and a submission carries what was read of it. */
import { z } from 'zod';
import { Conflict, Unconfirmed } from '../core/errors';
import type { Ask, Submitted } from '../core/form';
import type { FormRemark } from '../core/form-view';
import type { Reply } from '../core/reply';
import type { Changes } from '../opportunity/changes';
import { fieldOf, lossesOf } from '../opportunity/judge';
import type { Opportunity } from '../opportunity/opportunity';
import { aboutOne } from '../views/buttons';
import { differenceText } from '../views/entry';
import { wordingFor } from './entry-card';
import type { Here } from './services';

/**
 * What a form that changes one opportunity carries: `agreed` are the keys of the losses that it showed, `accepted` the
 * values that somebody else wrote meanwhile and that it showed. `title` names it where Autotask cannot be asked.
 */
export const aboutChange = aboutOne.extend({
  agreed: z.array(z.string()).optional(),
  accepted: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
  title: z.string().optional(),
});
export type AboutChange = z.infer<typeof aboutChange>;

export interface Foreseen {
  readonly remarks: readonly FormRemark[];
  readonly cautions: readonly string[];
  readonly agreed: string[];
}

/** What Autotask will do beyond these changes, known before the form opens; its own `fields` need no words. */
export async function foresee(
  { services }: Here,
  opportunity: Opportunity,
  { changes, fields }: { changes: Changes; fields: readonly string[] },
): Promise<Foreseen> {
  const judged = await services.opportunities.judge(opportunity, changes);
  const losses = lossesOf(judged);
  const elsewhere = judged.effects.filter(({ field, loses }) => !loses && !fields.includes(field));
  return {
    remarks: elsewhere.map(({ say }) => ({ text: say })),
    cautions: Object.values(losses),
    agreed: Object.keys(losses),
  };
}

/** Carries a form's change out, or shows the same form again with what would be lost, or what somebody else wrote. */
export async function confirmed(context: Here, about: AboutChange, carryOut: () => Promise<Reply>): Promise<Submitted> {
  try {
    return await carryOut();
  } catch (error) {
    if (error instanceof Unconfirmed) return askAboutLosses(about, error);
    if (error instanceof Conflict && error.differences.length > 0) return askAboutDifferences(context, about, error);
    throw error;
  }
}

const askAboutLosses = (about: AboutChange, { losses }: Unconfirmed): Ask => ({
  kind: 'ask',
  cautions: Object.values(losses),
  errors: Object.fromEntries(Object.entries(losses).map(([key, say]) => [fieldOf(key), say])),
  state: { ...about, agreed: [...(about.agreed ?? []), ...Object.keys(losses)] },
  submit: 'Save anyway',
});

async function askAboutDifferences(context: Here, about: AboutChange, { differences }: Conflict): Promise<Ask> {
  const values = differences.flatMap(({ field, seen, now }) => [[field, seen] as const, [field, now] as const]);
  const wording = await wordingFor(context, values, context.arrival.person);
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
