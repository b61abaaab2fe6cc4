/** The only file that knows every room: puts them together. */
import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createOpportunityClient } from './autotask/client';
import { background, newReference, type Beat } from './background';
import { doctorFor } from './checks';
import type { Config } from './config';
import { createDirectory, type Directory } from './core/directory';
import { createEnding } from './core/ending';
import { createEngine } from './core/engine';
import type { Logger } from './core/log';
import { outboxDepth, type Meter } from './core/meter';
import type { Platform } from './core/platform';
import { closeDoors, openDoors } from './doors';
import { entries, features, nothing, otherwise } from './features';
import { createWatches, markingDone } from './features/watch-store';
import type { Services } from './features/services';
import { createTrust } from './features/trust';
import { createOutlet } from './core/outlet';
import { createShelf } from './core/shelf';
import type { Store } from './core/store';
import { createMetrics, type Metrics } from './operations/metrics';
import { metricsPage } from './operations/metrics-page';
import { createCarry } from './outbox/carry';
import { createTold } from './outbox/told';
import { withdrawing } from './outbox/withdraw';
import { createWeb, type Mount } from './operations/web';
import { loadPlatforms, type Libraries } from './platforms/load';
import type { TeamsOptions } from './platforms/teams';
import { type Database } from './storage/database';
import { openDatabase } from './storage/open-database';
import { inWords } from './storage/in-words';
import { createJobs } from './storage/jobs';
import { createOutbox } from './storage/outbox';
import { createReadings } from './storage/readings';
import { createStore } from './storage/store';
import { createSubscriptions } from './storage/subscriptions';
import { problemView } from './views/problem';

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
  /** Calls again and again until it is told to stop; by default every few seconds. */
  readonly beat?: Beat;
  /** How requests of Teams are checked and answered, where it is not Microsoft's public cloud. */
  readonly teams?: Pick<TeamsOptions, 'authentication' | 'allowLoopback'>;
}

/** What the engine is told of words, ways in and failures. */
const ofFeatures = () => ({ defaults: { otherwise, nothing }, entries, explain: problemView, newReference });

/** Opens the database at once: throws `DatabaseUnusable` when somebody must see to it. */
export async function createApp(config: Config, outside: Outside): Promise<App> {
  const { log, clock, metrics: meter = createMetrics() } = outside;
  const { libraries, database, jobs, store, outbox, ...digests } = await prepare(config, { ...outside, meter });
  const directory = createDirectory(features);
  const seams = { log, clock, meter, store };
  const opportunities = clientOf(config, seams, database);
  const { platforms, mounts } = reach(config, { ...outside, store }, libraries);
  const outlet = createOutlet(() => platforms);
  const trust = createTrust({ permissions: config.permissions, opportunities, outlet, store, clock, log });
  const carry = markingDone(createCarry({ opportunities, outbox, admit: trust.admitEntry, clock, log }), store);
  const told = createTold(outbox, log);
  const examine = doctorFor(config, { opportunities, lend: (look) => look(database), libraries, clock, log });
  const services: Services = {
    ...serve(config, directory, store),
    ...trust.services,
    opportunities,
    outbox,
    ...digests,
    carry,
    told,
    examine,
    store,
    outlet,
  };
  const shelf = createShelf(store);
  const { mayStay } = trust;
  const behind = background(config, { ...outside, meter, database, jobs, services, told, shelf, platforms, mayStay });
  const ending = createEnding();
  const bot = createEngine({
    ...ofFeatures(),
    ending,
    directory,
    shelf,
    spread: behind.spread,
    services,
    ...trust.door,
    ...seams,
  });
  const web = webOf(config, [...metricsMount(config, meter), ...mounts, ...(outside.mounts ?? [])], database);
  return {
    async start() {
      await behind.start();
      const url = await openDoors({ platforms, bot, web, log });
      behind.send();
      // Nobody waits for it, and it never rejects: the first card is quicker for it.
      void opportunities.warmUp();
      return url;
    },
    stop: () => closeDoors({ platforms, web, behind, ending, log }, config.stopSeconds).then(() => database.close()),
  };
}

const webOf = (config: Config, mounts: readonly Mount[], database: Database) =>
  createWeb(config, mounts, () => database.execute('select 1'));

/** What is the same for everybody. */
function serve({ currency, digest }: Config, directory: Directory<Services>, store: Store) {
  return {
    currency,
    usages: () => directory.commands,
    nearest: (word: string) => directory.nearest(word),
    digestEditors: digest.editors,
    watches: createWatches(store),
    stuckDays: digest.stuckDays,
    newId: randomUUID,
  };
}

const clientOf = ({ autotask }: Config, seams: Watched, { turns }: Pick<Database, 'turns'>) =>
  createOpportunityClient({ ...autotask, ...seams, fetch, random: Math.random, turns });
type Watched = Pick<Outside, 'log' | 'clock'> & { readonly meter: Metrics; readonly store: Store };

/** What survives a restart; the platforms' libraries are loaded while the database is opened. */
async function prepare(config: Config, outside: Outside & { readonly meter: Meter }) {
  const { log, clock, meter, forgets = false } = outside;
  const { databaseUrl, dataDir } = config;
  const opening = openDatabase({ databaseUrl, dataDir: forgets ? undefined : dataDir, log });
  const [database, libraries] = await Promise.all([opening, loadPlatforms(config)]);
  const outbox = withdrawing(inWords(createOutbox(database.db), log), log);
  meter.gauge(outboxDepth, () => outbox.depth());
  return {
    libraries,
    database,
    jobs: createJobs({ database, log }),
    store: inWords(createStore(database.db, clock), log),
    outbox,
    subscriptions: inWords(createSubscriptions(database.db), log),
    readings: inWords(createReadings(database.db), log),
  };
}

/** What those who run the bot look at. */
const metricsMount = ({ metricsToken }: Config, metrics: Metrics): readonly Mount[] =>
  metricsToken === undefined ? [] : [{ path: '/metrics', handler: metricsPage(metrics, metricsToken), exact: true }];

/** The platforms that are configured, and where their requests come in. */
function reach(config: Config, outside: Outside & { readonly store: Store }, libraries: Libraries) {
  const platforms: Platform[] = [];
  const mounts: Mount[] = [];
  const { log, clock, store, strict = false } = outside;
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
      ...outside.teams,
    });
    platforms.push(teams);
    mounts.push({ path: '/api/messages', handler: teams.receive, exact: true });
  }
  return { platforms, mounts };
}
