/** What all operations of the client work with: the API, and everything that is remembered between calls. */
import type { Logger } from '../core/log';
import { unmetered } from '../core/meter';
import { createAllowance, type Allowance } from './allowance';
import { createApi, type Api } from './api';
import { createContract } from './contract';
import { createImpersonation, type Impersonation } from './impersonation';
import { createLanes, createTurns } from './lanes';
import { createMetadata, type Metadata } from './metadata';
import { companyName, contactName, createNames, type Names } from './names';
import { usualLimits, type AutotaskOptions, type Limits } from './options';
import { createResources, type Resources } from './resources';
import { attemptWith, createPersistence, createTransport, type Watching } from './transport';
import { createZone, type Zone } from './zone';

export interface Engine {
  readonly api: Api;
  readonly zone: Zone;
  readonly metadata: Metadata;
  readonly resources: Resources;
  readonly companies: Names;
  readonly contacts: Names;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Carries a write out on behalf of its author, as far as the tenant permits. */
  readonly onBehalf: Impersonation;
  /** One write at a time per opportunity. */
  readonly inTurn: ReturnType<typeof createTurns>;
  readonly allowance: Allowance;
  /** Milliseconds by which Autotask's clock is ahead of ours, as its last answer said. */
  skew(): number | undefined;
  /** Reads what nearly every call needs, before anybody waits for it. Never rejects. */
  warmUp(): Promise<void>;
}

export function createEngine(options: AutotaskOptions): Engine {
  const { clock, log } = options;
  const limits = { ...usualLimits, ...options.limits };
  const remembering = { milliseconds: limits.call, clock, log };
  const allowance: Allowance = createAllowance({ ...remembering, meter: options.meter ?? unmetered, api: () => api });
  const heard: { skew?: number } = {};
  const watching = {
    spent: () => allowance.spent(),
    heard: (skew: number) => void (heard.skew = skew),
  };
  const { api, zone } = connect(options, limits, watching);
  const names = { ...remembering, api };
  const metadata = createMetadata({ ...remembering, api });
  const resources = createResources({ ...remembering, api });
  return {
    api,
    zone,
    metadata,
    resources,
    companies: createNames({ ...names, entity: 'Companies', nameOf: companyName, fields: ['companyName'] }),
    contacts: createNames({ ...names, entity: 'Contacts', nameOf: contactName, fields: ['firstName', 'lastName'] }),
    limits,
    clock,
    log,
    onBehalf: createImpersonation({ ...options, mode: options.impersonation }),
    inTurn: createTurns(options.turns),
    allowance,
    skew: () => heard.skew,
    warmUp: async () => {
      const readings = [
        metadata.opportunityFields(),
        metadata.noteFields(),
        metadata.access(),
        resources.read(),
        allowance.usage(),
      ];
      for (const result of await Promise.allSettled(readings)) {
        if (result.status === 'rejected') log.warn({ err: result.reason as unknown }, 'Autotask could not be read yet');
      }
    },
  };
}

/** The way to Autotask: lanes(retry(zone(attempt))). */
function connect(options: AutotaskOptions, limits: Limits, watching: Watching): Pick<Engine, 'api' | 'zone'> {
  const contract = createContract();
  const persist = createPersistence({ options, limits }, attemptWith({ options, limits, ...watching }));
  const bare = { method: 'GET', headers: {}, body: undefined };
  const zone = createZone({
    options,
    contract,
    milliseconds: limits.call,
    send: (url, call) => persist({ ...bare, url }, call),
  });
  const send = createTransport({ zone, lanes: createLanes(options.turns), persist, options });
  return { zone, api: createApi({ contract, clock: options.clock, send }) };
}
