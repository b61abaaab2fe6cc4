/** How Slack reaches the bot: over HTTP through the gate, or over a socket that the bot opens itself. */
import type { RequestListener } from 'node:http';
import { SocketModeReceiver, type Receiver } from '@slack/bolt';
import { createRequestVerifier } from './verify-request';
import { toSlackLogger } from '../logger';
import type { SlackOptions } from '../options';
import { createHttpReceiver } from './receiver';

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
    // The gate has checked the signature already, with Bolt's own function and our clock.
    receive: createRequestVerifier({ ...options, signingSecret, isOpen }, (request, response) =>
      receiver.handle(request, response),
    ),
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}
