/** Asks before something is lost: the losses stand in the form, and a submission carries which of them were read. */
import { z } from 'zod';
import { Unconfirmed } from '../core/errors';
import type { FormRemark, Submitted } from '../core/form';
import type { Reply } from '../core/reply';
import type { Changes } from '../opportunity/client';
import { fieldOf, lossesOf } from '../opportunity/judge';
import type { Opportunity } from '../opportunity/opportunity';
import { aboutOne } from '../views/buttons';
import type { Here } from './services';

/** What a form that changes one opportunity carries: `agreed` are the keys of the losses that it showed. */
export const aboutChange = aboutOne.extend({ agreed: z.array(z.string()).optional() });
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

/** Carries a form's change out, or shows the same form again with what would be lost. */
export async function confirmed(about: AboutChange, carryOut: () => Promise<Reply>): Promise<Submitted> {
  try {
    return await carryOut();
  } catch (error) {
    if (!(error instanceof Unconfirmed)) throw error;
    const agreed = [...(about.agreed ?? []), ...Object.keys(error.losses)];
    return {
      kind: 'ask',
      cautions: Object.values(error.losses),
      errors: Object.fromEntries(Object.entries(error.losses).map(([key, say]) => [fieldOf(key), say])),
      state: { ...about, agreed },
      submit: 'Save anyway',
    };
  }
}
