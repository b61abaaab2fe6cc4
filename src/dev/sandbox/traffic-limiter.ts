/** Limits traffic as Autotask does: the threshold of a rolling hour with its latency, and the threads in flight. */
import type { SandboxResponse } from './responses';
import { jsonResponse } from './responses';
import type { BehaviorSwitches } from './switches';

export interface TrafficLimiter {
  /** Requests in the last 60 minutes. */
  readonly usage: () => number;
  /** How long an admitted request has to wait, or the response that rejects it. Every admitted request must `leave`. */
  admit(threadKey: string): { wait: number; leave: () => void } | SandboxResponse;
  clear(): void;
}

const hour = 60 * 60 * 1000;

export function createTrafficLimiter(switches: BehaviorSwitches, clock: () => Date): TrafficLimiter {
  const times: number[] = [];
  const threadsByKey = new Map<string, number>();
  const usage = () => {
    const since = clock().getTime() - hour;
    while ((times[0] ?? Infinity) <= since) times.shift();
    return times.length;
  };
  return {
    usage,
    clear: () => {
      times.length = 0;
    },
    admit(threadKey) {
      const used = usage();
      if (used >= switches.requestThreshold) return rejectionFor(switches, 'threshold');
      times.push(clock().getTime());
      const busy = threadsByKey.get(threadKey) ?? 0;
      if (busy >= switches.threads && switches.threadPolicy === 'refused') return rejectionFor(switches, 'threads');
      threadsByKey.set(threadKey, busy + 1);
      const leave = () => {
        threadsByKey.set(threadKey, (threadsByKey.get(threadKey) ?? 1) - 1);
      };
      return {
        wait: thresholdDelay(used / switches.requestThreshold) + threadDelay(busy + 1 - switches.threads),
        leave,
      };
    },
  };
}

/** From half of the threshold on each request takes half a second longer, from three quarters on a whole one. */
const thresholdDelay = (share: number): number => (share >= 0.75 ? 1000 : share >= 0.5 ? 500 : 0);

/** A quarter of a second for each thread beyond the limit, a whole second at most. */
const threadDelay = (over: number): number => (over > 0 ? Math.min(1000, over * 250) : 0);

function rejectionFor(switches: BehaviorSwitches, reason: 'threshold' | 'threads'): SandboxResponse {
  const message = {
    threshold: 'The external request threshold of this database has been exceeded. Requests are blocked temporarily.',
    threads: `Itgenatr005: the thread threshold of ${switches.threads} for this tracking identifier has been exceeded.`,
  }[reason];
  const headers: Record<string, string> =
    switches.retryAfter === null ? {} : { 'Retry-After': String(switches.retryAfter) };
  return jsonResponse(
    reason === 'threshold' ? switches.thresholdStatus : switches.threadStatus,
    { errors: [message] },
    headers,
  );
}
