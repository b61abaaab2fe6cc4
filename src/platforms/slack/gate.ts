/** Lets a request in only when Slack signed it, lately, and it was not let in before. */
import type { IncomingMessage, RequestListener } from 'node:http';
import { HTTPModuleFunctions, verifySlackRequest } from '@slack/bolt';
import type { Logger } from '../../core/log';
import type { Store } from '../../core/store';

export interface GateParts {
  readonly signingSecret: string;
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Logger;
  /** False while nothing new is taken. */
  readonly open: () => boolean;
}

/** Slack's own window, which Bolt's check keeps only towards the past. */
const windowSeconds = 5 * 60;
/** A signature can be used until its timestamp leaves the window, whichever end of it the clock stands at. */
const rememberSeconds = 2 * windowSeconds;

/** Bytes. Slack's own are far smaller: a modal's state holds some thousand characters a field, and views end at 250 kB. */
const bodyLimit = 1_000_000;

const { bufferIncomingMessage, getHeader, isRawBodyError } = HTTPModuleFunctions;

export function createGate(parts: GateParts, inside: RequestListener): RequestListener {
  return (request, response) => {
    void refusalOf(parts, request).then((status) => {
      if (status === undefined) inside(request, response);
      else response.writeHead(status).end();
    });
  };
}

/** The HTTP status to refuse with; undefined lets the request in. */
async function refusalOf(parts: GateParts, request: IncomingMessage): Promise<number | undefined> {
  if (!parts.open()) return 503;
  if (request.method !== 'POST') return 405;
  try {
    const signature = await verified(parts, request);
    if (await isFirst(parts, signature)) return undefined;
    throw new Error('The request was let in before.');
  } catch (error) {
    parts.log.warn({ err: error }, 'request refused');
    return isRawBodyError(error) ? error.statusCode : 401;
  }
}

/** The signature, when it fits. */
async function verified({ signingSecret, clock }: GateParts, request: IncomingMessage): Promise<string> {
  // Bolt finds the body where this puts it, and does not read the spent stream again.
  const { rawBody } = await bufferIncomingMessage(request, bodyLimit);
  const signature = getHeader(request, 'x-slack-signature');
  const timestamp = Number(getHeader(request, 'x-slack-request-timestamp'));
  const nowMilliseconds = clock().getTime();
  if (!(timestamp <= nowMilliseconds / 1000 + windowSeconds)) throw new Error('The timestamp is in the future.');
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
  verifySlackRequest({ signingSecret, body: rawBody.toString(), headers, nowMilliseconds });
  return signature;
}

async function isFirst({ store, log }: GateParts, signature: string): Promise<boolean> {
  try {
    return await store.putIfAbsent(`slack-request:${signature}`, true, rememberSeconds);
  } catch (err) {
    // The bot's own check of deliveries needs the store as well, and has words for the person when it is away.
    log.error({ err }, 'the store cannot tell whether a request is new');
    return true;
  }
}
