/** The tenant's hourly allowance of requests, which all integrations share: watched, and warned of in time. */
import type { Logger } from '../../core/log';
import type { MetricDefinition, Metrics } from '../../core/metrics';
import { dataOf, type ApiFactory } from './api';
import { withCallDeadline } from './call';

export interface RequestUsage {
  readonly used: number;
  readonly allowed: number;
  readonly minutes: number;
}
export interface RequestThreshold {
  /** One more request was sent. Asks Autotask now and then, beside the caller's work. */
  countRequest(): void;
  usage(): Promise<RequestUsage>;
}

/** Autotask delays every answer by half a second from 50 % on, and by a second from 75 % on. */
const warnAt = 0.75;
const checkEvery = { milliseconds: 10 * 60_000, requests: 250 };

const hourlyRequestsUsed: MetricDefinition = {
  name: 'opportunities_autotask_hourly_requests_used',
  help: 'Requests of the running hour by all integrations of the tenant, as Autotask last said, and ours since.',
  labels: [],
};
const hourlyRequestsLeft: MetricDefinition = {
  name: 'opportunities_autotask_hourly_requests_left',
  help: 'What is left of the hourly requests of the tenant, as Autotask last said, less ours since.',
  labels: [],
};

interface RequestThresholdDeps {
  readonly api: () => ApiFactory;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly meter: Metrics;
}

export function createRequestThreshold(deps: RequestThresholdDeps): RequestThreshold {
  const { api, milliseconds, clock, log, meter } = deps;
  const state = { checkedAt: clock().getTime(), requests: 0, isChecking: false, hasWarned: false };
  const latest: { usage?: RequestUsage; requestsSince: number } = { requestsSince: 0 };

  async function usage(): Promise<RequestUsage> {
    const threshold = await withCallDeadline(milliseconds, undefined, (call) =>
      dataOf(api()(call).GET('/V1.0/ThresholdInformation')),
    );
    latest.requestsSince = 0;
    return (latest.usage = {
      used: threshold.currentTimeframeRequestCount,
      allowed: threshold.externalRequestThreshold,
      minutes: threshold.requestThresholdTimeframe ?? 60,
    });
  }
  async function checkUsage(): Promise<void> {
    try {
      const now = await usage();
      const isHigh = now.allowed > 0 && now.used >= now.allowed * warnAt;
      if (isHigh && !state.hasWarned)
        log.warn({ ...now }, 'three quarters of the hourly requests to Autotask are used up');
      state.hasWarned = isHigh;
    } catch (error) {
      log.debug({ err: error }, 'the use of the hourly requests could not be read');
    } finally {
      state.isChecking = false;
    }
  }
  meter.gauge(hourlyRequestsUsed, () =>
    latest.usage === undefined ? undefined : latest.usage.used + latest.requestsSince,
  );
  meter.gauge(hourlyRequestsLeft, () =>
    latest.usage === undefined
      ? undefined
      : Math.max(0, latest.usage.allowed - latest.usage.used - latest.requestsSince),
  );
  return {
    usage,
    countRequest: () => {
      state.requests += 1;
      latest.requestsSince += 1;
      const now = clock().getTime();
      const isDue = state.requests >= checkEvery.requests || now - state.checkedAt >= checkEvery.milliseconds;
      if (!isDue || state.isChecking) return;
      Object.assign(state, { isChecking: true, requests: 0, checkedAt: now });
      void checkUsage();
    },
  };
}
