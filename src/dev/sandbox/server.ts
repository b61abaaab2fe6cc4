/** The HTTP server on loopback: reads requests, sends what became of them, or breaks the line. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Answer } from './answer';
import { html } from './answer';
import type { Requests } from './requests';
import type { House, Incoming, Outcome } from './serve';
import { serve } from './serve';

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

export async function listen(house: House, requests: Requests, at: { host: string; port: number }): Promise<Listening> {
  const server = createServer((request, response) => {
    void attend(house, requests, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(at.port, at.host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, stop: () => stop(server) };
}

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function attend(
  house: House,
  requests: Requests,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const body = await read(request).catch(() => undefined);
  if (body === undefined) return;
  const url = new URL(request.url ?? '/', house.world.origin);
  const incoming: Incoming = { method: request.method ?? 'GET', url, headers: request.headers, body };
  const outcome = await serve(house, incoming).catch(broken);
  requests.add({
    at: house.world.clock(),
    method: incoming.method,
    path: request.url ?? '/',
    entity: outcome.entity,
    verb: outcome.verb,
    status: outcome.delivery === 'whole' ? outcome.answer.status : 0,
    ms: performance.now() - started,
    body,
    answer: outcome.answer.body,
    impersonating: String(request.headers['impersonationresourceid'] ?? ''),
  });
  // Its own clock, which may have been moved: whoever asks it learns how far off their own is.
  response.setHeader('Date', house.world.clock().toUTCString());
  deliver(response, outcome);
}

const broken = (error: unknown): Outcome => ({
  answer: html(
    500,
    `<h1>The sandbox itself is broken</h1><pre>${error instanceof Error ? (error.stack ?? '') : ''}</pre>`,
  ),
  delivery: 'whole',
  entity: '',
  verb: undefined,
});

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function deliver(response: ServerResponse, { answer, delivery }: Outcome): void {
  if (delivery === 'silent') return;
  if (delivery === 'closed') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(answer.status, headersOf(answer));
  if (delivery === 'whole') {
    response.end(answer.body);
    return;
  }
  response.write(answer.body.slice(0, Math.ceil(answer.body.length / 2)), () => response.socket?.destroy());
}

const headersOf = (answer: Answer): Record<string, string | number> => ({
  ...answer.headers,
  ...(answer.type === '' ? {} : { 'Content-Type': `${answer.type}; charset=utf-8` }),
  'Content-Length': Buffer.byteLength(answer.body),
});
