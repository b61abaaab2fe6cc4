/** One request from its arrival to what becomes of it: routed, let in, carried out, answered or not. */
import type { IncomingHttpHeaders } from 'node:http';
import type { SandboxResponse } from './answer';
import { emptyResponse, routeNotFound, AutotaskRefusal, refusalResponse, methodNotAllowed } from './answer';
import { resolveActor, isAuthentic } from './gate';
import type { RouteHandler, Route } from './routes';
import { findRoute } from './routes';
import { statusFaultResponse, corruptResponse } from './spoil-answer';
import type { TrafficLimiter } from './traffic';
import type { Fault, FaultInjector } from './faults';
import { renderRecordPage } from './web-page';
import type { SandboxVerb, SandboxWorld } from './world';

export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `cut` breaks off in the middle, `closed` before a word, `silent` says nothing and keeps the line. */
export interface SandboxResult {
  readonly answer: SandboxResponse;
  readonly delivery: 'whole' | 'cut' | 'closed' | 'silent';
  readonly entity: Route['entity'];
  readonly verb: SandboxVerb | undefined;
}

export interface ServerContext {
  readonly world: SandboxWorld;
  readonly traffic: TrafficLimiter;
  readonly faults: FaultInjector;
  readonly wait: (ms: number) => Promise<void>;
  /** What is still to be carried out, of requests whose connection ended: in the order in which they came. */
  readonly delayed: { readonly due: number; readonly act: () => Promise<unknown> }[];
}

const pathPattern = /^\/atservicesrest\/(?:v1\.0\/(.+)|(versioninformation))$/i;
const notFoundResult: SandboxResult = { answer: routeNotFound(), delivery: 'whole', entity: '', verb: undefined };

export async function handleRequest(context: ServerContext, request: SandboxRequest): Promise<SandboxResult> {
  await runDelayed(context);
  const page = renderRecordPage(context.world, request);
  if (page !== undefined) return { ...notFoundResult, answer: page };
  const [, versioned, plain] = pathPattern.exec(request.url.pathname) ?? [];
  const matched = findRoute(versioned ?? plain ?? '');
  if (matched === undefined) return notFoundResult;
  const { route, ids } = matched;
  const handler = route.handlers[request.method];
  if (handler === undefined) {
    const answer = isAuthorized(context, route, request) ? methodNotAllowed(request.method) : emptyResponse(401);
    return { ...notFoundResult, answer, entity: route.entity };
  }
  const fault = context.faults.takeFor({ entity: route.entity, verb: handler.verb, method: request.method });
  const target = { entity: route.entity, verb: handler.verb };
  const delay = fault?.kind === 'slow' ? fault.ms : 0;
  const run = () => runAuthorized(context, request, { route, handler, ids, delay });
  return { ...target, ...(await applyFault(context, fault, run)) };
}

/** By the sandbox's own clock, which tests move. */
async function runDelayed({ delayed, world }: ServerContext): Promise<void> {
  const all = delayed.splice(0);
  const isDue = ({ due }: (typeof all)[number]): boolean => due <= world.clock().getTime();
  delayed.push(...all.filter((one) => !isDue(one)));
  for (const { act } of all.filter(isDue)) await act();
}

/** What the fault makes of the request; without one it is simply attended to. */
async function applyFault(
  { delayed, world }: ServerContext,
  fault: Fault | undefined,
  run: () => Promise<SandboxResponse>,
): Promise<Pick<SandboxResult, 'answer' | 'delivery'>> {
  if (fault?.kind === 'late') {
    delayed.push({ due: world.clock().getTime() + fault.ms, act: run });
    return { answer: emptyResponse(0), delivery: 'closed' };
  }
  if (fault?.kind === 'hang') return { answer: emptyResponse(0), delivery: 'silent' };
  if (fault?.kind === 'disconnect') return { answer: emptyResponse(0), delivery: 'closed' };
  if (fault?.kind === 'status') return { answer: statusFaultResponse(fault), delivery: 'whole' };
  const answer = corruptResponse(await run(), fault);
  return { answer, delivery: deliveryAfter(fault) };
}

interface MatchedRoute {
  readonly route: Route;
  readonly handler: RouteHandler;
  readonly ids: readonly number[];
  /** Milliseconds that it takes longer, in flight all the while. */
  readonly delay: number;
}

/** Carried out already; now the answer gets there or does not. */
function deliveryAfter(fault: Fault | undefined): SandboxResult['delivery'] {
  if (fault?.kind === 'unanswered') return fault.how ?? 'closed';
  return fault?.kind === 'cut' ? 'cut' : 'whole';
}

const isAuthorized = ({ world }: ServerContext, route: Route, { headers }: SandboxRequest): boolean =>
  route.isPublic || isAuthentic(world, headers);

async function runAuthorized(
  context: ServerContext,
  request: SandboxRequest,
  matched: MatchedRoute,
): Promise<SandboxResponse> {
  const { route, delay } = matched;
  if (!isAuthorized(context, route, request)) return emptyResponse(401);
  if (route.isPublic) {
    if (delay > 0) await context.wait(delay);
    return runHandler(context.world, request, matched);
  }
  const threadKey = `${String(request.headers['apiintegrationcode'])} ${route.entity || route.path}`;
  const admission = context.traffic.admit(threadKey);
  if (!('leave' in admission)) return admission;
  try {
    if (admission.wait + delay > 0) await context.wait(admission.wait + delay);
    return runHandler(context.world, request, matched);
  } finally {
    admission.leave();
  }
}

function runHandler(
  world: SandboxWorld,
  { method, url, headers, body }: SandboxRequest,
  { route, handler, ids }: MatchedRoute,
): SandboxResponse {
  try {
    const actor = resolveActor(world, headers, { verb: handler.verb, entity: route.entity });
    return handler.handle({ world, method, verb: handler.verb, ids, query: url.searchParams, body, actor });
  } catch (error) {
    if (error instanceof AutotaskRefusal) return refusalResponse(error);
    throw error;
  }
}
