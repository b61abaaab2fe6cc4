/** Who is let in: credentials, and on whose behalf the API user may act. */
import type { IncomingHttpHeaders } from 'node:http';
import { notPermitted } from './answer';
import type { Actor, Verb, World } from './world';

/** Wrong credentials are not told apart: the answer is 401 and empty. */
export function isAuthentic({ credentials }: World, headers: IncomingHttpHeaders): boolean {
  return (
    String(headers['username'] ?? '').toLowerCase() === credentials.username.toLowerCase() &&
    headers['secret'] === credentials.secret &&
    headers['apiintegrationcode'] === credentials.integrationCode
  );
}

const reads: readonly Verb[] = ['get', 'list', 'query', 'count', 'next'];
const writes: Readonly<Partial<Record<Verb, 'create' | 'update'>>> = {
  create: 'create',
  patch: 'update',
  put: 'update',
  delete: 'update',
};

/** Throws when the header names somebody whom the API user may not impersonate, and on reads where the tenant refuses it. */
export function actorOf(
  world: World,
  headers: IncomingHttpHeaders,
  { verb, entity }: { verb: Verb; entity: string },
): Actor {
  const header = headers['impersonationresourceid'];
  const self: Actor = { resource: world.apiUser, impersonator: null };
  if (header === undefined || header === '') return self;
  if (reads.includes(verb)) {
    if (world.switches.impersonationOnRead === 'refused') throw notPermitted('query');
    return self;
  }
  const deed = writes[verb];
  if (deed === undefined || world.switches.impersonationIgnored.includes(entity)) return self;
  const resource = Number(header);
  if (!mayImpersonate(world, resource)) throw notPermitted(deed);
  return { resource, impersonator: world.apiUser };
}

function mayImpersonate({ switches, state }: World, resource: number): boolean {
  const cells = state.tables.Resources.get(resource)?.cells;
  const standard = state.tenant.securityLevels[Number(cells?.['userType'])]?.standard === true;
  if (cells?.['isActive'] !== true || !standard || switches.impersonation === 'nobody') return false;
  return switches.impersonation === 'anyone' || switches.impersonation.includes(resource);
}
