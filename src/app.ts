/** The only file that knows every room: puts them together. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createOpportunityClient, type AutotaskOptions } from './autotask/client';
import { createBackgroundWork, newReference, type RepeatTimer } from './background';
import type { Config } from './config';
import { createFeatureRegistry, type FeatureRegistry } from './core/feature-registry';
import { createShutdownAbort } from './core/shutdown';
import { createBot } from './core/create-bot';

import { type Platform, createMessenger } from './core/platform';
import { entryPoints, features, emptyCommand, fallbackCommand } from './features';
import { createWatches, recordingBotChanges } from './features/watch/store';
import { servicesForInteraction, type Services } from './features/services';
import { createAccessControl } from './features/access/access-control';
import { createCardRegistry } from './core/cards/card-refresh';
import type { KeyValueStore } from './core/key-value-store';
import { createDoctorFor } from './operations/doctor';
import { createPrometheusMetrics, metricsPage, type PrometheusMetrics } from './operations/metrics';
import { createExecute } from './outbox/execute';
import { createNotificationMarker } from './outbox/notify';

import { stopApp, startApp } from './operations/lifecycle';
import { createWebServer, type Mount } from './operations/web';
import { platformChecks, type PlatformModules } from './platforms/load';
import type { TeamsOptions } from './platforms/teams';
import { type Database } from './storage/database';

import { problemView } from './views/notice';
import { openStorage, type StorageDeps } from './open-storage';

export interface App {
  /** Resolves with the address once everything is ready to receive. */
  start(): Promise<string>;
  /** Takes nothing new and finishes what is under way, as far as `STOP_SECONDS` allow. */
  stop(): Promise<void>;
}

export interface AppDeps extends Omit<StorageDeps, 'meter'> {
  /** Where everything is counted; one of its own unless given. */
  readonly metrics?: PrometheusMetrics;
  /** Further pages on the same server. */
  readonly mounts?: readonly Mount[];
  /** How long Autotask is waited for, and how soon it is asked again, where that is not as usual. */
  readonly limits?: AutotaskOptions['limits'] | undefined;
  /** Cards over a platform's limits throw instead of being shortened. */
  readonly strict?: boolean;
  /** Calls again and again until it is told to stop; by default every few seconds. */
  readonly beat?: RepeatTimer;
  /** How requests of Teams are checked and answered, where it is not Microsoft's public cloud. */
  readonly teams?: Pick<TeamsOptions, 'authentication' | 'allowLoopback'>;
}

/** Opens the database at once: throws `DatabaseError` when somebody must see to it. */
export async function createApp(config: Config, deps: AppDeps): Promise<App> {
  const { log, clock, metrics = createPrometheusMetrics() } = deps;
  const storage = await openStorage(config, { ...deps, meter: metrics });
  const { database, jobs, store } = storage;
  const sharedDeps = { log, clock, meter: metrics, store, limits: deps.limits };
  const { platforms, mounts } = createPlatforms(config, { ...deps, store }, storage.libraries);
  const { services, opportunities, registry, trust, notifier } = createServices(config, {
    ...storage,
    platforms,
    ...sharedDeps,
  });
  const cardRegistry = createCardRegistry(store);
  const backgroundWork = createBackgroundWork(config, {
    ...deps,
    metrics,
    database,
    jobs,
    services,
    notifier,
    cardRegistry,
    platforms,
    canStillView: trust.mayStay,
  });
  const shutdown = createShutdownAbort();
  const bot = createBot({
    defaults: { fallback: fallbackCommand, empty: emptyCommand },
    entries: entryPoints,
    explain: problemView,
    newReference,
    shutdown,
    registry,
    cardRegistry,
    cardRefresh: backgroundWork.cardRefresh,
    services: () => servicesForInteraction(services),
    ...trust.door,
    ...sharedDeps,
  });
  const web = createAppWeb(config, [...metricsMount(config, metrics), ...mounts, ...(deps.mounts ?? [])], database);
  return {
    async start() {
      await backgroundWork.start();
      const url = await startApp({ platforms, bot, web, log });
      backgroundWork.send();
      // Nobody waits for it, and it never rejects: the first card is quicker for it.
      void opportunities.warmUp();
      return url;
    },
    stop: () =>
      stopApp({ platforms, web, backgroundWork, shutdown, log }, config.stopSeconds).then(() => database.close()),
  };
}

type ServicesDeps = Awaited<ReturnType<typeof openStorage>> & ClientDeps & { readonly platforms: readonly Platform[] };

/** What features may use: Autotask, what is stored, who may do what, and the way out to the platforms. */
function createServices(config: Config, deps: ServicesDeps) {
  const { libraries, database, store, outbox, subscriptions, readings, platforms, log, clock } = deps;
  const registry = createFeatureRegistry(features);
  const opportunities = createClientFor(config, deps, database);
  const messenger = createMessenger(() => platforms);
  const trust = createAccessControl({ permissions: config.permissions, opportunities, messenger, store, clock, log });
  const execute = createExecute({ opportunities, outbox, authorize: trust.admitEntry, clock, log });
  const notifier = createNotificationMarker(outbox, log);
  const runHealthChecks = createDoctorFor(config, {
    opportunities,
    withDatabase: (look) => look(database),
    platformChecks: platformChecks(config, libraries),
    clock,
  });
  const services: Services = {
    ...commonServices(config, registry, store),
    ...trust.services,
    opportunities,
    outbox,
    subscriptions,
    readings,
    execute: recordingBotChanges(execute, store),
    notifier,
    runHealthChecks,
    store,
    outlet: messenger,
  };
  return { services, opportunities, registry, trust, notifier };
}

const createAppWeb = (config: Config, mounts: readonly Mount[], database: Database) =>
  createWebServer(config, mounts, () => database.execute('select 1'));

/** What is the same for everybody. */
function commonServices({ currency, digest }: Config, registry: FeatureRegistry<Services>, store: KeyValueStore) {
  return {
    currency,
    usages: () => registry.commands,
    nearest: (word: string) => registry.closestCommand(word),
    digestEditors: digest.editors,
    watches: createWatches(store),
    stuckDays: digest.stuckDays,
    newId: randomUUID,
  };
}

const createClientFor = (
  { autotask }: Config,
  { log, clock, meter, store, limits = {} }: ClientDeps,
  { semaphore }: Pick<Database, 'semaphore'>,
) => createOpportunityClient({ ...autotask, limits, log, clock, meter, store, fetch, random: Math.random, semaphore });
type ClientDeps = Pick<AppDeps, 'log' | 'clock' | 'limits'> & {
  readonly meter: PrometheusMetrics;
  readonly store: KeyValueStore;
};

/** What those who run the bot look at. */
const metricsMount = ({ metricsToken }: Config, metrics: PrometheusMetrics): readonly Mount[] =>
  metricsToken === undefined ? [] : [{ path: '/metrics', handler: metricsPage(metrics, metricsToken), exact: true }];

/** The platforms that are configured, and where their requests come in. */
function createPlatforms(
  config: Config,
  deps: AppDeps & { readonly store: KeyValueStore },
  libraries: PlatformModules,
) {
  const platforms: Platform[] = [];
  const mounts: Mount[] = [];
  const { log, clock, store, strict = false } = deps;
  const shared = { log, clock, store, strict };
  if (config.slack !== undefined && libraries.slack !== undefined) {
    const slack = libraries.slack.createSlack({ ...config.slack, ...shared });
    platforms.push(slack);
    const { receive } = slack;
    if (receive !== undefined) mounts.push({ path: '/slack/events', handler: receive as RequestHandler, exact: true });
  }
  if (config.teams !== undefined && libraries.teams !== undefined) {
    const teams = libraries.teams.createTeams({
      ...config.teams,
      ...shared,
      allowLoopback: config.teams.appId === undefined,
      ...deps.teams,
    });
    platforms.push(teams);
    mounts.push({ path: '/api/messages', handler: teams.receive, exact: true });
  }
  return { platforms, mounts };
}
