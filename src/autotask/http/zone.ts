/** Which data centre the tenant lives in: configured, or asked for once and remembered. */
import { UnexpectedResponse } from '../../core/errors';
import { untilAborted, withCallDeadline, type Call } from './call';
import type { AttemptResult } from './retry';
import type { SchemaValidator } from './api';
import { unexpectedResponse, toBotError } from './errors';
import type { AutotaskOptions } from '../options';
import type { paths } from '../schema';

export interface Zone {
  /** The API root, ending in a slash. */
  root(signal: AbortSignal): Promise<string>;
  /** Asks once more, for after a 401: tenants are moved. Answers the same root when it is configured. */
  rediscover(signal: AbortSignal): Promise<string>;
  /** The web root, ending in a slash; undefined until the zone is known. */
  webRoot(): string | undefined;
}

interface DiscoveredZone {
  readonly root: string;
  readonly webRoot: string;
}
type ZoneResponse = paths['/V1.0/ZoneInformation']['get']['responses'][200]['content']['application/json'];

const zonePath = '/V1.0/ZoneInformation';
const defaultZoneService = 'https://webservices.autotask.net/ATServicesRest/';
const autotaskHosts = ['.autotask.net'];

interface ZoneDeps {
  readonly options: AutotaskOptions;
  readonly schemaValidator: SchemaValidator;
  /** Sends without credentials, with retries. */
  readonly send: (url: string, call: Call) => Promise<AttemptResult>;
  /** For one discovery, which many may wait for. */
  readonly milliseconds: number;
}

export function createZone({ options, schemaValidator, send, milliseconds }: ZoneDeps): Zone {
  if (options.url !== undefined) return configuredZone(withSlash(options.url), options.webUrl);
  const cache: { current?: DiscoveredZone | undefined; discovery?: Promise<DiscoveredZone> | undefined } = {};

  async function discover(call: Call): Promise<DiscoveredZone> {
    const service = withSlash(options.zoneService ?? defaultZoneService);
    const url = `${service}${zonePath.slice(1)}?user=${encodeURIComponent(options.username)}`;
    const result = await send(url, call);
    if (result.kind !== 'answered' || result.status !== 200) throw discoveryError(result, options.clock());
    const zone = schemaValidator.parseResponse(zonePath, 'GET', result.text) as ZoneResponse;
    if (!URL.canParse(zone.url)) throw unexpectedResponse('zone discovery names an address that is none');
    const root = withSlash(zone.url);
    assertTrusted(root, [...(options.zoneHosts ?? autotaskHosts), new URL(service).hostname]);
    options.log.info({ zone: zone.zoneName ?? '', url: root }, 'zone found');
    return { root, webRoot: withSlash(options.webUrl ?? zone.webUrl) };
  }
  function discoverOnce(signal: AbortSignal): Promise<DiscoveredZone> {
    // A call of its own: whoever asked first may give up without taking the answer away from the others.
    cache.discovery ??= withCallDeadline(milliseconds, undefined, discover)
      .then((current) => (cache.current = current))
      .finally(() => (cache.discovery = undefined));
    return untilAborted(signal, cache.discovery);
  }
  return {
    root: async (signal) => (cache.current ?? (await discoverOnce(signal))).root,
    rediscover: async (signal) => (await discoverOnce(signal)).root,
    webRoot: () => cache.current?.webRoot,
  };
}

function configuredZone(root: string, webUrl: string | undefined): Zone {
  const webRoot = withSlash(webUrl ?? webRootOf(root));
  return { root: () => Promise.resolve(root), rediscover: () => Promise.resolve(root), webRoot: () => webRoot };
}

/** Autotask: `webservicesN` serves the API and `wwN` the people; other hosts serve both. */
function webRootOf(root: string): string {
  const url = new URL(root);
  const numbered = /^webservices(\d*)\.(.+)$/i.exec(url.host);
  return numbered === null ? `${url.origin}/` : `${url.protocol}//ww${numbered[1] ?? ''}.${numbered[2] ?? ''}/`;
}

/** The credentials go to this host: a forged zone answer must not decide which. */
function assertTrusted(root: string, hosts: readonly string[]): void {
  const { protocol, hostname } = new URL(root);
  const isKnownHost = hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  if (isKnownHost && (protocol === 'https:' || isLoopback(hostname))) return;
  throw unexpectedResponse(`zone discovery names ${protocol}//${hostname}, which may not be given the credentials`);
}
const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

const discoveryError = (result: AttemptResult, now: Date): Error =>
  result.kind === 'answered' && result.text.includes('could not be determined')
    ? new UnexpectedResponse('Autotask does not know the API user that this bot is set up with.', {
        hint: 'Ask your administrator to check the user name of the API user.',
      })
    : toBotError(result, { isWrite: false, fields: [], now });

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
