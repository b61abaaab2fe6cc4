/** Lets a request in only when Slack signed it, lately, and it was not let in before. */
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { HTTPModuleFunctions, verifySlackRequest } from '@slack/bolt';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../core/log';

export interface RequestVerifierOptions {
  readonly signingSecret: string;
  readonly clock: () => Date;
  readonly log: Logger;
  /** False while nothing new is taken. */
  readonly isOpen: () => boolean;
}

/** Slack's own window, which Bolt's check keeps only towards the past. */
const windowSeconds = 5 * 60;
/** A signature can be used until its timestamp leaves the window, whichever end of it the clock stands at. */
const rememberSeconds = 2 * windowSeconds;
/** Signatures, each of a request that Slack did sign: more than a busy workspace sends in that time. */
const maxRemembered = 20_000;

/** Bytes. Slack's own are far smaller: a modal's state holds some thousand characters a field, and views end at 250 kB. */
const bodyLimit = 1_000_000;

/** Bolt reads no further than the digest: with anything behind it, the same signature would look like a new one. */
const signaturePattern = /^v0=[0-9a-f]{64}$/;

const { bufferIncomingMessage, getHeader, isRawBodyError } = HTTPModuleFunctions;

/**
 * Remembers in memory, so that nothing waits for the database before Slack hears back. What a delivery does is done once
 * by all replicas together: the bot asks the store before it acts.
 */
export function createRequestVerifier(options: RequestVerifierOptions, handle: RequestHandler): RequestListener {
  const seenSignatures = new LRUCache<string, true>({ max: maxRemembered, ttl: rememberSeconds * 1000 });
  return (request, response) => {
    void refusalStatus({ ...options, seenSignatures }, request).then((status) =>
      status === undefined ? handle(request, response) : void response.writeHead(status).end(),
    );
  };
}

/** Never rejects. */
type RequestHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface VerifierState extends RequestVerifierOptions {
  readonly seenSignatures: LRUCache<string, true>;
}

/** The HTTP status to refuse with; undefined lets the request in. */
async function refusalStatus(state: VerifierState, request: IncomingMessage): Promise<number | undefined> {
  if (!state.isOpen()) return 503;
  if (request.method !== 'POST') return 405;
  try {
    const signature = await verifySignature(state, request);
    if (state.seenSignatures.has(signature)) throw new Error('The request was let in before.');
    state.seenSignatures.set(signature, true);
    return undefined;
  } catch (error) {
    state.log.warn({ err: error }, 'request refused');
    return isRawBodyError(error) ? error.statusCode : 401;
  }
}

/** The signature, when it fits. */
async function verifySignature(
  { signingSecret, clock }: RequestVerifierOptions,
  request: IncomingMessage,
): Promise<string> {
  // Bolt finds the body where this puts it, and does not read the spent stream again.
  const { rawBody } = await bufferIncomingMessage(request, bodyLimit);
  const signature = getHeader(request, 'x-slack-signature');
  if (!signaturePattern.test(signature)) throw new Error('The signature is not written as Slack writes it.');
  const timestamp = Number(getHeader(request, 'x-slack-request-timestamp'));
  const nowMilliseconds = clock().getTime();
  if (!(timestamp <= nowMilliseconds / 1000 + windowSeconds)) throw new Error('The timestamp is in the future.');
  const headers = { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp };
  verifySlackRequest({ signingSecret, body: rawBody.toString(), headers, nowMilliseconds });
  return signature;
}
