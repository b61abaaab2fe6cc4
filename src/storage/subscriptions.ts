/** Subscriptions as a table, and a row for each planned run: what makes it one, for any number of replicas. */
import type { Kysely } from 'kysely';
import type { Json } from '../core/json';
import type { Run, Subscription, Subscriptions } from '../opportunity/subscription';
import { handAgainAfter } from '../opportunity/subscription';
import type { Tables } from './tables';

export const createSubscriptions = (db: Kysely<Tables>): Subscriptions => ({
  ...kept(db),
  ...carriedOut(db),
  take: (now, next) =>
    db.transaction().execute(async (turn) => [...(await takeDue(turn, now, next)), ...(await takeAgain(turn, now))]),
});

const kept = (db: Kysely<Tables>): Pick<Subscriptions, 'of' | 'get' | 'save' | 'remove'> => ({
  async of({ platform, conversation }) {
    const rows = await db
      .selectFrom('subscriptions')
      .select('document')
      .where('platform', '=', platform)
      .where('conversation', '=', conversation)
      .orderBy('id')
      .execute();
    return rows.map(({ document }) => subscriptionIn(document));
  },
  async get(id) {
    const row = await db.selectFrom('subscriptions').select('document').where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : subscriptionIn(row.document);
  },
  async save(subscription, next) {
    const { platform, conversation } = subscription.place;
    const columns = { platform, conversation, document: JSON.stringify(subscription), next: next ?? null };
    await db
      .insertInto('subscriptions')
      .values({ id: subscription.id, ...columns })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(columns))
      .execute();
  },
  async remove(id) {
    await db.deleteFrom('subscriptions').where('id', '=', id).execute();
  },
});

const subscriptionIn = (document: Json): Subscription => document as unknown as Subscription;

const carriedOut = (
  db: Kysely<Tables>,
): Pick<Subscriptions, 'begin' | 'release' | 'finish' | 'sent' | 'lastSent' | 'forget'> => ({
  async begin(id) {
    const begun = db.updateTable('runs').set({ begun: true }).where('id', '=', id).where('begun', '=', false);
    return (await begun.returning('id').executeTakeFirst()) !== undefined;
  },
  async release(id) {
    await db.updateTable('runs').set({ begun: false }).where('id', '=', id).execute();
  },
  async finish(id, outcome, now) {
    await db.transaction().execute(async (turn) => {
      const run = turn.updateTable('runs').set({ outcome }).where('id', '=', id).returning('subscription');
      const finished = await run.executeTakeFirst();
      if (finished === undefined || outcome !== 'sent') return;
      await turn.updateTable('subscriptions').set({ last_sent: now }).where('id', '=', finished.subscription).execute();
    });
  },
  async sent(id, at) {
    const later = db.updateTable('subscriptions').set({ last_sent: at }).where('id', '=', id);
    await later.where((is) => is.or([is('last_sent', 'is', null), is('last_sent', '<', at)])).execute();
  },
  async lastSent(id) {
    const row = await db.selectFrom('subscriptions').select('last_sent').where('id', '=', id).executeTakeFirst();
    return row?.last_sent ?? undefined;
  },
  async forget(before) {
    await db.deleteFrom('runs').where('due', '<', before).execute();
  },
});

type Next = Parameters<Subscriptions['take']>[1];

async function takeDue(turn: Kysely<Tables>, now: Date, next: Next): Promise<readonly Run[]> {
  const rows = await turn
    .selectFrom('subscriptions')
    .select(['document', 'next'])
    .where('next', '<=', now)
    .orderBy('next')
    .forUpdate()
    .skipLocked()
    .execute();
  const runs: Run[] = [];
  for (const { document, next: planned } of rows) {
    const subscription = subscriptionIn(document);
    const { due, after = null } = latestOf(subscription, planned ?? now, now, next);
    await turn.updateTable('subscriptions').set({ next: after }).where('id', '=', subscription.id).execute();
    const id = `${subscription.id}@${due.toISOString()}`;
    const fresh = await turn
      .insertInto('runs')
      .values({ id, subscription: subscription.id, due, handed: now })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (fresh !== undefined) runs.push({ id, subscription, due });
  }
  return runs;
}

/** The latest moment of those that have passed, and the one to come. */
function latestOf(subscription: Subscription, planned: Date, now: Date, next: Next): { due: Date; after?: Date } {
  let due = planned;
  let after = next(subscription, due);
  while (after !== undefined && after <= now) {
    due = after;
    after = next(subscription, due);
  }
  return after === undefined ? { due } : { due, after };
}

async function takeAgain(turn: Kysely<Tables>, now: Date): Promise<readonly Run[]> {
  const rows = await turn
    .updateTable('runs')
    .from('subscriptions')
    .set({ handed: now })
    .whereRef('subscriptions.id', '=', 'runs.subscription')
    .where('outcome', 'is', null)
    .where('begun', '=', false)
    .where('handed', '<=', new Date(now.getTime() - handAgainAfter))
    .returning(['runs.id', 'due', 'document'])
    .execute();
  return rows.map(({ id, due, document }) => ({ id, due, subscription: subscriptionIn(document) }));
}
