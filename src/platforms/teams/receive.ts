/** The door for `POST /api/messages`: who may speak, in what shape, from which tenant; then the handler. */
import { json, type Request, type RequestHandler } from 'express';
import type { Activity } from 'botbuilder';
import type { Logger } from '../../core/log';
import type { TeamsAdapter } from './adapter';
import type { AddressBook } from './address-book';
import { isFromTenant, isTrusted } from './addresses';
import type { Handler } from './handler';
import { readIncoming, type Incoming } from './incoming';

interface Parts {
  readonly adapter: TeamsAdapter;
  readonly book: AddressBook;
  /** Undefined before the start and after the stop: Teams tries again a little later. */
  readonly handler: () => Handler | undefined;
  readonly tenantId: string | undefined;
  readonly allowLoopback: boolean;
  readonly log: Logger;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
}

/** The largest activity that Teams sends is about 100 KB. */
const readBody: RequestHandler = json({ limit: '256kb' });

export function createReceive(parts: Parts): RequestHandler {
  return (request, response) => {
    if (request.method !== 'POST') {
      response.status(405).end();
      return;
    }
    readBody(request, response, (problem: unknown) => {
      void (problem === undefined ? answer(parts, request) : Promise.resolve(badBody(problem))).then(
        ({ status, body }) => response.status(status).send(body),
      );
    });
  };
}

/** Never rejects. */
async function answer(parts: Parts, request: Request): Promise<Answer> {
  const handler = parts.handler();
  if (handler === undefined) return { status: 503 };
  const incoming = readIncoming(request.body);
  if (incoming === undefined) return { status: 400 };
  const activity = request.body as Activity;
  const signed = await parts.adapter
    .authenticate(activity, request.headers.authorization ?? '')
    .catch((error: unknown) => refused(parts.log, error));
  if ('status' in signed) return signed;
  if (!isWelcome(parts, incoming)) return { status: 403 };
  try {
    await parts.book.remember(incoming);
    const response = await parts.adapter.run(signed, activity, (context) => handler.run(context));
    return { status: response?.status ?? 200, body: response?.body };
  } catch (error) {
    parts.log.error({ err: error, type: incoming.type }, 'an activity was not handled');
    return { status: 500 };
  }
}

/** A key that the service does not publish makes the library throw anything; only the key list itself may be missing. */
function refused(log: Logger, error: unknown): Answer {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  const status = name === 'FetchError' || statusCode === 500 ? 503 : 401;
  log.warn({ err: error, status }, 'a request to the Teams endpoint was not accepted');
  return { status };
}

function isWelcome({ tenantId, allowLoopback, log }: Parts, incoming: Incoming): boolean {
  const { serviceUrl, conversation } = incoming;
  const ours = tenantId === undefined || isFromTenant(incoming, tenantId);
  if (ours && isTrusted(serviceUrl, allowLoopback)) return true;
  log.warn({ serviceUrl, tenant: conversation.tenantId }, 'an activity of a foreign tenant or connector was refused');
  return false;
}

/** What the body parser says: 413 for too large, 400 for no JSON. */
function badBody(problem: unknown): Answer {
  const { status } = problem as { status?: number };
  return { status: status ?? 400 };
}
