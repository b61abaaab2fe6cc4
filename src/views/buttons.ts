/** Every button that any card may carry. Ids are for ever: cards with them stay in channels for years. */
import { z } from 'zod';
import { defineButton } from '../core/button';
import type { Criteria } from '../opportunity/criteria';
import { sorts } from '../opportunity/sorting';

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
/** The same card with what is stored now. */
export const refreshButton = defineButton({
  id: 'opportunity.refresh',
  version: 1,
  opens: 'reply',
  readers: { 1: z.object({ id: z.number().int().positive() }) },
});
export const stageButton = opensForm('opportunity.stage', 'Move stage');
export const winButton = opensForm('opportunity.win', 'Win opportunity');
export const loseButton = opensForm('opportunity.lose', 'Lose opportunity');
export const editButton = opensForm('opportunity.edit', 'Edit opportunity');
export const moneyButton = opensForm('opportunity.money', 'Revenue and cost');
export const reopenButton = opensForm('opportunity.reopen', 'Reopen opportunity');
export const pushButton = opensForm('opportunity.push', 'Push the close date');
export const noteButton = opensForm('opportunity.note', 'Add a note');
export const shareButton = defineButton({
  id: 'opportunity.share',
  version: 1,
  opens: 'reply',
  readers: { 1: z.object({ id: z.number().int().positive() }) },
});

const nothing = z.object({});
export const homeButton = defineButton({ id: 'home.show', version: 1, opens: 'reply', readers: { 1: nothing } });
export const helpButton = defineButton({ id: 'help.show', version: 1, opens: 'reply', readers: { 1: nothing } });
export const searchButton = defineButton({
  id: 'opportunity.search',
  version: 1,
  opens: 'form',
  title: 'Find an opportunity',
  readers: { 1: nothing },
});
export const newButton = defineButton({
  id: 'opportunity.new',
  version: 1,
  opens: 'form',
  title: 'New opportunity',
  readers: { 1: nothing },
});

const named = z.array(z.object({ id: z.number().int(), name: z.string() })).optional();
const criteria: z.ZodType<Criteria> = z.object({
  which: z.enum(['open', 'won', 'lost', 'any']),
  text: z.string().optional(),
  owner: named,
  stage: named,
  company: named,
  category: named,
  close: z.string().optional(),
  ended: z.string().optional(),
  amount: z.string().optional(),
  mrr: z.string().optional(),
  onetime: z.string().optional(),
  quiet: z.number().int().nonnegative().optional(),
  sort: z.enum(sorts).optional(),
});
/** One page of a list; the first is 0. */
export const listPage = z.object({ criteria, page: z.number().int().nonnegative() });
export type ListPage = z.infer<typeof listPage>;

export const listButton = defineButton<ListPage>({
  id: 'list.page',
  version: 1,
  opens: 'reply',
  readers: { 1: listPage },
});
export const shareListButton = defineButton<ListPage>({
  id: 'list.share',
  version: 1,
  opens: 'reply',
  readers: { 1: listPage },
});
export const filterButton = defineButton<ListPage>({
  id: 'list.filter',
  version: 1,
  opens: 'form',
  title: 'Filter the list',
  readers: { 1: listPage },
});
export const sharePipelineButton = defineButton({
  id: 'pipeline.share',
  version: 1,
  opens: 'reply',
  readers: { 1: z.object({ criteria }) },
});
