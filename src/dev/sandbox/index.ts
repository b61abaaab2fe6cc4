/** Starts an embedded Autotask: a real HTTP server on loopback with a believable, made-up tenant behind it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeeper, readKept } from './persistence';
import type { Records } from './records';
import { createRecords } from './records';
import type { Requests } from './requests';
import { createRequests } from './requests';
import { seedState } from './seed';
import { listen } from './server';
import type { Snapshot } from './state';
import { fromSnapshot, takeSnapshot } from './state';
import type { Switches } from './switches';
import { documentedSwitches } from './switches';
import { createTraffic } from './traffic';
import type { Trouble } from './trouble';
import { createTrouble } from './trouble';
import type { Credentials, World } from './world';

export type { Records, SandboxRecord } from './records';
export type { LoggedRequest, Requests } from './requests';
export type { EntityName } from './schema';
export type { Snapshot } from './state';
export type { Switches } from './switches';
export type { Fault, Trouble } from './trouble';

export interface SandboxOptions {
  /** Any free port unless given. */
  readonly port?: number;
  readonly host?: '127.0.0.1';
  /** The same seed, size and day give the same records. */
  readonly seed?: number;
  /** How many opportunities; 400 unless given. */
  readonly opportunities?: number;
  readonly clock: () => Date;
  /** Where the records survive a restart; without it they live in memory. */
  readonly dataDir?: string;
  readonly switches?: Partial<Switches>;
  /** Lets time pass for latency; real time unless given. */
  readonly wait?: (ms: number) => Promise<void>;
}

export interface Sandbox {
  /** The API root as zone discovery returns it: without `V1.0`. */
  readonly url: string;
  /** The root of the web application, for links. */
  readonly webUrl: string;
  readonly credentials: Credentials;
  /** May be changed at any time. */
  readonly switches: Switches;
  readonly trouble: Trouble;
  readonly requests: Requests;
  readonly records: Records;
  /** Back to the first day: records as seeded, switches as started with, no faults, an empty log. */
  reset(): void;
  snapshot(): Snapshot;
  restore(snapshot: Snapshot): void;
  stop(): Promise<void>;
}

const credentials: Credentials = {
  username: 'api.bot@example.com',
  secret: 'pretend-secret',
  integrationCode: 'PRETENDINTEGRATIONCODE00027',
};

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { clock, dataDir, seed = 1, opportunities = 400, host = '127.0.0.1' } = options;
  const seeded = () => seedState({ seed, opportunities, now: clock() });
  const kept = dataDir === undefined ? undefined : await readKept(dataDir);
  const switches: Switches = { ...documentedSwitches, ...options.switches };
  const traffic = createTraffic(switches, clock);
  const [trouble, requests] = [createTrouble(), createRequests()];
  const keeper = dataDir === undefined ? undefined : createKeeper(dataDir, () => takeSnapshot(world.state));
  const world: World = {
    state: kept === undefined ? seeded() : fromSnapshot(kept),
    switches,
    clock,
    origin: '',
    apiUser: 4,
    credentials,
    usage: traffic.usage,
    changed: () => keeper?.changed(),
  };
  const stopping = new AbortController();
  const wait = options.wait ?? ((ms: number) => sleepUnless(stopping.signal, ms));
  const server = await listen({ world, traffic, trouble, wait, late: [] }, requests, { host, port: options.port ?? 0 });
  world.origin = `http://${host}:${server.port}/`;

  return {
    url: `${world.origin}ATServicesRest/`,
    webUrl: world.origin,
    credentials,
    switches,
    trouble,
    requests,
    records: createRecords(world),
    reset() {
      world.state = seeded();
      Object.assign(switches, documentedSwitches, options.switches);
      for (const part of [trouble, requests, traffic]) part.clear();
      world.changed();
    },
    snapshot: () => takeSnapshot(world.state),
    restore(snapshot) {
      world.state = fromSnapshot(snapshot);
      world.changed();
    },
    async stop() {
      stopping.abort();
      await server.stop();
      await keeper?.flush();
    },
  };
}

/** A latency under way must not keep a stopped sandbox alive. */
const sleepUnless = (signal: AbortSignal, ms: number): Promise<void> =>
  sleep(ms, undefined, { signal }).catch(() => undefined);
