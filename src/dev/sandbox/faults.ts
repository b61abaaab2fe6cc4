/** Faults on demand: what goes wrong, with which request, how often. */
import type { Json } from '../../core/json';
import type { EntityName } from './schema';
import type { SandboxVerb } from './world';

export type Fault =
  /** Answers as usual, later. */
  | { readonly kind: 'slow'; readonly ms: number }
  /** Refuses before anything is carried out; `retryAfter` is the header's value, in seconds or as a date. */
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: 'html' | 'empty' | 'errors';
      readonly retryAfter?: string | number;
    }
  /** Takes the request and never answers; nothing is carried out. */
  | { readonly kind: 'hang' }
  /** Closes the connection at once; nothing is carried out. */
  | { readonly kind: 'disconnect' }
  /** Carries the request out, then closes the connection, or says nothing for ever. */
  | { readonly kind: 'unanswered'; readonly how?: 'closed' | 'silent' }
  /** Closes the connection at once, and carries the request out so many milliseconds later, before it answers anything else. */
  | { readonly kind: 'late'; readonly ms: number }
  /** Carries the request out and closes the connection in the middle of the answer. */
  | { readonly kind: 'cut' }
  /** Carries the request out; the answer is whole as HTTP and half as JSON. */
  | { readonly kind: 'truncated' }
  /** Carries the request out; numbers arrive as words, texts as numbers, lists as null. */
  | { readonly kind: 'wrong-types' }
  /** Carries the request out; the answer is changed on its way. */
  | { readonly kind: 'altered'; readonly change: (body: Json) => Json };

/** Whatever is left out matches everything. */
export interface RequestMatcher {
  readonly entity?: EntityName;
  readonly verb?: SandboxVerb;
  readonly method?: string;
}
export interface FaultPlan extends RequestMatcher {
  readonly fault: Fault;
  /** How many requests it befalls; 1 unless said. */
  readonly times?: number;
  /** How many matching requests are spared first. */
  readonly after?: number;
}

export interface FaultInjector {
  /** Answers with a function that takes the fault back. */
  plan(plan: FaultPlan): () => void;
  /** What is still to happen. */
  pending(): readonly FaultPlan[];
  clear(): void;
  /** The fault for this request, if any: the oldest plan that fits. */
  takeFor(request: { entity: EntityName | ''; verb: SandboxVerb; method: string }): Fault | undefined;
}

export function createFaultInjector(): FaultInjector {
  let plans: { plan: FaultPlan; spare: number; left: number }[] = [];
  return {
    plan(plan) {
      const active = { plan, spare: plan.after ?? 0, left: plan.times ?? 1 };
      plans.push(active);
      return () => {
        plans = plans.filter((each) => each !== active);
      };
    },
    pending: () => plans.map(({ plan, spare, left }) => ({ ...plan, after: spare, times: left })),
    clear() {
      plans = [];
    },
    takeFor(request) {
      const active = plans.find(({ plan }) => matchesRequest(plan, request));
      if (active === undefined) return undefined;
      if (active.spare > 0) {
        active.spare -= 1;
        return undefined;
      }
      active.left -= 1;
      if (active.left <= 0) plans = plans.filter((each) => each !== active);
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
