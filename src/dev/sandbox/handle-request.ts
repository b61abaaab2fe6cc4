/** Handles one request from its route to its response: authentication, limits, the handler, and the fault that was planned. */
import type { IncomingHttpHeaders } from 'node:http';
import type { SandboxResponse } from './responses';
import { emptyResponse, routeNotFound, AutotaskRefusal, refusalResponse, methodNotAllowed } from './responses';
import { resolveActor, isAuthentic } from './authentication';
import type { RouteHandler, Route } from './routes';
import { findRoute } from './routes';
import { statusFaultResponse, corruptResponse } from './corrupt-response';
import type { TrafficLimiter } from './traffic-limiter';
import type { Fault, FaultInjector } from './faults';
import { renderRecordPage } from './web-page';
import type { SandboxVerb, SandboxWorld } from './world';

export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** `cut` ends the connection in the middle of the response, `closed` before it, `silent` never responds. */
export interface SandboxResult {
  readonly response: SandboxResponse;
  readonly delivery: 'whole' | 'cut' | 'closed' | 'silent';
  readonly entity: Route['entity'];
  readonly verb: SandboxVerb | undefined;
}

export interface ServerContext {
  readonly world: SandboxWorld;
  readonly traffic: TrafficLimiter;
  readonly faults: FaultInjector;
  readonly wait: (ms: number) => Promise<void>;
  /** Requests whose connection has ended and which are still to be executed, in the order in which they came. */
  readonly delayed: { readonly due: number; readonly execute: () => Promise<unknown> }[];
}

const pathPattern = /^\/atservicesrest\/(?:v1\.0\/(.+)|(versioninformation))$/i;
const notFoundResult: SandboxResult = { response: routeNotFound(), delivery: 'whole', entity: '', verb: undefined };

export async function handleRequest(context: ServerContext, request: SandboxRequest): Promise<SandboxResult> {
  await runDelayed(context);
  const page = renderRecordPage(context.world, request);
  if (page !== undefined) return { ...notFoundResult, response: page };
  const [, versioned, plain] = pathPattern.exec(request.url.pathname) ?? [];
  const matched = findRoute(versioned ?? plain ?? '');
  if (matched === undefined) return notFoundResult;
  const { route, ids } = matched;
  const handler = route.handlers[request.method];
  if (handler === undefined) {
    const response = isAuthorized(context, route, request) ? methodNotAllowed(request.method) : emptyResponse(401);
    return { ...notFoundResult, response, entity: route.entity };
  }
  const fault = context.faults.takeFor({ entity: route.entity, verb: handler.verb, method: request.method });
  const target = { entity: route.entity, verb: handler.verb };
  const delay = fault?.kind === 'slow' ? fault.ms : 0;
  const run = () => runAuthorized(context, request, { route, handler, ids, delay });
  return { ...target, ...(await applyFault(context, fault, run)) };
}

/** Due by the sandbox's own clock, which tests move. */
async function runDelayed({ delayed, world }: ServerContext): Promise<void> {
  const all = delayed.splice(0);
  const isDue = ({ due }: (typeof all)[number]): boolean => due <= world.clock().getTime();
  delayed.push(...all.filter((one) => !isDue(one)));
  for (const { execute } of all.filter(isDue)) await execute();
}

/** Executes the request, unless the fault prevents it, and changes the response as the fault says. */
async function applyFault(
  { delayed, world }: ServerContext,
  fault: Fault | undefined,
  run: () => Promise<SandboxResponse>,
): Promise<Pick<SandboxResult, 'response' | 'delivery'>> {
  if (fault?.kind === 'late') {
    delayed.push({ due: world.clock().getTime() + fault.ms, execute: run });
    return { response: emptyResponse(0), delivery: 'closed' };
  }
  if (fault?.kind === 'hang') return { response: emptyResponse(0), delivery: 'silent' };
  if (fault?.kind === 'disconnect') return { response: emptyResponse(0), delivery: 'closed' };
  if (fault?.kind === 'status') return { response: statusFaultResponse(fault), delivery: 'whole' };
  const response = corruptResponse(await run(), fault);
  return { response, delivery: deliveryAfter(fault) };
}

interface MatchedRoute {
  readonly route: Route;
  readonly handler: RouteHandler;
  readonly ids: readonly number[];
  /** Milliseconds that it takes longer; it counts as in flight meanwhile. */
  readonly delay: number;
}

/** How the response of an executed request is delivered. */
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
