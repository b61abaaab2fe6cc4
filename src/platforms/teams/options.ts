/** What the Teams adapter is given and what it offers beyond every platform's door. */
import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import type { RequestHandler } from 'express';
import type { Logger } from '../../core/log';
import type { Platform } from '../../core/platform';
import type { KeyValueStore } from '../../core/key-value-store';

export interface TeamsOptions {
  /** Without it the Bot Framework accepts every request unsigned: then `allowLoopback` must say that this is local. */
  readonly appId?: string | undefined;
  readonly appPassword?: string | undefined;
  readonly appType?: string | undefined;
  /** The one tenant that is served. Without it every tenant that installed the app is. */
  readonly tenantId?: string | undefined;
  /** Accept a Bot Connector on this machine: for the demo and the tests, never when reachable from outside. */
  readonly allowLoopback?: boolean;
  /** A card over the size budget throws instead of being logged. */
  readonly strict?: boolean;
  /** How requests are checked and answers signed; by default as Microsoft's public cloud wants it. */
  readonly authentication?: ConfigurationBotFrameworkAuthentication;
  readonly log: Logger;
  readonly clock: () => Date;
  readonly store: KeyValueStore;
}

export interface Teams extends Platform {
  /** To be mounted at `/api/messages`, before any body parser: it reads the body itself, up to its own limit. */
  readonly receive: RequestHandler;
}
