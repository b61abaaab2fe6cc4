/** What the API tells of itself: zone, version, thresholds, installed modules. */
import type { Answer } from './answer';
import { ok, Refusal } from './answer';
import type { Arrived } from './world';

/** Answers without credentials; an unknown or missing user is an error. */
export function zoneInformation({ world, query }: Arrived): Answer {
  const user = (query.get('user') ?? '').trim().toLowerCase();
  if (!isKnown(world, user)) throw new Refusal('Zone information could not be determined');
  return ok({
    zoneName: 'Sandbox',
    url: `${world.origin}ATServicesRest/`,
    webUrl: world.origin,
    ci: 0,
  });
}

function isKnown({ credentials, state }: Arrived['world'], user: string): boolean {
  if (user === credentials.username.toLowerCase()) return true;
  return [...state.tables.Resources.values()].some(({ cells }) =>
    ['email', 'userName'].some((field) => user !== '' && String(cells[field] ?? '').toLowerCase() === user),
  );
}

export const versionInformation = (): Answer => ok({ apiVersions: ['V1.0'] });

export const version = (): Answer =>
  ok({ majorVersion: '2026', minorVersion: '2', build: '2026.2.0.100', customerType: 'Sandbox' });

export const thresholdInformation = ({ world }: Arrived): Answer =>
  ok({
    externalRequestThreshold: world.switches.requestThreshold,
    requestThresholdTimeframe: 60,
    currentTimeframeRequestCount: world.usage(),
  });

/** The numbers of the modules are the sandbox's own: Autotask's are not documented. */
export const modules = ({ world }: Arrived): Answer =>
  ok({
    modules: [
      { key: 1, value: world.switches.crmModule },
      { key: 2, value: true },
      { key: 3, value: true },
    ],
  });
