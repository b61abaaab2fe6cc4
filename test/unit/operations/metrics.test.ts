import type { MetricDefinition } from '../../../src/core/metrics';
import { createPrometheusMetrics } from '../../../src/operations/metrics';

const depth: MetricDefinition = { name: 'queue_depth', help: 'What waits.', labels: [] };
const late: MetricDefinition = { name: 'digest_late_seconds', help: 'How late the latest digest is.', labels: [] };
const done: MetricDefinition<'kind'> = { name: 'done_total', help: 'What was done.', labels: ['kind'] };

describe('Metrics', () => {
  it('read a figure at the moment when somebody looks', async () => {
    const metrics = createPrometheusMetrics();
    let waiting = 2;
    metrics.gauge(depth, () => Promise.resolve(waiting));
    expect(await metrics.text()).toContain('queue_depth 2');
    waiting = 5;
    expect(await metrics.text()).toContain('queue_depth 5');
  });

  it('leave out what is not known now, and show the rest', async () => {
    const metrics = createPrometheusMetrics();
    const said: (number | undefined)[] = [7, undefined];
    metrics.gauge(late, () => said.shift());
    metrics.gauge(depth, () => Promise.reject(new Error('the database is away')));
    metrics.count(done, { kind: 'digest' });
    expect(await metrics.text()).toMatch(/^digest_late_seconds 7$/m);
    const text = await metrics.text();
    expect(text).not.toMatch(/^(digest_late_seconds|queue_depth) /m);
    expect(text).toContain('done_total{kind="digest"} 1');
  });

  it('of two bots in one process are not mixed', async () => {
    const [one, other] = [createPrometheusMetrics(), createPrometheusMetrics()];
    one.count(done, { kind: 'digest' });
    expect(await other.text()).not.toContain('done_total');
  });

  it('of the process are there where they are wanted', async () => {
    expect(await createPrometheusMetrics({ includeProcess: true }).text()).toContain('nodejs_eventloop_lag_seconds');
    expect(await createPrometheusMetrics().text()).not.toContain('nodejs_');
  });
});
