/** Every button that any card may carry. Ids are for ever: cards with them stay in channels for years. */
import { z } from 'zod';
import { defineButton } from '../core/button';
import type { Json } from '../core/json';
import type { Criteria } from '../opportunity/criteria';
import { sorts } from '../opportunity/sorting';

/** The few values that the card showed: what a change is compared with before it is written. */
export const seenValues = z.object({ stage: z.number().int(), status: z.number().int() });
export const aboutOne = z.object({ id: z.number().int().positive(), seen: seenValues.optional() });
export type AboutOne = z.infer<typeof aboutOne>;

/** Answers at once. */
const answers = <P extends Json>(id: string, payload: z.ZodType<P>) =>
  defineButton<P>({ id, version: 1, opens: 'reply', readers: { 1: payload } });
const opensForm = <P extends Json>(id: string, title: string, payload: z.ZodType<P>) =>
  defineButton<P>({ id, version: 1, opens: 'form', title, readers: { 1: payload } });

const justOne = z.object({ id: z.number().int().positive() });
export const showButton = answers('opportunity.show', justOne);
/** The same card with what is stored now. */
export const refreshButton = answers('opportunity.refresh', justOne);
export const shareButton = answers('opportunity.share', justOne);
export const stageButton = opensForm('opportunity.stage', 'Move stage', aboutOne);
export const winButton = opensForm('opportunity.win', 'Win opportunity', aboutOne);
export const loseButton = opensForm('opportunity.lose', 'Lose opportunity', aboutOne);
export const editButton = opensForm('opportunity.edit', 'Edit opportunity', aboutOne);
export const moneyButton = opensForm('opportunity.money', 'Revenue and cost', aboutOne);
export const reopenButton = opensForm('opportunity.reopen', 'Reopen opportunity', aboutOne);
export const pushButton = opensForm('opportunity.push', 'Push the close date', aboutOne);
export const noteButton = opensForm('opportunity.note', 'Add a note', aboutOne);

const nothing = z.object({});
export const homeButton = answers('home.show', nothing);
export const helpButton = answers('help.show', nothing);
export const searchButton = opensForm('opportunity.search', 'Find an opportunity', nothing);
export const newButton = opensForm('opportunity.new', 'New opportunity', nothing);

/** A digest by its id, or a new one of this kind. */
const whichDigest = z.object({ subscription: z.string().optional(), kind: z.enum(['daily', 'weekly']).optional() });
const oneDigest = z.object({ subscription: z.string() });
export const digestFormButton = opensForm('digest.settings', 'Digest settings', whichDigest);
export const digestPauseButton = answers('digest.pause', oneDigest.extend({ paused: z.boolean() }));
export const digestRemoveButton = answers('digest.remove', oneDigest);
export const digestPreviewButton = answers('digest.preview', oneDigest);
/** Posts it where it belongs, wherever it is pressed. */
export const digestSendButton = answers('digest.send', oneDigest);

/** What a digest is about and compared with, so that drawn anew it tells of the same. Moments are ISO 8601. */
const digestView = z.object({
  subscription: z.string().optional(),
  kind: z.enum(['daily', 'weekly']).optional(),
  before: z.iso.datetime().optional(),
  week: z.iso.datetime().optional(),
  part: z.enum(['whole', 'headline']).optional(),
});
export type DigestAgain = z.infer<typeof digestView>;
export const digestRefreshButton = answers('digest.refresh', digestView);
/** The opportunities behind one figure of a digest that is kept under this name; all its figures where none is said. */
export const digestExplainButton = answers(
  'digest.explain',
  z.object({ of: z.string(), figure: z.string().optional(), page: z.number().int().nonnegative().optional() }),
);
export const watchFormButton = opensForm('watch.settings', 'Watch', nothing);
export const watchStopButton = answers('watch.stop', z.object({ watch: z.string() }));

/** Far more than a button has room for: each further part of a list is one more request to Autotask. */
const mostNamed = 200;
const named = z
  .array(z.object({ id: z.number().int(), name: z.string() }))
  .max(mostNamed)
  .optional();
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

export const listButton = answers('list.page', listPage);
export const shareListButton = answers('list.share', listPage);
export const filterButton = opensForm('list.filter', 'Filter the list', listPage);
export const sharePipelineButton = answers('pipeline.share', z.object({ criteria }));

/** For administrators: what becomes of a request to be connected, and of a connection. */
const request = z.object({ id: z.string() });
export const approveButton = answers('connect.approve', request);
export const declineButton = answers('connect.decline', request);
export const disconnectButton = answers(
  'connect.end',
  z.object({ platform: z.enum(['slack', 'teams']), tenant: z.string(), id: z.string() }),
);

/** About one entry of the outbox, by its id. */
const aboutEntry = z.object({ entry: z.uuid() });
export const outboxButton = answers('outbox.list', nothing);
export const entryButton = answers('outbox.show', aboutEntry);
export const sendButton = answers('outbox.send', aboutEntry);
export const applyButton = answers('outbox.apply', aboutEntry);
export const dropButton = answers('outbox.drop', aboutEntry);
export const editEntryButton = opensForm('outbox.edit', 'Edit what waits', aboutEntry);
export const undoButton = answers('outbox.undo', aboutEntry);
export const historyButton = answers('opportunity.history', justOne);
