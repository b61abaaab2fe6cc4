/** What the Slack adapter is given and what it offers beyond every platform's door: `createSlack(options): Slack`. */
import type { RequestListener } from 'node:http';
import type { Logger } from '../../core/log';
import type { Platform } from '../../core/platform';
import type { KeyValueStore } from '../../core/key-value-store';

export interface SlackOptions {
  /** `xoxb-…` */
  readonly botToken: string;
  /** Needed over HTTP: without it no request can be believed. */
  readonly signingSecret?: string | undefined;
  /** `xapp-…`: with it Slack is reached over Socket Mode, and no request comes in. */
  readonly appToken?: string | undefined;
  /** Another Web API than Slack's own, such as a local one. */
  readonly apiUrl?: string | undefined;
  /** The slash command as the manifest names it: `/opp` by default. Help and examples are written with it. */
  readonly command?: string;
  /** Blocks over Slack's limits throw, instead of being shortened and logged. */
  readonly strict?: boolean;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly store: KeyValueStore;
}

export interface Slack extends Platform {
  /**
   * To be mounted at `/slack/events`, before any body parser: the signature covers the raw body. Undefined in Socket
   * Mode.
   */
  readonly receive: RequestListener | undefined;
}
