/** How Slack reaches the bot: over HTTP, each request one promise that never rejects, or over a socket that the bot opens itself. */
import type { IncomingMessage, ServerResponse, RequestListener } from 'node:http';
import { HTTPModuleFunctions, HTTPResponseAck, type App, type Receiver, SocketModeReceiver } from '@slack/bolt';
import { z } from 'zod';
import type { Logger } from '../../../core/log';
import { toSlackLogger } from '../outbound/errors';
import { createRequestVerifier } from './verify-request';
import type { SlackOptions } from '../options';

/** All that Bolt and this door look into; everything else is the handlers' affair. */
const bodySchema = z.looseObject({
  type: z.string().optional(),
  ssl_check: z.string().optional(),
  challenge: z.string().optional(),
  event: z.looseObject({ type: z.string() }).optional(),
});
type Body = z.infer<typeof bodySchema>;

export interface HttpReceiver extends Receiver {
  /** Answers the request, whose signature was checked and whose body was read. Never rejects. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>;
}

const { buildContentResponse, buildUrlVerificationResponse, ...read } = HTTPModuleFunctions;

export function createHttpReceiver(log: Logger): HttpReceiver {
  const running: { app?: App } = {};
  const logger = toSlackLogger(log);

  async function processRequest(payload: Body, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const ack = new HTTPResponseAck({
      logger,
      processBeforeResponse: false,
      httpRequest: await read.bufferIncomingMessage(request),
      httpRequestBody: payload,
      httpResponse: response,
    });
    const retryNum = read.extractRetryNumFromHTTPRequest(request);
    const retryReason = read.extractRetryReasonFromHTTPRequest(request);
    try {
      await running.app?.processEvent({
        body: payload,
        ack: ack.bind(),
        ...(retryNum === undefined ? {} : { retryNum }),
        ...(retryReason === undefined ? {} : { retryReason }),
      });
      // Nobody here knows what this is, and nothing will acknowledge it any more.
      end(response, 404);
    } catch (err) {
      log.error({ err }, 'Bolt could not process a request');
      end(response, 500);
    } finally {
      ack.ack();
    }
  }

  return {
    init: (app) => void (running.app = app),
    start: () => Promise.resolve(),
    stop: () => Promise.resolve(),
    async handle(request, response) {
      try {
        const payload = await parseBody(request);
        if (payload === undefined) end(response, 400);
        else if (payload.ssl_check === '1') buildContentResponse(response, '');
        else if (payload.type === 'url_verification') buildUrlVerificationResponse(response, payload);
        else await processRequest(payload, request, response);
      } catch (err) {
        log.error({ err }, 'a request of Slack was not handled');
        end(response, 500);
      }
    },
  };
}

/** Undefined for what Slack never sends. */
async function parseBody(request: IncomingMessage): Promise<Body | undefined> {
  const buffered = await read.bufferIncomingMessage(request);
  try {
    return bodySchema.safeParse(read.parseHTTPRequestBody(buffered)).data;
  } catch {
    return undefined;
  }
}

function end(response: ServerResponse, status: number): void {
  if (!response.headersSent) response.writeHead(status).end();
}

export interface SlackTransport {
  readonly receiver: Receiver;
  readonly receive: RequestListener | undefined;
  /** Resolves when Slack can reach the bot. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export function createSlackTransport(options: SlackOptions, isOpen: () => boolean): SlackTransport {
  const { appToken, signingSecret } = options;
  if (appToken !== undefined) return socketTransport(appToken, options);
  if (signingSecret !== undefined) return httpTransport(signingSecret, options, isOpen);
  throw new Error('Slack needs a signing secret, or an app token for Socket Mode.');
}

function socketTransport(appToken: string, { apiUrl, log }: SlackOptions): SlackTransport {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: toSlackLogger(log),
    installerOptions: { clientOptions: apiUrl === undefined ? {} : { slackApiUrl: apiUrl } },
  });
  return {
    receiver,
    receive: undefined,
    async connect() {
      await receiver.start();
    },
    disconnect: () => receiver.stop(),
  };
}

function httpTransport(signingSecret: string, options: SlackOptions, isOpen: () => boolean): SlackTransport {
  const receiver = createHttpReceiver(options.log);
  return {
    receiver,
    // The verifier has checked the signature already, with Bolt's own function and our clock.
    receive: createRequestVerifier({ ...options, signingSecret, isOpen }, (request, response) =>
      receiver.handle(request, response),
    ),
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}
