/** What is measured of the traffic with Autotask. */
import type { Measure, Meter } from '../core/meter';
import { entityOf } from './lanes';
import document from './openapi.json';
import type { Outcome } from './outcome';

export const requests: Measure<'entity' | 'status'> = {
  name: 'opportunities_autotask_requests_total',
  help: 'Requests to Autotask, each attempt by itself: the HTTP status, or what became of it instead.',
  labels: ['entity', 'status'],
};
export const requestTime: Measure<'entity'> = {
  name: 'opportunities_autotask_request_seconds',
  help: 'How long one attempt took, whatever came of it.',
  labels: ['entity'],
};
export const retries: Measure<'entity'> = {
  name: 'opportunities_autotask_retries_total',
  help: 'Requests to Autotask that were sent again.',
  labels: ['entity'],
};
export const hourlyUsed: Measure = {
  name: 'opportunities_autotask_hourly_requests_used',
  help: 'Requests of the running hour by all integrations of the tenant, as Autotask last said, and ours since.',
  labels: [],
};
export const hourlyLeft: Measure = {
  name: 'opportunities_autotask_hourly_requests_left',
  help: 'What is left of the hourly requests of the tenant, as Autotask last said, less ours since.',
  labels: [],
};

const known = new Set(Object.keys(document.paths).map(entityOf));
known.delete('{entity}');

/** A label: an address that Autotask names for the next page must not make new ones. */
export function entityLabel(url: string): string {
  const entity = entityOf(new URL(url).pathname);
  return known.has(entity) ? entity : 'other';
}

export function measureAttempt(meter: Meter, url: string, made: { outcome: Outcome; milliseconds: number }): void {
  const entity = entityLabel(url);
  const { outcome, milliseconds } = made;
  meter.count(requests, { entity, status: outcome.kind === 'answered' ? String(outcome.status) : outcome.kind });
  meter.observe(requestTime, { entity }, milliseconds / 1000);
}
