/** The tenant's hourly allowance of requests, which all integrations share: watched, and warned of in time. */
import type { Logger } from '../core/log';
import type { Meter } from '../core/meter';
import { dataOf, type Api } from './api';
import { within } from './call';
import { hourlyLeft, hourlyUsed } from './measures';

export interface Usage {
  readonly used: number;
  readonly allowed: number;
  readonly minutes: number;
}
export interface Allowance {
  /** One more request was sent. Asks Autotask now and then, beside the caller's work. */
  spent(): void;
  usage(): Promise<Usage>;
}

/** Autotask delays every answer by half a second from 50 % on, and by a second from 75 % on. */
const warnAt = 0.75;
const every = { milliseconds: 10 * 60_000, requests: 250 };

interface Parts {
  readonly api: () => Api;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
  readonly meter: Meter;
}

export function createAllowance({ api, milliseconds, clock, log, meter }: Parts): Allowance {
  const state = { asked: clock().getTime(), since: 0, asking: false, warned: false };
  const said: { last?: Usage; since: number } = { since: 0 };

  async function usage(): Promise<Usage> {
    const answer = await within(milliseconds, undefined, (call) =>
      dataOf(api()(call).GET('/V1.0/ThresholdInformation')),
    );
    said.since = 0;
    return (said.last = {
      used: answer.currentTimeframeRequestCount,
      allowed: answer.externalRequestThreshold,
      minutes: answer.requestThresholdTimeframe ?? 60,
    });
  }
  async function look(): Promise<void> {
    try {
      const now = await usage();
      const high = now.allowed > 0 && now.used >= now.allowed * warnAt;
      if (high && !state.warned) log.warn({ ...now }, 'three quarters of the hourly requests to Autotask are used up');
      state.warned = high;
    } catch (error) {
      log.debug({ err: error }, 'the use of the hourly requests could not be read');
    } finally {
      state.asking = false;
    }
  }
  meter.gauge(hourlyUsed, () => (said.last === undefined ? undefined : said.last.used + said.since));
  meter.gauge(hourlyLeft, () =>
    said.last === undefined ? undefined : Math.max(0, said.last.allowed - said.last.used - said.since),
  );
  return {
    usage,
    spent: () => {
      state.since += 1;
      said.since += 1;
      const now = clock().getTime();
      const due = state.since >= every.requests || now - state.asked >= every.milliseconds;
      if (!due || state.asking) return;
      Object.assign(state, { asking: true, since: 0, asked: now });
      void look();
    },
  };
}
