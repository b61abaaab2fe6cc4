/** One request from its arrival to what becomes of it: routed, let in, carried out, answered or not. */
import type { IncomingHttpHeaders } from 'node:http';
import type { Answer } from './answer';
import { empty, noSuchRoute, Refusal, refused, wrongVerb } from './answer';
import { actorOf, isAuthentic } from './gate';
import type { Deed, Route } from './routes';
import { findRoute } from './routes';
import { refusalOf, spoil } from './spoil';
import type { Traffic } from './traffic';
import type { Fault, Trouble } from './trouble';
import { openRecord } from './web-page';
import type { Verb, World } from './world';

export interface Incoming {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `cut` breaks off in the middle, `closed` before a word, `silent` says nothing and keeps the line. */
export interface Outcome {
  readonly answer: Answer;
  readonly delivery: 'whole' | 'cut' | 'closed' | 'silent';
  readonly entity: Route['entity'];
  readonly verb: Verb | undefined;
}

export interface House {
  readonly world: World;
  readonly traffic: Traffic;
  readonly trouble: Trouble;
  readonly wait: (ms: number) => Promise<void>;
  /** What is still to be carried out, of requests whose connection ended: in the order in which they came. */
  readonly late: { readonly due: number; readonly act: () => Promise<unknown> }[];
}

const aPath = /^\/atservicesrest\/(?:v1\.0\/(.+)|(versioninformation))$/i;
const notFound: Outcome = { answer: noSuchRoute(), delivery: 'whole', entity: '', verb: undefined };

export async function serve(house: House, incoming: Incoming): Promise<Outcome> {
  await catchUp(house);
  const page = openRecord(house.world, incoming);
  if (page !== undefined) return { ...notFound, answer: page };
  const [, versioned, plain] = aPath.exec(incoming.url.pathname) ?? [];
  const found = findRoute(versioned ?? plain ?? '');
  if (found === undefined) return notFound;
  const { route, ids } = found;
  const deed = route.deeds[incoming.method];
  if (deed === undefined) {
    const answer = isLetIn(house, route, incoming) ? wrongVerb(incoming.method) : empty(401);
    return { ...notFound, answer, entity: route.entity };
  }
  const fault = house.trouble.take({ entity: route.entity, verb: deed.verb, method: incoming.method });
  const told = { entity: route.entity, verb: deed.verb };
  const delay = fault?.kind === 'slow' ? fault.ms : 0;
  const attendTo = () => attend(house, incoming, { route, deed, ids, delay });
  return { ...told, ...(await befall(house, fault, attendTo)) };
}

/** By the sandbox's own clock, which tests move. */
async function catchUp({ late, world }: House): Promise<void> {
  const all = late.splice(0);
  const isDue = ({ due }: (typeof all)[number]): boolean => due <= world.clock().getTime();
  late.push(...all.filter((one) => !isDue(one)));
  for (const { act } of all.filter(isDue)) await act();
}

/** What the fault makes of the request; without one it is simply attended to. */
async function befall(
  { late, world }: House,
  fault: Fault | undefined,
  attendTo: () => Promise<Answer>,
): Promise<Pick<Outcome, 'answer' | 'delivery'>> {
  if (fault?.kind === 'late') {
    late.push({ due: world.clock().getTime() + fault.ms, act: attendTo });
    return { answer: empty(0), delivery: 'closed' };
  }
  if (fault?.kind === 'hang') return { answer: empty(0), delivery: 'silent' };
  if (fault?.kind === 'disconnect') return { answer: empty(0), delivery: 'closed' };
  if (fault?.kind === 'status') return { answer: refusalOf(fault), delivery: 'whole' };
  const answer = spoil(await attendTo(), fault);
  return { answer, delivery: deliveryAfter(fault) };
}

interface Found {
  readonly route: Route;
  readonly deed: Deed;
  readonly ids: readonly number[];
  /** Milliseconds that it takes longer, in flight all the while. */
  readonly delay: number;
}

/** Carried out already; now the answer gets there or does not. */
function deliveryAfter(fault: Fault | undefined): Outcome['delivery'] {
  if (fault?.kind === 'unanswered') return fault.how ?? 'closed';
  return fault?.kind === 'cut' ? 'cut' : 'whole';
}

const isLetIn = ({ world }: House, route: Route, { headers }: Incoming): boolean =>
  route.open || isAuthentic(world, headers);

async function attend(house: House, incoming: Incoming, found: Found): Promise<Answer> {
  const { route, delay } = found;
  if (!isLetIn(house, route, incoming)) return empty(401);
  if (route.open) {
    if (delay > 0) await house.wait(delay);
    return carryOut(house.world, incoming, found);
  }
  const lane = `${String(incoming.headers['apiintegrationcode'])} ${route.entity || route.path}`;
  const entered = house.traffic.enter(lane);
  if (!('leave' in entered)) return entered;
  try {
    if (entered.wait + delay > 0) await house.wait(entered.wait + delay);
    return carryOut(house.world, incoming, found);
  } finally {
    entered.leave();
  }
}

function carryOut(world: World, { method, url, headers, body }: Incoming, { route, deed, ids }: Found): Answer {
  try {
    const actor = actorOf(world, headers, { verb: deed.verb, entity: route.entity });
    return deed.run({ world, method, verb: deed.verb, ids, query: url.searchParams, body, actor });
  } catch (error) {
    if (error instanceof Refusal) return refused(error);
    throw error;
  }
}
