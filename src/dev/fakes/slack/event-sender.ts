/** Takes deliveries to the bot: as signed requests, or over the socket when the bot has opened one. */
import { createHmac } from 'node:crypto';
import type { SlackDelivery, SlackJson, FakeSlack, FakeSlackOptions } from './fake-slack';
import type { Sockets } from './sockets';
import type { SlackWireLog } from './wire';

/** One delivery: as Slack posts it in a form or as JSON, and as it travels over a socket. */
export interface SlackEvent {
  readonly what: string;
  readonly kind: 'slash_commands' | 'interactive' | 'events_api';
  readonly payload: SlackJson;
}

export interface EventSender {
  send(parcel: SlackEvent): Promise<SlackDelivery>;
  sendRaw: FakeSlack['deliver'];
}

interface EventSenderDeps {
  readonly options: FakeSlackOptions;
  readonly clock: () => Date;
  readonly wire: SlackWireLog;
  readonly sockets: Sockets;
}

/** Slack gives up on a bot that has not answered by then. */
const acknowledgeTimeout = 3_000;
const formContentType = 'application/x-www-form-urlencoded';

export function createEventSender({ options, clock, wire, sockets }: EventSenderDeps): EventSender {
  async function timed(what: string, sent: unknown, send: () => Promise<Omit<SlackDelivery, 'milliseconds'>>) {
    const startedAt = performance.now();
    const outcome = await send().catch((error: unknown) => ({
      status: 0,
      body: `operation_timeout: ${String(error)}`,
    }));
    const delivery = { ...outcome, milliseconds: Math.round(performance.now() - startedAt) };
    const { status, body: received, milliseconds } = delivery;
    wire.record({ direction: 'to bot', what, status, milliseconds, sent, received });
    return delivery;
  }
  const sendRaw: FakeSlack['deliver'] = ({ body, contentType = formContentType, timestamp, signature }) =>
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
        'x-slack-signature': request.signature ?? signRequest(options.signingSecret, timestamp, body),
      },
      body,
      signal: AbortSignal.timeout(acknowledgeTimeout),
    });
    return { status: response.status, body: parseJsonOrText(await response.text()) };
  }

  return {
    sendRaw,
    send: ({ what, kind, payload }) =>
      timed(what, payload, () =>
        sockets.isConnected()
          ? sockets.send(kind, payload, acknowledgeTimeout)
          : post(
              kind === 'events_api'
                ? { body: JSON.stringify(payload), contentType: 'application/json' }
                : { body: formOf(kind, payload), contentType: formContentType },
            ),
      ),
  };
}

function formOf(kind: SlackEvent['kind'], payload: SlackJson): string {
  const fields = kind === 'interactive' ? { payload: JSON.stringify(payload) } : (payload as Record<string, string>);
  return new URLSearchParams(fields).toString();
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const signRequest = (secret: string, timestamp: number, body: string): string =>
  `v0=${createHmac('sha256', secret)
    .update(`v0:${String(timestamp)}:${body}`)
    .digest('hex')}`;
