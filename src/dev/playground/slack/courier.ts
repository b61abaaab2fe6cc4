/** Takes deliveries to the bot: as signed requests, or over the socket when the bot has opened one. */
import { createHmac } from 'node:crypto';
import type { Delivery, Piece, SlackPeer, SlackPeerOptions } from './peer';
import type { Sockets } from './sockets';
import type { Wire } from './wire';

/** One delivery: as Slack posts it in a form or as JSON, and as it travels over a socket. */
export interface Parcel {
  readonly what: string;
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: Piece;
}

export interface Courier {
  bring(parcel: Parcel): Promise<Delivery>;
  raw: SlackPeer['deliver'];
}

interface CourierParts {
  readonly options: SlackPeerOptions;
  readonly clock: () => Date;
  readonly wire: Wire;
  readonly sockets: Sockets;
}

/** Slack gives up on a bot that has not answered by then. */
const patience = 3_000;
const form = 'application/x-www-form-urlencoded';

export function createCourier({ options, clock, wire, sockets }: CourierParts): Courier {
  async function timed(what: string, sent: unknown, send: () => Promise<Omit<Delivery, 'milliseconds'>>) {
    const begun = performance.now();
    const answered = await send().catch((error: unknown) => ({
      status: 0,
      body: `operation_timeout: ${String(error)}`,
    }));
    const delivery = { ...answered, milliseconds: Math.round(performance.now() - begun) };
    const { status, body: received, milliseconds } = delivery;
    wire.note({ direction: 'to bot', what, status, milliseconds, sent, received });
    return delivery;
  }
  const raw: SlackPeer['deliver'] = ({ body, contentType = form, timestamp, signature }) =>
    timed('raw request', body, () => post({ body, contentType, timestamp, signature }));

  async function post(request: {
    body: string;
    contentType: string;
    timestamp?: number | undefined;
    signature?: string | undefined;
  }) {
    const { body, timestamp = Math.floor(clock().getTime() / 1000) } = request;
    const response = await fetch(options.eventsUrl(), {
      method: 'POST',
      headers: {
        'content-type': request.contentType,
        'x-slack-request-timestamp': String(timestamp),
        'x-slack-signature': request.signature ?? sign(options.signingSecret, timestamp, body),
      },
      body,
      signal: AbortSignal.timeout(patience),
    });
    return { status: response.status, body: readBody(await response.text()) };
  }

  return {
    raw,
    bring: ({ what, kind, payload }) =>
      timed(what, payload, () =>
        sockets.connected()
          ? sockets.send(kind, payload, patience)
          : post(
              kind === 'events_api'
                ? { body: JSON.stringify(payload), contentType: 'application/json' }
                : { body: formOf(kind, payload), contentType: form },
            ),
      ),
  };
}

function formOf(kind: Parcel['kind'], payload: Piece): string {
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return new URLSearchParams(fields).toString();
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const sign = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret)
    .update(`v0:${String(timestamp)}:${body}`)
    .digest('hex')}`;
