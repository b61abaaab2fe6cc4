/** Injects faults: what goes wrong, with which requests, how often. */
import type { Json } from '../../core/json';
import type { EntityName } from './schema';
import type { SandboxVerb } from './world';

export type Fault =
  /** Responds as usual, later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Refuses before anything is executed; `retryAfter` is the header's value, in seconds or as a date. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: 'html' | 'empty' | 'errors';
      readonly retryAfter?: string | number;
    }
  /** Accepts the request and never responds; nothing is executed. */
  | { readonly kind: 'hang' }
  /** Closes the connection at once; nothing is executed. */
  | { readonly kind: 'disconnect' }
  /** Executes the request, then closes the connection, or leaves it open and never responds. */
  | { readonly kind: 'unanswered'; readonly how?: 'closed' | 'silent' }
  /** Closes the connection at once, and executes the request `ms` milliseconds later, before any request that comes after that. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Executes the request and closes the connection in the middle of the response. */
  | { readonly kind: 'cut' }
  /** Executes the request; the response is complete as HTTP and half as JSON. */
  | { readonly kind: 'truncated' }
  /** Executes the request; in the response numbers are text, texts are numbers, lists are null. */
  | { readonly kind: 'wrong-types' }
  /** Executes the request; the response is changed by `change`. */
  | { readonly kind: 'altered'; readonly change: (body: Json) => Json };

/** A field that is left out matches every request. */
export interface RequestMatcher {
  readonly entity?: EntityName;
  readonly verb?: SandboxVerb;
  readonly method?: string;
}
export interface FaultPlan extends RequestMatcher {
  readonly fault: Fault;
  /** How many requests it affects; 1 by default. */
  readonly times?: number;
  /** How many matching requests succeed first. */
  readonly after?: number;
}

export interface FaultInjector {
  /** Returns a function that cancels the fault. */
  plan(plan: FaultPlan): () => void;
  /** Plans that still have requests to affect. */
  pending(): readonly FaultPlan[];
  clear(): void;
  /** The fault for this request, if any: the oldest plan that matches. */
  takeFor(request: { entity: EntityName | ''; verb: SandboxVerb; method: string }): Fault | undefined;
}

export function createFaultInjector(): FaultInjector {
  let plans: { plan: FaultPlan; skipsLeft: number; timesLeft: number }[] = [];
  return {
    plan(plan) {
      const active = { plan, skipsLeft: plan.after ?? 0, timesLeft: plan.times ?? 1 };
      plans.push(active);
      return () => {
        plans = plans.filter((each) => each !== active);
      };
    },
    pending: () => plans.map(({ plan, skipsLeft, timesLeft }) => ({ ...plan, after: skipsLeft, times: timesLeft })),
    clear() {
      plans = [];
    },
    takeFor(request) {
      const active = plans.find(({ plan }) => matchesRequest(plan, request));
      if (active === undefined) return undefined;
      if (active.skipsLeft > 0) {
        active.skipsLeft -= 1;
        return undefined;
      }
      active.timesLeft -= 1;
      if (active.timesLeft <= 0) plans = plans.filter((each) => each !== active);
      return active.plan.fault;
    },
  };
}

const matchesRequest = (
  { entity, verb, method }: RequestMatcher,
  request: { entity: string; verb: SandboxVerb; method: string },
): boolean =>
  (entity === undefined || entity === request.entity) &&
  (verb === undefined || verb === request.verb) &&
  (method === undefined || method === request.method);
