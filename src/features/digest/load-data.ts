/** Loads all that a digest is calculated from: what Autotask has now, earlier snapshots, the filters. */
import { isInRange, parseStoredRange } from '../../core/commands/number-range';
import { defaultThresholds, type Thresholds } from './calculations/attention';
import type { DigestInput } from './calculations/daily';
import { restoreExactMoney } from './calculations/digest-row';
import { scopeOf, type DigestFilters } from './calculations/scope';
import type { Picklists } from '../../opportunity/client';
import type { DigestKind, Subscription } from '../../opportunity/subscription';
import { createFormat, type Format } from '../../views/format';
import { findComparisons, loadPipeline, type Comparisons, type LoadedPipeline } from './load-pipeline';
import type { FeatureContext, Services } from '../services';

export interface DigestDataRequest {
  readonly subscription: Subscription | undefined;
  readonly kind: DigestKind;
  /** What the card was compared with before: when it is refreshed, it compares with the same. */
  readonly again?: { readonly before: Date | undefined; readonly week: Date | undefined } | undefined;
}

export interface DigestData extends LoadedPipeline {
  readonly input: DigestInput;
  readonly picklists: Picklists;
  readonly format: Format;
  readonly timezone: string;
  readonly locale: string;
  /** When snapshots began; undefined with the first. */
  readonly since: Date | undefined;
}

export async function loadDigestData(context: FeatureContext, request: DigestDataRequest): Promise<DigestData> {
  const { services, now, interaction } = context;
  const { opportunities, readings: snapshots } = services;
  const { subscription } = request;
  const timezone = subscription?.schedule.timezone ?? interaction.person.timezone ?? 'UTC';
  const locale = interaction.person.locale ?? 'en-US';
  const format = createFormat({ now, timezone, locale, currency: services.currency });
  const [picklists, since] = await Promise.all([opportunities.picklists(), snapshots.firstRecordedAt()]);
  const comparisons = await loadComparisons(context, request, { since, timezone });
  const { statuses } = picklists;
  const [pipeline, filters] = await Promise.all([
    loadPipeline({ opportunities, statuses, day: format.today, timezone, ...comparisons }),
    loadFilters(context, subscription),
  ]);
  const histories = await snapshots.histories(
    pipeline.rows.map(({ snapshot }) => snapshot.id),
    statuses.open,
  );
  const scope = scopeOf(filters, statuses);
  const input: DigestInput = {
    rows: pipeline.rows,
    day: format.today,
    timezone,
    scope,
    stageOrder: picklists.all('stage').map(({ value }) => value),
    histories,
    thresholds: thresholdsOf(services, picklists),
    before: restoreExactMoney(comparisons.before, pipeline.rows),
    weekAgo: restoreExactMoney(comparisons.weekAgo, pipeline.rows),
    goal: subscription?.goal,
  };
  const missing = [...pipeline.missing, ...unreadableFilters(subscription)];
  return { ...pipeline, missing, input, picklists, format, timezone, locale, since };
}

function thresholdsOf({ stuckDays: { usual, stages } }: Services, picklists: Picklists): Thresholds {
  const labels = new Map(picklists.all('stage').map(({ value, label }) => [value, label.toLowerCase()]));
  return {
    ...defaultThresholds,
    stuckDays: (stage) => stages[String(stage)] ?? stages[labels.get(stage) ?? ''] ?? usual,
  };
}

async function loadComparisons(
  { services: { readings: snapshots, subscriptions }, now }: FeatureContext,
  { subscription, kind, again }: DigestDataRequest,
  { since, timezone }: { since: Date | undefined; timezone: string },
): Promise<Comparisons> {
  const snapshotAt = async (moment: Date | undefined) => (moment === undefined ? undefined : snapshots.asOf(moment));
  if (again !== undefined) return { before: await snapshotAt(again.before), weekAgo: await snapshotAt(again.week) };
  const lastSent = subscription === undefined ? undefined : await subscriptions.lastSent(subscription.id);
  const { before, weekAgo } = await findComparisons(snapshots, { now, lastSent, timezone });
  // On the first day, and in the first week of a weekly digest, it compares with the very first snapshot.
  return {
    before: before ?? (await snapshotAt(since)),
    weekAgo: weekAgo ?? (kind === 'weekly' ? await snapshotAt(since) : undefined),
  };
}

/** Without the filter more is counted than intended: the card says so. */
function unreadableFilters(subscription: Subscription | undefined): readonly string[] {
  const { amount } = subscription?.criteria ?? {};
  if (amount === undefined || parseStoredRange(amount) !== undefined) return [];
  return [`I cannot read the filter "amount ${amount}", so every amount is counted. Enter it anew under Settings.`];
}

async function loadFilters(
  { services }: FeatureContext,
  subscription: Subscription | undefined,
): Promise<DigestFilters> {
  if (subscription === undefined) return {};
  const { criteria, companyCategory } = subscription;
  const ids = (entries: readonly { readonly id: number }[] | undefined) => entries?.map(({ id }) => id);
  const amount = criteria.amount === undefined ? undefined : parseStoredRange(criteria.amount);
  const categories = ids(companyCategory);
  return {
    owner: ids(criteria.owner),
    stage: ids(criteria.stage),
    category: ids(criteria.category),
    companies: categories === undefined ? undefined : await services.opportunities.companiesIn(categories),
    amount: amount === undefined ? undefined : (figure) => isInRange(amount, figure),
  };
}
