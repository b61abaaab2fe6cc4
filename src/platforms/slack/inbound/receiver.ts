/**
 * Hands Slack's requests to Bolt, each as one promise that never rejects: in Bolt's own receiver a body such as `null`
 * fails where nobody hears of it, which ends the process.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { HTTPModuleFunctions, HTTPResponseAck, type App, type Receiver } from '@slack/bolt';
import { z } from 'zod';
import type { Logger } from '../../../core/log';
import { toSlackLogger } from '../logger';

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
