/** Faults on demand: what goes wrong, with which request, how often. */
import type { Json } from '../../core/json';
import type { EntityName } from './schema';
import type { Verb } from './world';

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
export interface Where {
  readonly entity?: EntityName;
  readonly verb?: Verb;
  readonly method?: string;
}
export interface Order extends Where {
  readonly fault: Fault;
  /** How many requests it befalls; 1 unless said. */
  readonly times?: number;
  /** How many matching requests are spared first. */
  readonly after?: number;
}

export interface Trouble {
  /** Answers with a function that takes the fault back. */
  order(order: Order): () => void;
  /** What is still to happen. */
  pending(): readonly Order[];
  clear(): void;
  /** The fault for this request, if any: the oldest order that fits. */
  take(request: { entity: EntityName | ''; verb: Verb; method: string }): Fault | undefined;
}

export function createTrouble(): Trouble {
  let orders: { order: Order; spare: number; left: number }[] = [];
  return {
    order(order) {
      const standing = { order, spare: order.after ?? 0, left: order.times ?? 1 };
      orders.push(standing);
      return () => {
        orders = orders.filter((each) => each !== standing);
      };
    },
    pending: () => orders.map(({ order, spare, left }) => ({ ...order, after: spare, times: left })),
    clear() {
      orders = [];
    },
    take(request) {
      const standing = orders.find(({ order }) => fits(order, request));
      if (standing === undefined) return undefined;
      if (standing.spare > 0) {
        standing.spare -= 1;
        return undefined;
      }
      standing.left -= 1;
      if (standing.left <= 0) orders = orders.filter((each) => each !== standing);
      return standing.order.fault;
    },
  };
}

const fits = ({ entity, verb, method }: Where, request: { entity: string; verb: Verb; method: string }): boolean =>
  (entity === undefined || entity === request.entity) &&
  (verb === undefined || verb === request.verb) &&
  (method === undefined || method === request.method);
