/** What is measured of the traffic with Autotask. */
import type { MetricDefinition, Metrics } from '../core/metrics';
import { entityOf } from './http/concurrency';
import document from './openapi.json';
import type { AttemptResult } from './http/attempt';

export const requestCount: MetricDefinition<'entity' | 'status'> = {
  name: 'opportunities_autotask_requests_total',
  help: 'Requests to Autotask, each attempt by itself: the HTTP status, or what became of it instead.',
  labels: ['entity', 'status'],
};
export const requestDuration: MetricDefinition<'entity'> = {
  name: 'opportunities_autotask_request_seconds',
  help: 'How long one attempt took, whatever came of it.',
  labels: ['entity'],
};
export const retryCount: MetricDefinition<'entity'> = {
  name: 'opportunities_autotask_retries_total',
  help: 'Requests to Autotask that were sent again.',
  labels: ['entity'],
};
export const hourlyRequestsUsed: MetricDefinition = {
  name: 'opportunities_autotask_hourly_requests_used',
  help: 'Requests of the running hour by all integrations of the tenant, as Autotask last said, and ours since.',
  labels: [],
};
export const hourlyRequestsLeft: MetricDefinition = {
  name: 'opportunities_autotask_hourly_requests_left',
  help: 'What is left of the hourly requests of the tenant, as Autotask last said, less ours since.',
  labels: [],
};

const knownEntities = new Set(Object.keys(document.paths).map(entityOf));
knownEntities.delete('{entity}');

/** A label: an address that Autotask names for the next page must not make new ones. */
export function entityLabel(url: string): string {
  const entity = entityOf(new URL(url).pathname);
  return knownEntities.has(entity) ? entity : 'other';
}

export function measureAttempt(
  meter: Metrics,
  url: string,
  attempt: { result: AttemptResult; milliseconds: number },
): void {
  const entity = entityLabel(url);
  const { result, milliseconds } = attempt;
  meter.count(requestCount, { entity, status: result.kind === 'answered' ? String(result.status) : result.kind });
  meter.observe(requestDuration, { entity }, milliseconds / 1000);
}
