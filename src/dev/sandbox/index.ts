/** Starts an embedded Autotask: a real HTTP server on loopback with a believable, made-up tenant behind it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createStateWriter, loadSnapshot } from './persistence';
import type { SandboxRecords } from './records';
import { createSandboxRecords } from './records';
import type { RequestLog } from './request-log';
import { createRequestLog } from './request-log';
import { seedState } from './seed';
import { listenOn } from './server';
import type { SandboxSnapshot } from './state';
import { restoreState, takeSnapshot } from './state';
import type { BehaviorSwitches } from './switches';
import { documentedSwitches } from './switches';
import { createTrafficLimiter } from './traffic-limiter';
import type { FaultInjector } from './faults';
import { createFaultInjector } from './faults';
import type { Credentials, SandboxWorld } from './world';

export type { SandboxRecords, SandboxRecord } from './records';
export type { LoggedRequest, RequestLog } from './request-log';
export type { EntityName } from './schema';
export type { SandboxSnapshot } from './state';
export type { BehaviorSwitches } from './switches';
export type { Fault, FaultInjector } from './faults';

export interface SandboxOptions {
  /** Any free port by default. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** The same seed, size and day give the same records. */
  readonly seed?: number;
  /** How many opportunities; 400 by default. */
  readonly opportunities?: number;
  readonly clock: () => Date;
  /** The folder in which the records survive a restart; without it they live in memory. */
  readonly dataDir?: string;
  readonly switches?: Partial<BehaviorSwitches>;
  /** Waits out a latency; in real time by default. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface Sandbox {
  /** The API root as zone discovery returns it: without `V1.0`. */
  readonly url: string;
  /** The root of the web application, for links. */
  readonly webUrl: string;
  readonly credentials: Credentials;
  /** May be changed at any time. */
  readonly switches: BehaviorSwitches;
  readonly faults: FaultInjector;
  readonly requests: RequestLog;
  readonly records: SandboxRecords;
  /** Back to the start: records as seeded, switches as given at the start, no faults, an empty log. */
  reset(): void;
  snapshot(): SandboxSnapshot;
  restore(snapshot: SandboxSnapshot): void;
  stop(): Promise<void>;
}

const credentials: Credentials = {
  username: 'api.bot@example.com',
  secret: 'pretend-secret',
  integrationCode: 'PRETENDINTEGRATIONCODE00027',
};

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, dataDir, seed = 1, opportunities = 400, host = '127.0.0.1' } = options;
  const createSeedState = () => seedState({ seed, opportunities, now: clock() });
  const savedSnapshot = dataDir === undefined ? undefined : await loadSnapshot(dataDir);
  const switches: BehaviorSwitches = { ...documentedSwitches, ...options.switches };
  const traffic = createTrafficLimiter(switches, clock);
  const [faults, requests] = [createFaultInjector(), createRequestLog()];
  const stateWriter = dataDir === undefined ? undefined : createStateWriter(dataDir, () => takeSnapshot(world.state));
  const world: SandboxWorld = {
    state: savedSnapshot === undefined ? createSeedState() : restoreState(savedSnapshot),
    switches,
    clock,
    origin: '',
    apiUser: 4,
    credentials,
    usage: traffic.usage,
    markChanged: () => stateWriter?.scheduleWrite(),
  };
  const shutdown = new AbortController();
  const wait = options.wait ?? ((ms: number) => sleepUnless(shutdown.signal, ms));
  const server = await listenOn({ world, traffic, faults, wait, delayed: [] }, requests, {
    host,
    port: options.port ?? 0,
  });
  world.origin = `http://${host}:${server.port}/`;

  return {
    url: `${world.origin}ATServicesRest/`,
    webUrl: world.origin,
    credentials,
    switches,
    faults,
    requests,
    records: createSandboxRecords(world),
    ...stateControls(world, () => {
      world.state = createSeedState();
      Object.assign(switches, documentedSwitches, options.switches);
      for (const part of [faults, requests, traffic]) part.clear();
    }),
    async stop() {
      shutdown.abort();
      await server.stop();
      await stateWriter?.flush();
    },
  };
}

const stateControls = (world: SandboxWorld, resetAll: () => void): Pick<Sandbox, 'reset' | 'snapshot' | 'restore'> => ({
  reset() {
    resetAll();
    world.markChanged();
  },
  snapshot: () => takeSnapshot(world.state),
  restore(snapshot) {
    world.state = restoreState(snapshot);
    world.markChanged();
  },
});

/** A latency that is still running must not keep a stopped sandbox alive. */
const sleepUnless = (signal: AbortSignal, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
