/** The only file that knows every room: puts them together. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createOpportunityClient } from './autotask/client';
import { doctorFor } from './checks';
import type { Config } from './config';
import type { Bot } from './core/bot';
import { createDirectory, type Directory } from './core/directory';
import { createEngine } from './core/engine';
import { anyWorker } from './core/jobs';
import type { Logger } from './core/log';
import type { Platform } from './core/platform';
import type { Changed } from './core/reply';
import { entries, features, nothing, otherwise } from './features';
import { tellCarried } from './features/outbox-telling';
import { redraw } from './features/redraw';
import type { Services } from './features/services';
import { createTrust } from './features/trust';
import { createOutlet } from './core/outlet';
import { createShelf, type Shelf } from './core/shelf';
import { createSpread, createSpreadWorker } from './core/spread';
import type { Store } from './core/store';
import { createMetrics, type Metrics } from './operations/metrics';
import { metricsPage } from './operations/metrics-page';
import { finished } from './operations/stopping';
import { createCarry, type Carried } from './outbox/carry';
import { createSender } from './outbox/sender';
import { leaseOf } from './features/write';
import { createWeb, type Mount, type Web } from './operations/web';
import { createSlack } from './platforms/slack';
import { createTeams, type TeamsOptions } from './platforms/teams';
import { openDatabase, type Database } from './storage/database';
import { beginHousekeeping, createHousekeeping } from './storage/housekeeping';
import { inWords } from './storage/in-words';
import { createJobs, type JobDesk } from './storage/jobs';
import { createOutbox } from './storage/outbox';
import { createReadings } from './storage/readings';
import { createRetention, type RetentionConfig } from './storage/retention';
import { createStore } from './storage/store';
import { createSubscriptions } from './storage/subscriptions';
import { problemView } from './views/problem';

/** Milliseconds from one look at what waits to the next. */
const outboxPause = 5_000;

export interface App {
  /** Resolves with the address once everything is ready to receive. */
  start(): Promise<string>;
  /** Takes nothing new and finishes what is under way, as far as `STOP_SECONDS` allow. */
  stop(): Promise<void>;
}

export interface Outside {
  readonly log: Logger;
  readonly clock: () => Date;
  /** Where everything is counted; one of its own unless given. */
  readonly metrics?: Metrics;
  /** Further pages on the same server. */
  readonly mounts?: readonly Mount[];
  /** Nothing is kept over a restart, unless a server is named that keeps it. */
  readonly forgets?: boolean;
  /** Cards over a platform's limits throw instead of being shortened. */
  readonly strict?: boolean;
  /** How requests of Teams are checked and answered, where it is not Microsoft's public cloud. */
  readonly teams?: Pick<TeamsOptions, 'authentication' | 'allowLoopback'>;
}

/** What the engine is told of words, ways in and failures. */
const ofFeatures = () => ({ defaults: { otherwise, nothing }, entries, explain: problemView, newReference });

/** Opens the database at once: throws `DatabaseUnusable` when somebody must see to it. */
export async function createApp(config: Config, outside: Outside): Promise<App> {
  const { log, clock, metrics: meter = createMetrics() } = outside;
  const { database, jobs, store, outbox, ...digests } = await remember(config, outside);
  const directory = createDirectory(features);
  const opportunities = clientOf(config, { log, clock, meter, store }, database);
  const { platforms, mounts } = reach(config, outside, store);
  const outlet = createOutlet(() => platforms);
  const trust = createTrust({ permissions: config.permissions, opportunities, outlet, store, clock, log });
  const carry = createCarry({ opportunities, outbox, clock, log });
  const examine = doctorFor(config, { opportunities, lend: (look) => look(database), clock, log });
  const services: Services = {
    ...serve(config, directory),
    ...trust.services,
    opportunities,
    outbox,
    ...digests,
    carry,
    examine,
    store,
    outlet,
  };
  const shelf = createShelf(store);
  const behind = background({ ...config, database, jobs, services, shelf, platforms, clock, log });
  const bot = createEngine({
    ...ofFeatures(),
    directory,
    shelf,
    spread: behind.spread,
    services,
    ...trust.door,
    store,
    clock,
    log,
    meter,
  });
  const web = createWeb(config, [...metricsMount(config, meter), ...mounts, ...(outside.mounts ?? [])]);
  return {
    async start() {
      await behind.start();
      const url = await open({ platforms, bot, web, log });
      await behind.send();
      // Nobody waits for it, and it never rejects: the first card is quicker for it.
      void opportunities.warmUp();
      return url;
    },
    stop: () =>
      close({ platforms, web, log }, config.stopSeconds)
        .then(() => behind.stop())
        .then(() => database.close()),
  };
}

const newReference = (): string => randomBytes(4).toString('hex').toUpperCase();

/** What is the same for everybody. */
function serve({ currency, digest }: Config, directory: Directory<Services>) {
  return {
    currency,
    usages: () => directory.commands,
    nearest: (word: string) => directory.nearest(word),
    digestEditors: digest.editors,
    newId: randomUUID,
  };
}

interface Behind {
  readonly database: Database;
  readonly jobs: JobDesk;
  readonly retention: RetentionConfig;
  readonly services: Services;
  readonly shelf: Shelf;
  readonly platforms: readonly Platform[];
  readonly clock: () => Date;
  readonly log: Logger;
}
/** What goes on while nobody waits for it. */
function background({ database, jobs, retention, services, shelf, platforms, clock, log }: Behind) {
  const { outbox, carry } = services;
  const forget = createRetention(services, retention);
  const spread = createSpread(jobs, log);
  const moment = () => ({ services, now: clock() });
  const redrawn = (changed: Changed) => redraw(moment(), changed);
  const tell = (carried: Carried) => tellCarried({ moment, shelf, spread }, carried);
  const sender = createSender({ outbox, carry, tell, clock, log, every: outboxPause, lease: leaseOf });
  const workers = [
    anyWorker(createSpreadWorker({ shelf, platforms: () => platforms, redraw: redrawn, log })),
    anyWorker(createHousekeeping({ database, jobs, clock, forget, log })),
  ];
  return {
    spread,
    start: () => jobs.start(workers).then(() => beginHousekeeping(jobs, clock())),
    /** Once the platforms are there to be told. */
    async send() {
      if (!database.isShared) await outbox.relieve(clock());
      sender.start();
    },
    stop: () => sender.stop().then(() => jobs.stop()),
  };
}

interface Doors {
  readonly platforms: readonly Platform[];
  readonly bot: Bot;
  readonly web: Web;
  readonly log: Logger;
}

async function open({ platforms, bot, web, log }: Doors): Promise<string> {
  for (const platform of platforms) await platform.start(bot);
  const url = await web.start();
  web.become('ready');
  log.info({ url, platforms: platforms.map(({ name }) => name) }, 'ready');
  return url;
}
/** The server last: until then it tells that nothing new is taken. */
async function close({ platforms, web, log }: Omit<Doors, 'bot'>, seconds: number): Promise<void> {
  web.become('stopping');
  const settled = Promise.all(platforms.map((platform) => platform.stop())).then(() => web.stop());
  await finished(settled, seconds, log).finally(web.end);
}

const clientOf = ({ autotask }: Config, seams: Watched, { turns }: Pick<Database, 'turns'>) =>
  createOpportunityClient({ ...autotask, ...seams, fetch, random: Math.random, turns });
type Watched = Pick<Outside, 'log' | 'clock'> & { readonly meter: Metrics; readonly store: Store };

/** What survives a restart. */
async function remember({ databaseUrl, dataDir }: Config, { log, clock, forgets = false }: Outside) {
  const database = await openDatabase({ databaseUrl, dataDir: forgets ? undefined : dataDir, log });
  return {
    database,
    jobs: createJobs({ database, log }),
    store: inWords(createStore(database.db, clock), log),
    outbox: inWords(createOutbox(database.db), log),
    subscriptions: inWords(createSubscriptions(database.db), log),
    readings: inWords(createReadings(database.db), log),
  };
}

/** What those who run the bot look at. */
const metricsMount = ({ metricsToken }: Config, metrics: Metrics): readonly Mount[] =>
  metricsToken === undefined ? [] : [{ path: '/metrics', handler: metricsPage(metrics, metricsToken), exact: true }];

/** The platforms that are configured, and where their requests come in. */
function reach(config: Config, outside: Outside, store: Store) {
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
    const teams = createTeams({
      ...config.teams,
      ...shared,
      allowLoopback: config.teams.appId === undefined,
      ...outside.teams,
    });
    platforms.push(teams);
    mounts.push({ path: '/api/messages', handler: teams.receive, exact: true });
  }
  return { platforms, mounts };
}
