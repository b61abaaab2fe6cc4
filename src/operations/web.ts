/** The one HTTP server: health, readiness, whatever the platforms mount, and the pages that tell what this is. */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express, { type Express, type RequestHandler } from 'express';
import { ConfigurationError } from '../config/settings';
import { noticePages } from './notices';
import { createReadiness, type Readiness } from './readiness';

export interface WebServer extends Pick<Readiness, 'setState'> {
  /** `http://host:port/` once it listens. Rejects with `ConfigurationError` where it cannot. */
  start(): Promise<string>;
  /** Takes no new request and waits for those under way. */
  stop(): Promise<void>;
  /** Ends those under way as well. */
  readonly closeConnections: () => void;
}

export interface Mount {
  readonly path: string;
  readonly handler: RequestHandler;
  /** This path alone, and the handler sees it whole; otherwise everything beneath it. */
  readonly exact?: boolean;
}

/** Seconds. For how long a connection without a request stays open. */
const idleSeconds = 75;

interface ListenAddress {
  readonly host: string;
  readonly port: number;
}

/** `pingDatabase` resolves when the database answers. */
export function createWebServer(
  { host, port: requestedPort }: ListenAddress,
  mounts: readonly Mount[],
  pingDatabase: () => Promise<unknown> = () => Promise.resolve(),
): WebServer {
  const app: Express = express();
  app.disable('x-powered-by');
  // Nobody asks twice for the same answer: it need not be hashed.
  app.disable('etag');
  app.get('/healthz', (_request, response) => void response.json({ status: 'ok' }));
  const readiness = createReadiness(pingDatabase);
  app.get('/readyz', readiness.page);
  for (const { path, handler, exact = false } of mounts) {
    if (exact) app.all(path, handler);
    else app.use(path, handler);
  }
  for (const { path, handler } of noticePages) app.get(path, handler);
  const server: { current?: Server } = {};
  return {
    setState: readiness.setState,
    start: () =>
      new Promise((resolve, reject) => {
        const listening = app.listen(requestedPort, host, (error?: NodeJS.ErrnoException) => {
          if (error !== undefined) {
            reject(translateListenError(error, { host, port: requestedPort }));
            return;
          }
          const { port } = listening.address() as AddressInfo;
          resolve(`http://${host.includes(':') ? `[${host}]` : host}:${String(port)}/`);
        });
        // Balancers keep theirs for 60 seconds as a rule: whoever closes first must not be us, or a request meets a closed
        // door (502). The time for headers has to be the longer one.
        listening.keepAliveTimeout = idleSeconds * 1000;
        listening.headersTimeout = (idleSeconds + 5) * 1000;
        server.current = listening;
      }),
    stop: () =>
      new Promise((resolve) => {
        if (server.current === undefined) {
          resolve();
          return;
        }
        server.current.close(() => resolve());
        server.current.closeIdleConnections();
      }),
    closeConnections: () => {
      server.current?.close();
      server.current?.closeAllConnections();
    },
  };
}

/** Why the bot cannot listen where its settings say; of a failure that is of another kind, the failure itself. */
function translateListenError(error: NodeJS.ErrnoException, { host, port }: ListenAddress): Error {
  const mistake = listenMistakeOf(error.code ?? '', host, String(port));
  return mistake === undefined ? error : new ConfigurationError([mistake]);
}

function listenMistakeOf(code: string, host: string, port: string) {
  switch (code) {
    case 'EADDRINUSE': {
      const cure = 'Stop that program, most likely another one of this bot, or set another PORT.';
      return { setting: 'PORT', wrong: `is ${port}, where another program listens already.`, cure };
    }
    case 'EACCES': {
      const cure = 'Use one above 1023, such as 3978, and let a reverse proxy lead to it.';
      return { setting: 'PORT', wrong: `is ${port}, where the bot may not listen.`, cure };
    }
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL': {
      const cure = 'Use 127.0.0.1, or 0.0.0.0 for every address that it has.';
      return { setting: 'HOST', wrong: `is "${host}", which is no address of this machine.`, cure };
    }
    default:
      return undefined;
  }
}
