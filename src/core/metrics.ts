/** What is counted and timed for those who run the bot. Labels name kinds of things, never people, records or words. */

export interface MetricDefinition<L extends string = never> {
  /** As Prometheus has it; the unit is its ending, such as `_seconds`. */
  readonly name: string;
  readonly help: string;
  readonly labels: readonly L[];
  /** Seconds between which observations are told apart; by default those of an answer. */
  readonly buckets?: readonly number[];
}
type Labels<L extends string> = Readonly<Record<L, string>>;

export interface Metrics {
  count<L extends string>(metric: MetricDefinition<L>, labels: Labels<L>): void;
  observe<L extends string>(metric: MetricDefinition<L>, labels: Labels<L>, seconds: number): void;
  /** Read whenever somebody looks; undefined, or a failure, where it is not known now. */
  gauge(metric: MetricDefinition, read: () => number | undefined | Promise<number | undefined>): void;
}

/** For where nobody looks. */
export const noMetrics: Metrics = { count: () => undefined, observe: () => undefined, gauge: () => undefined };

export const interactionsTotal: MetricDefinition<'platform' | 'kind' | 'outcome'> = {
  name: 'opportunities_interactions_total',
  help: 'What people did, by the kind of answer or failure that came of it.',
  labels: ['platform', 'kind', 'outcome'],
};
export const answerSeconds: MetricDefinition<'platform' | 'kind'> = {
  name: 'opportunities_answer_seconds',
  help: 'From the arrival of what somebody did to its answer, before it is drawn and delivered.',
  labels: ['platform', 'kind'],
};
export const digestLateness: MetricDefinition<'kind'> = {
  name: 'opportunities_digest_lateness_seconds',
  help: 'From the moment for which a digest was planned until it was posted.',
  labels: ['kind'],
  buckets: [10, 30, 60, 120, 300, 900, 3600, 4 * 3600, 12 * 3600],
};
export const outboxDepth: MetricDefinition = {
  name: 'opportunities_outbox_entries',
  help: 'Changes that people asked for and Autotask has not taken yet, those that wait for their answer among them.',
  labels: [],
};
