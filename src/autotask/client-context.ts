/** What all operations of the client work with: the API, and everything that is remembered between calls. */
import type { Logger } from '../core/log';
import { noMetrics } from '../core/metrics';
import { createRequestThreshold, type RequestThreshold } from './http/threshold';
import { createApi, type ApiFactory, createSchemaValidator } from './http/api';
import { createImpersonation, type Impersonation } from './http/impersonation';
import { createEntityLimiter, createOpportunityLock } from './http/concurrency';
import { createTenantMetadata, type TenantMetadata } from './cache/metadata';
import { companyName, contactName, createNameCache, type NameCache } from './cache/names';
import { defaultLimits, type AutotaskOptions, type Limits } from './options';
import { createResourceDirectory, type ResourceDirectory } from './cache/resources';
import { createSendOnce, withRetries, createTransport, type AttemptListener } from './http/transport';
import { createZone, type Zone } from './http/zone';

export interface ClientContext {
  readonly api: ApiFactory;
  readonly zone: Zone;
  readonly metadata: TenantMetadata;
  readonly resources: ResourceDirectory;
  readonly companyNames: NameCache;
  readonly contactNames: NameCache;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly log: Logger;
  /** Carries a write out on behalf of its author, as far as the tenant permits. */
  readonly onBehalf: Impersonation;
  /** One write at a time per opportunity. */
  readonly withLock: ReturnType<typeof createOpportunityLock>;
  readonly requestThreshold: RequestThreshold;
  /** Milliseconds by which Autotask's clock is ahead of ours, as its last answer said. */
  skew(): number | undefined;
  /** Reads what nearly every call needs, before anybody waits for it. Never rejects. */
  warmUp(): Promise<void>;
}

export function createClientContext(options: AutotaskOptions): ClientContext {
  const { clock, log } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const cacheDeps = { milliseconds: limits.call, clock, log };
  const requestThreshold: RequestThreshold = createRequestThreshold({
    ...cacheDeps,
    meter: options.meter ?? noMetrics,
    api: () => api,
  });
  const serverClock: { skew?: number } = {};
  const attemptListener = {
    onAttempt: () => requestThreshold.countRequest(),
    onServerTime: (skew: number) => void (serverClock.skew = skew),
  };
  const { api, zone } = connectApi(options, limits, attemptListener);
  const readerDeps = { ...cacheDeps, api };
  const metadata = createTenantMetadata(readerDeps);
  const resources = createResourceDirectory(readerDeps);
  return {
    api,
    zone,
    metadata,
    resources,
    companyNames: createNameCache({ ...readerDeps, ...companyNameSource }),
    contactNames: createNameCache({ ...readerDeps, ...contactNameSource }),
    limits,
    clock,
    log,
    onBehalf: createImpersonation({ ...options, mode: options.impersonation }),
    withLock: createOpportunityLock(options.semaphore),
    requestThreshold,
    skew: () => serverClock.skew,
    warmUp: () => warmUp({ metadata, resources, requestThreshold, log }),
  };
}

const companyNameSource = { entity: 'Companies', nameOf: companyName, fields: ['companyName'] } as const;
const contactNameSource = { entity: 'Contacts', nameOf: contactName, fields: ['firstName', 'lastName'] } as const;

async function warmUp({
  metadata,
  resources,
  requestThreshold,
  log,
}: Pick<ClientContext, 'metadata' | 'resources' | 'requestThreshold' | 'log'>): Promise<void> {
  const loads = [
    metadata.opportunityFields(),
    metadata.noteFields(),
    metadata.access(),
    resources.ensureFresh(),
    requestThreshold.usage(),
  ];
  for (const result of await Promise.allSettled(loads)) {
    if (result.status === 'rejected') log.warn({ err: result.reason as unknown }, 'Autotask could not be read yet');
  }
}

/** The way to Autotask: entity limit, zone, retries, one attempt. */
function connectApi(
  options: AutotaskOptions,
  limits: Limits,
  attemptListener: AttemptListener,
): Pick<ClientContext, 'api' | 'zone'> {
  const schemaValidator = createSchemaValidator();
  const sendWithRetries = withRetries({ options, limits }, createSendOnce({ options, limits, ...attemptListener }));
  const bareRequest = { method: 'GET', headers: {}, body: undefined };
  const zone = createZone({
    options,
    schemaValidator,
    milliseconds: limits.call,
    send: (url, call) => sendWithRetries({ ...bareRequest, url }, call),
  });
  const send = createTransport({ zone, limitEntity: createEntityLimiter(options.semaphore), sendWithRetries, options });
  return { zone, api: createApi({ schemaValidator, clock: options.clock, send }) };
}
