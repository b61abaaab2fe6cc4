/** All that a digest is worked out from: what Autotask has now, what was remembered, what its filters let through. */
import { within } from '../core/figures';
import { keptFigures } from '../core/kept-figures';
import { usualThresholds, type Thresholds } from '../opportunity/digest/attention';
import type { DigestParts } from '../opportunity/digest/daily';
import { exactly } from '../opportunity/digest/exactly';
import { scopeOf, type Filters } from '../opportunity/digest/scope';
import type { Picklists } from '../opportunity/client';
import type { DigestKind, Subscription } from '../opportunity/subscription';
import { createFormat, type Format } from '../views/format';
import { comparisonsFor, readPipeline, type Comparisons, type PipelineReading } from './digest-reading';
import type { Here, Services } from './services';

export interface Gathering {
  readonly subscription: Subscription | undefined;
  readonly kind: DigestKind;
  /** What an earlier card of it was compared with: drawn anew, it tells of the same. */
  readonly again?: { readonly before: Date | undefined; readonly week: Date | undefined } | undefined;
}

export interface Gathered extends PipelineReading {
  readonly parts: DigestParts;
  readonly picklists: Picklists;
  readonly format: Format;
  readonly timezone: string;
  readonly locale: string;
  /** When readings began; undefined with the first. */
  readonly since: Date | undefined;
}

export async function gather(context: Here, wanted: Gathering): Promise<Gathered> {
  const { services, now, arrival } = context;
  const { opportunities, readings } = services;
  const { subscription } = wanted;
  const timezone = subscription?.schedule.timezone ?? arrival.person.timezone ?? 'UTC';
  const locale = arrival.person.locale ?? 'en-US';
  const format = createFormat({ now, timezone, locale, currency: services.currency });
  const [picklists, since] = await Promise.all([opportunities.picklists(), readings.since()]);
  const comparisons = await comparisonsOf(context, wanted, { since, timezone });
  const { statuses } = picklists;
  const [read, filters] = await Promise.all([
    readPipeline({ opportunities, statuses, day: format.today, timezone, ...comparisons }),
    filtersOf(context, subscription),
  ]);
  const pasts = await readings.pasts(
    read.standings.map(({ figures }) => figures.id),
    statuses.open,
  );
  const scope = scopeOf(filters, statuses);
  const parts: DigestParts = {
    now: read.standings,
    day: format.today,
    timezone,
    scope,
    stageOrder: picklists.all('stage').map(({ value }) => value),
    pasts,
    thresholds: thresholdsOf(services, picklists),
    before: exactly(comparisons.before, read.standings),
    weekAgo: exactly(comparisons.weekAgo, read.standings),
    goal: subscription?.goal,
  };
  const missing = [...read.missing, ...unreadableIn(subscription)];
  return { ...read, missing, parts, picklists, format, timezone, locale, since };
}

function thresholdsOf({ stuckDays: { usual, stages } }: Services, picklists: Picklists): Thresholds {
  const labels = new Map(picklists.all('stage').map(({ value, label }) => [value, label.toLowerCase()]));
  return {
    ...usualThresholds,
    stuckDays: (stage) => stages[String(stage)] ?? stages[labels.get(stage) ?? ''] ?? usual,
  };
}

async function comparisonsOf(
  { services: { readings, subscriptions }, now }: Here,
  { subscription, kind, again }: Gathering,
  { since, timezone }: { since: Date | undefined; timezone: string },
): Promise<Comparisons> {
  const at = async (moment: Date | undefined) => (moment === undefined ? undefined : readings.asOf(moment));
  if (again !== undefined) return { before: await at(again.before), weekAgo: await at(again.week) };
  const lastSent = subscription === undefined ? undefined : await subscriptions.lastSent(subscription.id);
  const { before, weekAgo } = await comparisonsFor(readings, { now, lastSent, timezone });
  // On its first day, and in the first week of a weekly digest, it tells of the time that there is.
  return { before: before ?? (await at(since)), weekAgo: weekAgo ?? (kind === 'weekly' ? await at(since) : undefined) };
}

/** Without a filter more is counted than was asked for: it is said. */
function unreadableIn(subscription: Subscription | undefined): readonly string[] {
  const { amount } = subscription?.criteria ?? {};
  if (amount === undefined || keptFigures(amount) !== undefined) return [];
  return [`I cannot read the filter "amount ${amount}", so every amount is counted. Enter it anew under Settings.`];
}

async function filtersOf({ services }: Here, subscription: Subscription | undefined): Promise<Filters> {
  if (subscription === undefined) return {};
  const { criteria, companyCategory } = subscription;
  const ids = (named: readonly { readonly id: number }[] | undefined) => named?.map(({ id }) => id);
  const amount = criteria.amount === undefined ? undefined : keptFigures(criteria.amount);
  const categories = ids(companyCategory);
  return {
    owner: ids(criteria.owner),
    stage: ids(criteria.stage),
    category: ids(criteria.category),
    companies: categories === undefined ? undefined : await services.opportunities.companiesIn(categories),
    amount: amount === undefined ? undefined : (figure) => within(amount, figure),
  };
}
