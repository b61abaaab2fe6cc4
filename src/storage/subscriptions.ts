/** Subscriptions as a table, and a row for each planned run: what makes it one, for any number of replicas. */
import type { Kysely } from 'kysely';
import type { Json } from '../core/json';
import type { ScheduledRun, Subscription, SubscriptionStore } from '../opportunity/subscription';
import { reassignAfter } from '../opportunity/subscription';
import type { Tables } from './tables';

export const createSubscriptions = (db: Kysely<Tables>): SubscriptionStore => ({
  ...createSubscriptionQueries(db),
  ...createRunQueries(db),
  leaseDue: (now, next) =>
    db
      .transaction()
      .execute(async (trx) => [...(await takeDueRuns(trx, now, next)), ...(await takeUnfinishedRuns(trx, now))]),
});

const createSubscriptionQueries = (
  db: Kysely<Tables>,
): Pick<SubscriptionStore, 'listIn' | 'get' | 'save' | 'remove'> => ({
  async listIn({ platform, conversation }) {
    const rows = await db
      .selectFrom('subscriptions')
      .select('document')
      .where('platform', '=', platform)
      .where('conversation', '=', conversation)
      .orderBy('id')
      .execute();
    return rows.map(({ document }) => parseSubscription(document));
  },
  async get(id) {
    const row = await db.selectFrom('subscriptions').select('document').where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : parseSubscription(row.document);
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

const parseSubscription = (document: Json): Subscription => document as unknown as Subscription;

const createRunQueries = (
  db: Kysely<Tables>,
): Pick<SubscriptionStore, 'begin' | 'release' | 'finish' | 'markSent' | 'lastSent' | 'forget'> => ({
  async begin(id) {
    const begun = db.updateTable('runs').set({ begun: true }).where('id', '=', id).where('begun', '=', false);
    return (await begun.returning('id').executeTakeFirst()) !== undefined;
  },
  async release(id) {
    await db.updateTable('runs').set({ begun: false }).where('id', '=', id).execute();
  },
  async finish(id, outcome, now) {
    await db.transaction().execute(async (trx) => {
      const run = trx.updateTable('runs').set({ outcome }).where('id', '=', id).returning('subscription');
      const finished = await run.executeTakeFirst();
      if (finished === undefined || outcome !== 'sent') return;
      await trx.updateTable('subscriptions').set({ last_sent: now }).where('id', '=', finished.subscription).execute();
    });
  },
  async markSent(id, at) {
    const later = db.updateTable('subscriptions').set({ last_sent: at }).where('id', '=', id);
    await later.where((eb) => eb.or([eb('last_sent', 'is', null), eb('last_sent', '<', at)])).execute();
  },
  async lastSent(id) {
    const row = await db.selectFrom('subscriptions').select('last_sent').where('id', '=', id).executeTakeFirst();
    return row?.last_sent ?? undefined;
  },
  async forget(before) {
    await db.deleteFrom('runs').where('due', '<', before).execute();
  },
});

type PlanNextRun = Parameters<SubscriptionStore['leaseDue']>[1];

async function takeDueRuns(trx: Kysely<Tables>, now: Date, next: PlanNextRun): Promise<readonly ScheduledRun[]> {
  const rows = await trx
    .selectFrom('subscriptions')
    .select(['document', 'next'])
    .where('next', '<=', now)
    .orderBy('next')
    .forUpdate()
    .skipLocked()
    .execute();
  const runs: ScheduledRun[] = [];
  for (const { document, next: planned } of rows) {
    const subscription = parseSubscription(document);
    const { due, after = null } = latestDueMoment(subscription, planned ?? now, now, next);
    await trx.updateTable('subscriptions').set({ next: after }).where('id', '=', subscription.id).execute();
    const id = `${subscription.id}@${due.toISOString()}`;
    const fresh = await trx
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
function latestDueMoment(
  subscription: Subscription,
  planned: Date,
  now: Date,
  next: PlanNextRun,
): { due: Date; after?: Date } {
  let due = planned;
  let after = next(subscription, due);
  while (after !== undefined && after <= now) {
    due = after;
    after = next(subscription, due);
  }
  return after === undefined ? { due } : { due, after };
}

async function takeUnfinishedRuns(trx: Kysely<Tables>, now: Date): Promise<readonly ScheduledRun[]> {
  const rows = await trx
    .updateTable('runs')
    .from('subscriptions')
    .set({ handed: now })
    .whereRef('subscriptions.id', '=', 'runs.subscription')
    .where('outcome', 'is', null)
    .where('begun', '=', false)
    .where('handed', '<=', new Date(now.getTime() - reassignAfter))
    .returning(['runs.id', 'due', 'document'])
    .execute();
  return rows.map(({ id, due, document }) => ({ id, due, subscription: parseSubscription(document) }));
}
