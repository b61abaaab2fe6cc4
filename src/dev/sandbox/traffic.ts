/** How much is asked: the rolling hour's threshold with its latency, and the threads in flight. */
import type { Answer } from './answer';
import { json } from './answer';
import type { Switches } from './switches';

export interface Traffic {
  /** Requests in the last 60 minutes. */
  readonly usage: () => number;
  /** How long a request has to wait, or the answer that turns it away. Every request that is let in must `leave`. */
  enter(lane: string): { wait: number; leave: () => void } | Answer;
  clear(): void;
}

const hour = 60 * 60 * 1000;

export function createTraffic(switches: Switches, clock: () => Date): Traffic {
  const times: number[] = [];
  const lanes = new Map<string, number>();
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
    enter(lane) {
      const used = usage();
      if (used >= switches.requestThreshold) return turnAway(switches, 'threshold');
      times.push(clock().getTime());
      const busy = lanes.get(lane) ?? 0;
      if (busy >= switches.threads && switches.threadPolicy === 'refused') return turnAway(switches, 'threads');
      lanes.set(lane, busy + 1);
      const leave = () => {
        lanes.set(lane, (lanes.get(lane) ?? 1) - 1);
      };
      return { wait: stage(used / switches.requestThreshold) + crowding(busy + 1 - switches.threads), leave };
    },
  };
}

/** Half of the allowance used up costs half a second for each request, three quarters a whole one. */
const stage = (share: number): number => (share >= 0.75 ? 1000 : share >= 0.5 ? 500 : 0);

/** A quarter of a second for each thread too many, a whole second at most. */
const crowding = (over: number): number => (over > 0 ? Math.min(1000, over * 250) : 0);

function turnAway(switches: Switches, why: 'threshold' | 'threads'): Answer {
  const sentence = {
    threshold: 'The external request threshold of this database has been exceeded. Requests are blocked temporarily.',
    threads: `Itgenatr005: the thread threshold of ${switches.threads} for this tracking identifier has been exceeded.`,
  }[why];
  const headers: Record<string, string> =
    switches.retryAfter === null ? {} : { 'Retry-After': String(switches.retryAfter) };
  return json(why === 'threshold' ? switches.thresholdStatus : switches.threadStatus, { errors: [sentence] }, headers);
}
