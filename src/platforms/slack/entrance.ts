/** How Slack reaches the bot: over HTTP through the gate, or over a socket that the bot opens itself. */
import type { RequestListener } from 'node:http';
import { SocketModeReceiver, type Receiver } from '@slack/bolt';
import { createGate } from './gate';
import { toSlackLogger } from './logger';
import type { SlackOptions } from './options';
import { createHttpReceiver } from './receiver';

export interface Entrance {
  readonly receiver: Receiver;
  readonly receive: RequestListener | undefined;
  /** Resolves when Slack can reach the bot. */
  connect(): Promise<void>;
  disconnect(): Promise<void>;
}

export function createEntrance(options: SlackOptions, open: () => boolean): Entrance {
  const { appToken, signingSecret } = options;
  if (appToken !== undefined) return overSocket(appToken, options);
  if (signingSecret !== undefined) return overHttp(signingSecret, options, open);
  throw new Error('Slack needs a signing secret, or an app token for Socket Mode.');
}

function overSocket(appToken: string, { apiUrl, log }: SlackOptions): Entrance {
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

function overHttp(signingSecret: string, options: SlackOptions, open: () => boolean): Entrance {
  const receiver = createHttpReceiver(options.log);
  return {
    receiver,
    // The gate has checked the signature already, with Bolt's own function and our clock.
    receive: createGate({ ...options, signingSecret, open }, (request, response) => receiver.take(request, response)),
    connect: () => Promise.resolve(),
    disconnect: () => Promise.resolve(),
  };
}
