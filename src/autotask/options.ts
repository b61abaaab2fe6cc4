/** What the client is told when it is made: where Autotask is, who the bot is, and how patient to be. */
import type { Logger } from '../core/log';
import type { Metrics } from '../core/metrics';
import type { KeyValueStore, KeyedSemaphore } from '../core/key-value-store';

export interface Credentials {
  readonly username: string;
  readonly secret: string;
  readonly integrationCode: string;
}

/** All times in milliseconds. */
export interface Limits {
  /** One HTTP attempt, from connecting to the last byte. */
  readonly attempt: number;
  /** A whole call of a feature, with all its requests and retries. */
  readonly call: number;
  /** A reading of everything, however many pages it has. */
  readonly reading: number;
  /** How often a request is sent again after the first time. */
  readonly retries: number;
  /** The pause before the first retry; it doubles. */
  readonly backoff: number;
  /** The longest `Retry-After` that is waited for; beyond it the person is told. */
  readonly longestWait: number;
}
export const defaultLimits: Limits = {
  attempt: 15_000,
  call: 30_000,
  reading: 300_000,
  retries: 3,
  backoff: 400,
  longestWait: 10_000,
};

export interface AutotaskOptions extends Credentials {
  /** The API root as zone discovery returns it, `https://…/ATServicesRest/`. Without it the zone is looked up. */
  readonly url?: string | undefined;
  /** The web root for links. Default: what zone discovery says, else derived from the API's host. */
  readonly webUrl?: string | undefined;
  /** `auto`: on behalf of the person where Autotask permits it; `required`: or not at all; `off`: never. */
  readonly impersonation: 'auto' | 'off' | 'required';
  /** Id or exact label of the stage that a won opportunity moves to; unset leaves the stage unchanged. */
  readonly stageWon?: string | undefined;
  readonly stageLost?: string | undefined;
  /** The API root that is asked for the zone; any data centre answers. */
  readonly zoneService?: string | undefined;
  /** Hosts (or `.domain` endings) that may be given the credentials when zone discovery names them. */
  readonly zoneHosts?: readonly string[];
  readonly limits?: Partial<Limits>;

  readonly fetch?: typeof globalThis.fetch;
  readonly clock: () => Date;
  /** Between 0 and 1: spreads retries. */
  readonly random?: () => number;
  readonly log: Logger;
  readonly meter?: Metrics;
  /** Shared with other replicas that send as the same API user; without it this process is the only one. */
  readonly semaphore?: KeyedSemaphore | undefined;
  /** Where it is kept what writes have shown about impersonation; without it, until the end of the process. */
  readonly store?: Pick<KeyValueStore, 'get' | 'update'>;
}
