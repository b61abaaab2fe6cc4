/** Which data centre the tenant lives in: configured, or asked for once and remembered. */
import { ContractBroken } from '../core/errors';
import { unlessStopped, within, type Call } from './call';
import type { Contract } from './contract';
import { brokenContract, failureOf } from './failures';
import type { AutotaskOptions } from './options';
import type { Outcome } from './outcome';
import type { paths } from './schema';

export interface Zone {
  /** The API root, ending in a slash. */
  root(signal: AbortSignal): Promise<string>;
  /** Asks once more, for after a 401: tenants are moved. Answers the same root when it is configured. */
  again(signal: AbortSignal): Promise<string>;
  /** The web root, ending in a slash; undefined until the zone is known. */
  web(): string | undefined;
}

interface Found {
  readonly root: string;
  readonly web: string;
}
type ZoneAnswer = paths['/V1.0/ZoneInformation']['get']['responses'][200]['content']['application/json'];

const path = '/V1.0/ZoneInformation';
const anyDataCentre = 'https://webservices.autotask.net/ATServicesRest/';
const autotaskHosts = ['.autotask.net'];

interface Parts {
  readonly options: AutotaskOptions;
  readonly contract: Contract;
  /** Sends without credentials, with retries. */
  readonly send: (url: string, call: Call) => Promise<Outcome>;
  /** For one discovery, which many may wait for. */
  readonly milliseconds: number;
}

export function createZone({ options, contract, send, milliseconds }: Parts): Zone {
  if (options.url !== undefined) return configured(withSlash(options.url), options.webUrl);
  const memory: { found?: Found | undefined; asking?: Promise<Found> | undefined } = {};

  async function discover(call: Call): Promise<Found> {
    const service = withSlash(options.zoneService ?? anyDataCentre);
    const url = `${service}${path.slice(1)}?user=${encodeURIComponent(options.username)}`;
    const outcome = await send(url, call);
    if (outcome.kind !== 'answered' || outcome.status !== 200) throw notFound(outcome, options.clock());
    const zone = contract.answer(path, 'GET', outcome.text) as ZoneAnswer;
    if (!URL.canParse(zone.url)) throw brokenContract('zone discovery names an address that is none');
    const root = withSlash(zone.url);
    assertTrusted(root, [...(options.zoneHosts ?? autotaskHosts), new URL(service).hostname]);
    options.log.info({ zone: zone.zoneName ?? '', url: root }, 'zone found');
    return { root, web: withSlash(options.webUrl ?? zone.webUrl) };
  }
  function ask(signal: AbortSignal): Promise<Found> {
    // A call of its own: whoever asked first may give up without taking the answer away from the others.
    memory.asking ??= within(milliseconds, undefined, discover)
      .then((found) => (memory.found = found))
      .finally(() => (memory.asking = undefined));
    return unlessStopped(signal, memory.asking);
  }
  return {
    root: async (signal) => (memory.found ?? (await ask(signal))).root,
    again: async (signal) => (await ask(signal)).root,
    web: () => memory.found?.web,
  };
}

function configured(root: string, webUrl: string | undefined): Zone {
  const web = withSlash(webUrl ?? webRootOf(root));
  return { root: () => Promise.resolve(root), again: () => Promise.resolve(root), web: () => web };
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
  const known = hosts.some((host) => (host.startsWith('.') ? hostname.endsWith(host) : hostname === host));
  if (known && (protocol === 'https:' || isLoopback(hostname))) return;
  throw brokenContract(`zone discovery names ${protocol}//${hostname}, which may not be given the credentials`);
}
const isLoopback = (host: string): boolean => host === 'localhost' || host === '127.0.0.1' || host === '[::1]';

const notFound = (outcome: Outcome, now: Date): Error =>
  outcome.kind === 'answered' && outcome.text.includes('could not be determined')
    ? new ContractBroken('Autotask does not know the API user that this bot is set up with.', {
        next: 'Ask your administrator to check the user name of the API user.',
      })
    : failureOf(outcome, { write: false, fields: [], now });

const withSlash = (url: string): string => (url.endsWith('/') ? url : `${url}/`);
