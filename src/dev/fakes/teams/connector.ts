/** The Bot Connector's REST door on loopback: what the bot sends, changes, deletes and asks. */
import express, { type Express, type Request, type Response } from 'express';
import {
  memberAccount,
  updateActivity,
  getMember,
  connectorErrorResponse,
  connectorResponse,
  openPersonalChat,
  postActivity,
  parseConnectorRequest,
  deleteActivity,
  notFoundResponse,
  type ConnectorResponse,
  type ConnectorRequest,
} from './operations';
import { teamId, tenantId } from './tenant';
import type { ConnectorWireLog } from './wire';
import type { TeamsWorld } from './world';

export type RequestPredicate = (request: { method: string; path: string; query: string }) => boolean;

/** Requests that are to fail, and with which status. */
export type PlannedFailures = Set<{ readonly matches: RequestPredicate; readonly status: number }>;

interface ConnectorDeps {
  readonly world: TeamsWorld;
  readonly wire: ConnectorWireLog;
  readonly plannedFailures: PlannedFailures;
}

/** Answers a request, notes it on the wire, or refuses it as arranged. */
const handleWith =
  ({ wire, plannedFailures }: ConnectorDeps, answer: (request: Request) => ConnectorResponse) =>
  (request: Request, response: Response): void => {
    const startedAt = performance.now();
    const { method } = request;
    const path = decodeURIComponent(request.path);
    const query = request.originalUrl.split('?')[1] ?? '';
    const planned = [...plannedFailures].find(({ matches }) => matches({ method, path, query }));
    const { status, body } =
      planned === undefined
        ? answer(request)
        : connectorErrorResponse({ status: planned.status, code: 'Refused', message: 'As arranged.' });
    const what = `${method} ${path}${query === '' ? '' : `?${query}`}`;
    wire.record({ direction: 'from bot', what, status, sent: request.body as unknown, received: body, startedAt });
    response.status(status).json(body);
  };

export function createConnectorApp(deps: ConnectorDeps): Express {
  const { world } = deps;
  const app = express();
  app.use(express.json({ limit: '1mb' }));
  const route = (answer: (request: Request) => ConnectorResponse) => handleWith(deps, answer);
  const inConversation = (answer: (world: TeamsWorld, connectorRequest: ConnectorRequest) => ConnectorResponse) =>
    route((request) => {
      const connectorRequest = parseConnectorRequest(world, request);
      return connectorRequest === undefined
        ? notFoundResponse('ConversationNotFound')
        : answer(world, connectorRequest);
    });
  const activities = '/v3/conversations/:conversation/activities';
  const members = '/v3/conversations/:conversation';

  app.post(
    '/v3/conversations',
    route(({ body }) => openPersonalChat(world, body)),
  );
  app.post(activities, inConversation(postActivity));
  app.post(`${activities}/:activity`, inConversation(postActivity));
  app.put(`${activities}/:activity`, inConversation(updateActivity));
  app.delete(`${activities}/:activity`, inConversation(deleteActivity));
  app.get(
    `${members}/members/:member`,
    route(({ params }) => getMember(world, String(params['member']))),
  );
  app.get(
    `${members}/pagedmembers`,
    route(({ query }) => connectorResponse(membersPage(world, Number(query['continuationToken'] ?? 0)))),
  );
  app.get(
    '/v3/teams/:team',
    route(() => connectorResponse({ id: teamId, name: 'Northwind', tenantId })),
  );
  return app;
}

/** Far fewer than Teams gives at once: whoever reads one page alone misses somebody. */
const pageSize = 2;

function membersPage(world: TeamsWorld, from: number): object {
  const { people } = world.state();
  const [members, next] = [people.slice(from, from + pageSize).map(memberAccount), from + pageSize];
  return { members, ...(next < people.length ? { continuationToken: String(next) } : {}) };
}
