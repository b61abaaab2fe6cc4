/** The only file that knows every room: puts them together. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createOpportunityClient } from './autotask/client';
import type { Config } from './config';
import { createDirectory } from './core/directory';
import { createEngine } from './core/engine';
import type { Logger } from './core/log';
import type { Platform } from './core/platform';
import { admit } from './features/admission';
import { entries, features, nothing, otherwise } from './features';
import type { Services } from './features/services';
import { createOutlet } from './core/outlet';
import { createShelf } from './core/shelf';
import { createSpread } from './core/spread';
import { createWeb, type Mount } from './operations/web';
import { createSlack } from './platforms/slack';
import { createTeams } from './platforms/teams';
import { createMemoryStore } from './storage/memory-store';
import { createMemorySubscriptions } from './storage/memory-subscriptions';
import { problemView } from './views/problem';

export interface App {
  /** Resolves with the address once everything is ready to receive. */
  start(): Promise<string>;
  /** Takes nothing new and finishes what is under way. */
  stop(): Promise<void>;
}

export interface Outside {
  readonly log: Logger;
  readonly clock: () => Date;
  /** Further pages on the same server. */
  readonly mounts?: readonly Mount[];
  /** Cards over a platform's limits throw instead of being shortened. */
  readonly strict?: boolean;
}

export function createApp(config: Config, outside: Outside): App {
  const { log, clock } = outside;
  const directory = createDirectory(features);
  const opportunities = createOpportunityClient({ ...config.autotask, fetch, clock, random: Math.random, log });
  const services: Services = {
    opportunities,
    currency: config.currency,
    usages: () => directory.commands,
    nearest: (word) => directory.nearest(word),
    subscriptions: createMemorySubscriptions(),
    digestEditors: config.digest.editors,
    outlet: createOutlet(() => platforms),
    newId: randomUUID,
  };
  const store = createMemoryStore();
  const { platforms, mounts } = reach(config, outside, store);
  const shelf = createShelf(store);
  const spread = createSpread({ shelf, platforms: () => platforms, log });
  const bot = createEngine({
    directory,
    defaults: { otherwise, nothing },
    entries,
    shelf,
    spread,
    services,
    admit: (person) => admit(opportunities, person),
    explain: problemView,
    store,
    clock,
    newReference: () => randomBytes(4).toString('hex').toUpperCase(),
    log,
  });
  const web = createWeb(config, [...mounts, ...(outside.mounts ?? [])]);
  return {
    async start() {
      for (const platform of platforms) await platform.start(bot);
      const url = await web.start();
      // Nobody waits for it, and it never rejects: the first card is quicker for it.
      void opportunities.warmUp();
      log.info({ url, platforms: platforms.map(({ name }) => name) }, 'ready');
      return url;
    },
    async stop() {
      await web.stop();
      for (const platform of platforms) await platform.stop();
      await spread.settled();
    },
  };
}

/** The platforms that are configured, and where their requests come in. */
function reach(config: Config, outside: Outside, store: ReturnType<typeof createMemoryStore>) {
  const platforms: Platform[] = [];
  const mounts: Mount[] = [];
  const shared = { log: outside.log, clock: outside.clock, store, strict: outside.strict ?? false };
  if (config.slack !== undefined) {
    const slack = createSlack({ ...config.slack, ...shared });
    platforms.push(slack);
    const { receive } = slack;
    if (receive !== undefined) mounts.push({ path: '/slack/events', handler: receive as RequestHandler, exact: true });
  }
  if (config.teams !== undefined) {
    const teams = createTeams({ ...config.teams, ...shared, allowLoopback: config.teams.appId === undefined });
    platforms.push(teams);
    mounts.push({ path: '/api/messages', handler: teams.receive, exact: true });
  }
  return { platforms, mounts };
}
