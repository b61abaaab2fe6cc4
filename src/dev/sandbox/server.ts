/** The HTTP server on loopback: reads requests, sends their responses or ends the connection, and logs both. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { SandboxResponse } from './responses';
import { htmlResponse } from './responses';
import type { RequestLog } from './request-log';
import type { ServerContext, SandboxRequest, SandboxResult } from './handle-request';
import { handleRequest } from './handle-request';

export interface ListeningServer {
  readonly port: number;
  stop(): Promise<void>;
}

export async function listenOn(
  context: ServerContext,
  requests: RequestLog,
  address: { host: string; port: number },
): Promise<ListeningServer> {
  const server = createServer((request, response) => {
    void serveRequest(context, requests, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(address.port, address.host, resolve);
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
  const body = await readBody(request).catch(() => undefined);
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
    status: result.delivery === 'whole' ? result.response.status : 0,
    ms: performance.now() - started,
    body,
    responseBody: result.response.body,
    impersonating: String(request.headers['impersonationresourceid'] ?? ''),
  });
  // By the sandbox's own clock, which may have been moved: the bot learns from it how far off its own is.
  response.setHeader('Date', context.world.clock().toUTCString());
  sendResponse(response, result);
}

const internalError = (error: unknown): SandboxResult => ({
  response: htmlResponse(
    500,
    `<h1>The sandbox itself is broken</h1><pre>${error instanceof Error ? (error.stack ?? '') : ''}</pre>`,
  ),
  delivery: 'whole',
  entity: '',
  verb: undefined,
});

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function sendResponse(output: ServerResponse, { response, delivery }: SandboxResult): void {
  if (delivery === 'silent') return;
  if (delivery === 'closed') {
    output.socket?.destroy();
    return;
  }
  output.writeHead(response.status, headersOf(response));
  if (delivery === 'whole') {
    output.end(response.body);
    return;
  }
  output.write(response.body.slice(0, Math.ceil(response.body.length / 2)), () => output.socket?.destroy());
}

const headersOf = ({ headers, type, body }: SandboxResponse): Record<string, string | number> => ({
  ...headers,
  ...(type === '' ? {} : { 'Content-Type': `${type}; charset=utf-8` }),
  'Content-Length': Buffer.byteLength(body),
});
