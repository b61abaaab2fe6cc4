/** What all operations of the client work with: the API, and everything that is remembered between calls. */
import type { Logger } from '../core/log';
import type { Author } from '../opportunity/client';
import { createApi, type Api } from './api';
import { createContract } from './contract';
import { createImpersonation, type Impersonation } from './impersonation';
import { createLanes, createTurns } from './lanes';
import { createMetadata, type Metadata } from './metadata';
import { companyName, contactName, createNames, type Names } from './names';
import { usualLimits, type AutotaskOptions, type Limits } from './options';
import { createResources, type Resources } from './resources';
import { attemptWith, createPersistence, createTransport } from './transport';
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
  readonly options: AutotaskOptions;
  /** Carries a write out on behalf of its author, as far as the tenant permits. */
  readonly onBehalf: Impersonation;
  /** One write at a time per opportunity. */
  readonly inTurn: ReturnType<typeof createTurns>;
}

export type Send<T> = (author: Author) => Promise<T>;

export function createEngine(options: AutotaskOptions): Engine {
  const { clock, log } = options;
  const limits = { ...usualLimits, ...options.limits };
  const contract = createContract();
  const persist = createPersistence({ options, limits }, attemptWith({ options, limits }));
  const bare = { method: 'GET', headers: {}, body: undefined };
  const zone = createZone({
    options,
    contract,
    send: (url, signal) => persist({ ...bare, url }, { signal, left: () => limits.call }),
  });
  const api = createApi({ contract, clock, send: createTransport({ zone, lanes: createLanes(), persist, options }) });
  const remembering = { api, milliseconds: limits.call, log };
  return {
    api,
    zone,
    metadata: createMetadata(remembering),
    resources: createResources({ ...remembering, clock }),
    companies: createNames({ ...remembering, entity: 'Companies', nameOf: companyName, fields: ['companyName'] }),
    contacts: createNames({
      ...remembering,
      entity: 'Contacts',
      nameOf: contactName,
      fields: ['firstName', 'lastName'],
    }),
    limits,
    clock,
    log,
    options,
    onBehalf: createImpersonation({ mode: options.impersonation, log }),
    inTurn: createTurns(),
  };
}
