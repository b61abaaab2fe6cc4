/** Authentication: the credentials of a request, and on whose behalf the API user may act. */
import type { IncomingHttpHeaders } from 'node:http';
import { permissionDenied } from './responses';
import type { WriteActor, SandboxVerb, SandboxWorld } from './world';

/** Autotask does not say which of the three credentials is wrong: the caller responds with an empty 401. */
export function isAuthentic({ credentials }: SandboxWorld, headers: IncomingHttpHeaders): boolean {
  return (
    String(headers['username'] ?? '').toLowerCase() === credentials.username.toLowerCase() &&
    headers['secret'] === credentials.secret &&
    headers['apiintegrationcode'] === credentials.integrationCode
  );
}

const readVerbs: readonly SandboxVerb[] = ['get', 'list', 'query', 'count', 'next'];
const permissionByVerb: Readonly<Partial<Record<SandboxVerb, 'create' | 'update'>>> = {
  create: 'create',
  patch: 'update',
  put: 'update',
  delete: 'update',
};

/** Throws when the API user may not impersonate the resource in the header, and on reads where the tenant refuses the header. */
export function resolveActor(
  world: SandboxWorld,
  headers: IncomingHttpHeaders,
  { verb, entity }: { verb: SandboxVerb; entity: string },
): WriteActor {
  const header = headers['impersonationresourceid'];
  const self: WriteActor = { resource: world.apiUser, impersonator: null };
  if (header === undefined || header === '') return self;
  if (readVerbs.includes(verb)) {
    if (world.switches.impersonationOnRead === 'refused') throw permissionDenied('query');
    return self;
  }
  const permission = permissionByVerb[verb];
  if (permission === undefined || world.switches.impersonationIgnored.includes(entity)) return self;
  const resource = Number(header);
  if (!canImpersonate(world, resource)) throw permissionDenied(permission);
  return { resource, impersonator: world.apiUser };
}

function canImpersonate({ switches, state }: SandboxWorld, resource: number): boolean {
  const cells = state.tables.Resources.get(resource)?.cells;
  const standard = state.tenant.securityLevels[Number(cells?.['userType'])]?.standard === true;
  if (cells?.['isActive'] !== true || !standard || switches.impersonation === 'nobody') return false;
  return switches.impersonation === 'anyone' || switches.impersonation.includes(resource);
}
