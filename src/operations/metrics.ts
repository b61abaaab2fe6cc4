/** The metrics that Prometheus reads: a registry of its own, nothing global, and the page `/metrics`. */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { RequestHandler } from 'express';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { MetricDefinition, Metrics } from '../core/metrics';

export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** All of it, in Prometheus' own format. */
  text(): Promise<string>;
}

/** From what is answered at once to what has been given up. */
const seconds = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 30];

interface PrometheusOptions {
  /** Memory, event loop and garbage of the process as well. */
  readonly includeProcess?: boolean;
}

export function createPrometheusMetrics({ includeProcess = false }: PrometheusOptions = {}): PrometheusMetrics {
  const registry = new Registry();
  if (includeProcess) collectDefaultMetrics({ register: registry });
  const known = new Map<string, unknown>();
  /** Made at its first use. */
  function getOrCreate<T>({ name }: { name: string }, make: () => T): T {
    if (!known.has(name)) known.set(name, make());
    return known.get(name) as T;
  }
  const configurationOf = <L extends string>({ name, help, labels }: MetricDefinition<L>) => ({
    name,
    help,
    labelNames: labels,
    registers: [registry],
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    count: (measure, labels) => getOrCreate(measure, () => new Counter(configurationOf(measure))).inc({ ...labels }),
    observe: (measure, labels, value) =>
      getOrCreate(
        measure,
        () => new Histogram({ ...configurationOf(measure), buckets: [...(measure.buckets ?? seconds)] }),
      ).observe({ ...labels }, value),
    gauge(measure, read) {
      async function collect(this: Gauge): Promise<void> {
        // One figure that cannot be read must not hide the others.
        const value = await Promise.resolve()
          .then(read)
          .catch(() => undefined);
        if (value === undefined) this.remove();
        else this.set(value);
      }
      getOrCreate(measure, () => new Gauge({ ...configurationOf(measure), collect }));
    },
  };
}

/** `/metrics`, for whoever shows the token. */
export function metricsPage(metrics: Pick<PrometheusMetrics, 'text' | 'contentType'>, token: string): RequestHandler {
  const wanted = sha256(`Bearer ${token}`);
  return (request, response, next) => {
    if (!timingSafeEqual(sha256(request.headers.authorization ?? ''), wanted)) {
      response.status(401).set('WWW-Authenticate', 'Bearer').send('Show METRICS_TOKEN as a bearer token.\n');
      return;
    }
    metrics
      .text()
      .then((text) => response.type(metrics.contentType).send(text))
      .catch(next);
  };
}

/** Of equal length, whatever was sent. */
const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
