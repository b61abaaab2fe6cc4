/** The HTTP server on loopback: reads requests, sends what became of them, or breaks the line. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxResponse } from './answer';
import { htmlResponse } from './answer';
import type { RequestLog } from './requests';
import type { ServerContext, SandboxRequest, SandboxResult } from './serve';
import { handleRequest } from './serve';

export interface ListeningServer {
  readonly port: number;
  stop(): Promise<void>;
}

export async function listenOn(
  context: ServerContext,
  requests: RequestLog,
  at: { host: string; port: number },
): Promise<ListeningServer> {
  const server = createServer((request, response) => {
    void serveRequest(context, requests, request, response);
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

async function serveRequest(
  context: ServerContext,
  requests: RequestLog,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const started = performance.now();
  const body = await read(request).catch(() => undefined);
  if (body === undefined) return;
  const url = new URL(request.url ?? '/', context.world.origin);
  const sandboxRequest: SandboxRequest = { method: request.method ?? 'GET', url, headers: request.headers, body };
  const result = await handleRequest(context, sandboxRequest).catch(internalError);
  requests.add({
    at: context.world.clock(),
    method: sandboxRequest.method,
    path: request.url ?? '/',
    entity: result.entity,
    verb: result.verb,
    status: result.delivery === 'whole' ? result.answer.status : 0,
    ms: performance.now() - started,
    body,
    answer: result.answer.body,
    impersonating: String(request.headers['impersonationresourceid'] ?? ''),
  });
  // Its own clock, which may have been moved: whoever asks it learns how far off their own is.
  response.setHeader('Date', context.world.clock().toUTCString());
  sendResponse(response, result);
}

const internalError = (error: unknown): SandboxResult => ({
  answer: htmlResponse(
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

function sendResponse(response: ServerResponse, { answer, delivery }: SandboxResult): void {
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

const headersOf = (answer: SandboxResponse): Record<string, string | number> => ({
  ...answer.headers,
  ...(answer.type === '' ? {} : { 'Content-Type': `${answer.type}; charset=utf-8` }),
  'Content-Length': Buffer.byteLength(answer.body),
});
