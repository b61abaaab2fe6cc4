/** Handlers of the routes about the API itself: zone, version, threshold, installed modules. */
import type { SandboxResponse } from './responses';
import { okResponse, AutotaskRefusal } from './responses';
import type { RoutedRequest } from './world';

/** Needs no credentials; an unknown or missing user is an error. */
export function zoneInformation({ world, query }: RoutedRequest): SandboxResponse {
  const user = (query.get('user') ?? '').trim().toLowerCase();
  if (!isKnownUser(world, user)) throw new AutotaskRefusal('Zone information could not be determined');
  return okResponse({
    zoneName: 'Sandbox',
    url: `${world.origin}ATServicesRest/`,
    webUrl: world.origin,
    ci: 0,
  });
}

function isKnownUser({ credentials, state }: RoutedRequest['world'], user: string): boolean {
  if (user === credentials.username.toLowerCase()) return true;
  return [...state.tables.Resources.values()].some(({ cells }) =>
    ['email', 'userName'].some((field) => user !== '' && String(cells[field] ?? '').toLowerCase() === user),
  );
}

export const versionInformation = (): SandboxResponse => okResponse({ apiVersions: ['V1.0'] });

export const version = (): SandboxResponse =>
  okResponse({ majorVersion: '2026', minorVersion: '2', build: '2026.2.0.100', customerType: 'Sandbox' });

export const thresholdInformation = ({ world }: RoutedRequest): SandboxResponse =>
  okResponse({
    externalRequestThreshold: world.switches.requestThreshold,
    requestThresholdTimeframe: 60,
    currentTimeframeRequestCount: world.usage(),
  });

/** The numbers of the modules are the sandbox's own: Autotask's are not documented. */
export const installedModules = ({ world }: RoutedRequest): SandboxResponse =>
  okResponse({
    modules: [
      { key: 1, value: world.switches.crmModule },
      { key: 2, value: true },
      { key: 3, value: true },
    ],
  });
