/** Buttons of cards that several slices draw; one that a single slice draws is defined there. Ids are permanent: old cards stay in channels for years. */
import { z } from 'zod';
import { defineButton } from '../core/cards/button';
import type { Json } from '../core/json';
import type { Criteria } from '../opportunity/criteria';
import { sortOrders } from '../opportunity/sorting';

/** Values that the card showed: before a change is written, they are compared with what is stored. */
const seenValues = z.object({ stage: z.number().int(), status: z.number().int() });
export const opportunityPayload = z.object({ id: z.number().int().positive(), seen: seenValues.optional() });
export type OpportunityPayload = z.infer<typeof opportunityPayload>;

/** Answers at once. */
export const defineReplyButton = <P extends Json>(id: string, payload: z.ZodType<P>) =>
  defineButton<P>({ id, version: 1, opens: 'reply', readers: { 1: payload } });
/** Opens a form. */
export const defineFormButton = <P extends Json>(id: string, title: string, payload: z.ZodType<P>) =>
  defineButton<P>({ id, version: 1, opens: 'form', title, readers: { 1: payload } });

const idPayload = z.object({ id: z.number().int().positive() });
export const showButton = defineReplyButton('opportunity.show', idPayload);
/** The same card with what is stored now. */
export const refreshButton = defineReplyButton('opportunity.refresh', idPayload);
export const shareButton = defineReplyButton('opportunity.share', idPayload);
export const stageButton = defineFormButton('opportunity.stage', 'Move stage', opportunityPayload);
export const winButton = defineFormButton('opportunity.win', 'Win opportunity', opportunityPayload);
export const loseButton = defineFormButton('opportunity.lose', 'Lose opportunity', opportunityPayload);
export const editButton = defineFormButton('opportunity.edit', 'Edit opportunity', opportunityPayload);
export const moneyButton = defineFormButton('opportunity.money', 'Revenue and cost', opportunityPayload);
export const reopenButton = defineFormButton('opportunity.reopen', 'Reopen opportunity', opportunityPayload);
export const pushButton = defineFormButton('opportunity.push', 'Push the close date', opportunityPayload);
export const noteButton = defineFormButton('opportunity.note', 'Add a note', opportunityPayload);

export const emptyPayload = z.object({});
export const homeButton = defineReplyButton('home.show', emptyPayload);
export const helpButton = defineReplyButton('help.show', emptyPayload);
export const searchButton = defineFormButton('opportunity.search', 'Find an opportunity', emptyPayload);
export const newButton = defineFormButton('opportunity.new', 'New opportunity', emptyPayload);

/** Far more than a button has room for: each further part of a list is one more request to Autotask. */
const mostNamed = 200;
const namedValues = z
  .array(z.object({ id: z.number().int(), name: z.string() }))
  .max(mostNamed)
  .optional();
const criteria: z.ZodType<Criteria> = z.object({
  which: z.enum(['open', 'won', 'lost', 'any']),
  text: z.string().optional(),
  owner: namedValues,
  stage: namedValues,
  company: namedValues,
  category: namedValues,
  close: z.string().optional(),
  ended: z.string().optional(),
  amount: z.string().optional(),
  mrr: z.string().optional(),
  onetime: z.string().optional(),
  quiet: z.number().int().nonnegative().optional(),
  sort: z.enum(sortOrders).optional(),
});
/** One page of a list; the first is 0. */
export const listPagePayload = z.object({ criteria, page: z.number().int().nonnegative() });
export type ListPagePayload = z.infer<typeof listPagePayload>;

export const listButton = defineReplyButton('list.page', listPagePayload);
export const shareListButton = defineReplyButton('list.share', listPagePayload);
export const filterButton = defineFormButton('list.filter', 'Filter the list', listPagePayload);
export const sharePipelineButton = defineReplyButton('pipeline.share', z.object({ criteria }));

/** About one entry of the outbox, by its id. */
const entryPayload = z.object({ entry: z.uuid() });
export const outboxButton = defineReplyButton('outbox.list', emptyPayload);
export const entryButton = defineReplyButton('outbox.show', entryPayload);
export const sendButton = defineReplyButton('outbox.send', entryPayload);
export const applyButton = defineReplyButton('outbox.apply', entryPayload);
export const dropButton = defineReplyButton('outbox.drop', entryPayload);
export const editEntryButton = defineFormButton('outbox.edit', 'Edit what waits', entryPayload);
export const undoButton = defineReplyButton('outbox.undo', entryPayload);
export const historyButton = defineReplyButton('opportunity.history', idPayload);
