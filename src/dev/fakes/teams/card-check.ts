/** What the service would refuse about a message: too large, an unknown element, a button without an address. */
import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards/dist/adaptivecards.js';
import { z } from 'zod';
import { actionsOf } from './inputs';
import type { Card } from './shown';

/** The size that the strictest of Microsoft's pages names; it counts the whole message. */
export const maxMessageBytes = 28 * 1024;
const maxPrimaryActions = 6;

export interface ConnectorError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}
const badRequest = (message: string): ConnectorError => ({ status: 400, code: 'BadArgument', message });

/** Undefined when Teams would show it. */
export function checkMessage(
  activity: Readonly<Record<string, unknown>>,
  card: Card | undefined,
): ConnectorError | undefined {
  const bytes = Buffer.byteLength(JSON.stringify(activity));
  if (bytes > maxMessageBytes) {
    return { status: 413, code: 'MessageSizeTooBig', message: `The message has ${String(bytes)} bytes.` };
  }
  const hasText = typeof activity['text'] === 'string' && activity['text'] !== '';
  if (card === undefined) return hasText ? undefined : badRequest('The message has neither text nor a card.');
  const complaints = complaintsAboutCard(card);
  return complaints.length === 0 ? undefined : badRequest(`The Adaptive Card is invalid. ${complaints.join(' ')}`);
}

/** In the library's own words, and in ours where it looks away. */
export function complaintsAboutCard(json: Card): readonly string[] {
  const context = new SerializationContext(Versions.v1_5);
  const card = new AdaptiveCard();
  card.parse(withoutCharts(json), context);
  const parsed = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const validated = card.validateProperties().validationEvents.map(({ message }) => message);
  return [...parsed, ...validated, ...additionalComplaints(json)].filter((message) => !isKnownToTeams(message));
}

/** Ours to count: the library counts what stands behind the menu as well. Teams takes dynamic typeahead in cards of version 1.5, where the library wants 1.6 and a first choice. */
const isKnownToTeams = (message: string): boolean =>
  message.startsWith('Maximum number of actions') ||
  message.startsWith('Property "choices.data"') ||
  message.includes('at least one choice');

function additionalComplaints(card: Card): readonly string[] {
  const actions = Array.isArray(card['actions']) ? (card['actions'] as readonly Card[]) : [];
  const primary = actions.filter(({ mode }) => mode !== 'secondary');
  const nulls = hasNull(card) ? ['It has an empty property.'] : [];
  const many =
    primary.length > maxPrimaryActions
      ? [`It has more than ${String(maxPrimaryActions)} actions beside its menu.`]
      : [];
  const none = card['type'] === 'AdaptiveCard' ? [] : ['It is no Adaptive Card.'];
  const bare = actionsOf(card).some((action) => action['type'] === 'Action.Execute' && !('fallback' in action));
  const old = bare ? ['An Action.Execute has no fallback for older clients.'] : [];
  return [...none, ...nulls, ...many, ...old, ...refreshComplaints(card), ...chartsIn(card).flatMap(chartComplaints)];
}

const maxRefreshUsers = 60;
const refreshSchema = z.strictObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), verb: z.string().min(1) }),
  userIds: z.array(z.string().startsWith('29:')).max(maxRefreshUsers).optional(),
});
const refreshComplaints = (card: Card): readonly string[] =>
  'refresh' in card
    ? (refreshSchema
        .safeParse(card['refresh'])
        .error?.issues.map(({ path, message }) => `The refresh's ${path.join('.')}: ${message}.`) ?? [])
    : [];

/** Teams draws charts; the library does not know them. */
const isChart = (value: unknown): value is Card =>
  typeof value === 'object' && value !== null && 'type' in value && String(value.type).startsWith('Chart.');

function withoutCharts(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => !isChart(item)).map(withoutCharts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withoutCharts(inner)]));
}

function chartsIn(value: unknown): readonly Card[] {
  if (isChart(value)) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(chartsIn) : [];
}

const barChartSchema = z.strictObject({
  type: z.literal('Chart.HorizontalBar'),
  title: z.string().optional(),
  data: z.array(z.strictObject({ x: z.string().min(1), y: z.number() })).min(1),
  // Older clients draw no charts: without this they would show an error in its place.
  fallback: z.union([z.literal('drop'), z.looseObject({ type: z.string() })]),
});
const chartComplaints = (chart: Card): readonly string[] =>
  barChartSchema
    .safeParse(chart)
    .error?.issues.map(({ path, message }) => `The chart's ${path.join('.')}: ${message}.`) ?? [];

const hasNull = (value: unknown): boolean =>
  value === null || (typeof value === 'object' && Object.values(value).some(hasNull));
