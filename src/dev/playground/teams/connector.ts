/** The Bot Connector's REST door on loopback: what the bot sends, changes, deletes and asks. */
import express, { type Express, type Request, type Response } from 'express';
import {
  account,
  change,
  member,
  no,
  ok,
  openPersonalChat,
  post,
  readAsked,
  remove,
  unknown,
  type Answer,
  type Asked,
} from './operations';
import { teamId, tenantId } from './tenant';
import type { Wire } from './wire';
import type { World } from './world';

export type Matches = (request: { method: string; path: string; query: string }) => boolean;

/** Requests that are to fail, and with which status. */
export type Refusals = Set<{ readonly matches: Matches; readonly status: number }>;

interface Parts {
  readonly world: World;
  readonly wire: Wire;
  readonly refusals: Refusals;
}

/** Answers a request, notes it on the wire, or refuses it as arranged. */
const answering =
  ({ wire, refusals }: Parts, answer: (request: Request) => Answer) =>
  (request: Request, response: Response): void => {
    const began = performance.now();
    const { method } = request;
    const path = decodeURIComponent(request.path);
    const query = request.originalUrl.split('?')[1] ?? '';
    const refused = [...refusals].find(({ matches }) => matches({ method, path, query }));
    const { status, body } =
      refused === undefined
        ? answer(request)
        : no({ status: refused.status, code: 'Refused', message: 'As arranged.' });
    const what = `${method} ${path}${query === '' ? '' : `?${query}`}`;
    wire.note({ direction: 'from bot', what, status, sent: request.body as unknown, received: body, began });
    response.status(status).json(body);
  };

export function createConnectorApp(parts: Parts): Express {
  const { world } = parts;
  const app = express();
  app.use(express.json({ limit: '1mb' }));
  const route = (answer: (request: Request) => Answer) => answering(parts, answer);
  const within = (answer: (world: World, asked: Asked) => Answer) =>
    route((request) => {
      const asked = readAsked(world, request);
      return asked === undefined ? unknown('ConversationNotFound') : answer(world, asked);
    });
  const activities = '/v3/conversations/:conversation/activities';
  const members = '/v3/conversations/:conversation';

  app.post(
    '/v3/conversations',
    route(({ body }) => openPersonalChat(world, body)),
  );
  app.post(activities, within(post));
  app.post(`${activities}/:activity`, within(post));
  app.put(`${activities}/:activity`, within(change));
  app.delete(`${activities}/:activity`, within(remove));
  app.get(
    `${members}/members/:member`,
    route(({ params }) => member(world, String(params['member']))),
  );
  app.get(
    `${members}/pagedmembers`,
    route(({ query }) => ok(membersPage(world, Number(query['continuationToken'] ?? 0)))),
  );
  app.get(
    '/v3/teams/:team',
    route(() => ok({ id: teamId, name: 'Northwind', tenantId })),
  );
  return app;
}

/** Far fewer than Teams gives at once: whoever reads one page alone misses somebody. */
const pageSize = 2;

function membersPage(world: World, from: number): object {
  const { people } = world.state();
  const [members, next] = [people.slice(from, from + pageSize).map(account), from + pageSize];
  return { members, ...(next < people.length ? { continuationToken: String(next) } : {}) };
}
