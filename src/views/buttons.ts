/** Every button that any card may carry. Ids are for ever: cards with them stay in channels for years. */
import { z } from 'zod';
import { defineButton } from '../core/button';

/** The few values that the card showed: what a change is compared with before it is written. */
export const seenValues = z.object({ stage: z.number().int(), status: z.number().int() });
export const aboutOne = z.object({ id: z.number().int().positive(), seen: seenValues.optional() });
export type AboutOne = z.infer<typeof aboutOne>;

const opensForm = (id: string, title: string) =>
  defineButton<AboutOne>({ id, version: 1, opens: 'form', title, readers: { 1: aboutOne } });

export const showButton = defineButton({
  id: 'opportunity.show',
  version: 1,
  opens: 'reply',
  readers: { 1: z.object({ id: z.number().int().positive() }) },
});
export const stageButton = opensForm('opportunity.stage', 'Move stage');
export const winButton = opensForm('opportunity.win', 'Win opportunity');
export const loseButton = opensForm('opportunity.lose', 'Lose opportunity');
export const editButton = opensForm('opportunity.edit', 'Edit opportunity');
export const moneyButton = opensForm('opportunity.money', 'Revenue and cost');
export const noteButton = opensForm('opportunity.note', 'Add a note');
