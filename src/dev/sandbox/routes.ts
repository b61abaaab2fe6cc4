/** Every route of the sandbox: the methods that it accepts, each with its handler. */
import type { SandboxResponse } from './responses';
import { countRecords, getRecord, listChildren, queryNextPage, queryRecords } from './read/handlers';
import { entityFields, entityInformation, entityUserDefinedFields } from './read/metadata';
import type { AnyEntity, EntityName } from './schema';
import { entities, entityOf } from './schema';
import { getAttachment, getChild } from './read/children';
import { installedModules, thresholdInformation, version, versionInformation, zoneInformation } from './system';
import type { RoutedRequest, EntityRequest, SandboxVerb } from './world';
import { deleteRecord, writeHandler } from './write/handlers';

export interface RouteHandler {
  readonly verb: SandboxVerb;
  readonly handle: (request: RoutedRequest) => SandboxResponse;
}
export interface Route {
  /** After `/V1.0/`, except `VersionInformation`, which has no version before it. */
  readonly path: string;
  /** The entity whose threads the request counts towards; empty for the system's own routes. */
  readonly entity: EntityName | '';
  readonly handlers: Readonly<Record<string, RouteHandler>>;
  /** Needs no credentials. */
  readonly isPublic: boolean;
}

type HandlersByMethod = Record<string, readonly [SandboxVerb, (request: EntityRequest) => SandboxResponse]>;

function entityRoute(entity: AnyEntity, path: string, handlers: HandlersByMethod): Route {
  const bound = Object.entries(handlers).map(([method, [verb, handle]]): [string, RouteHandler] => [
    method,
    { verb, handle: (request) => handle({ ...request, entity }) },
  ]);
  return { path, entity: entity.name, handlers: Object.fromEntries(bound), isPublic: false };
}

const systemRoute = (
  path: string,
  verb: SandboxVerb,
  handle: (request: RoutedRequest) => SandboxResponse,
  isPublic = false,
): Route => ({
  path,
  entity: '',
  handlers: { GET: { verb, handle } },
  isPublic,
});

const readRoutes = (entity: AnyEntity): Route[] => [
  entityRoute(entity, `${entity.name}/{id}`, { GET: ['get', getRecord] }),
  entityRoute(entity, `${entity.name}/query`, { GET: ['query', queryRecords], POST: ['query', queryRecords] }),
  entityRoute(entity, `${entity.name}/query/count`, { GET: ['count', countRecords], POST: ['count', countRecords] }),
  entityRoute(entity, `${entity.name}/query/next`, { GET: ['next', queryNextPage], POST: ['next', queryNextPage] }),
  ...describeRoutes(entity, entity.name),
];

const describeRoutes = (entity: AnyEntity, under: string): Route[] => [
  entityRoute(entity, `${under}/entityInformation`, { GET: ['information', entityInformation] }),
  entityRoute(entity, `${under}/entityInformation/fields`, { GET: ['fields', entityFields] }),
  entityRoute(entity, `${under}/entityInformation/userDefinedFields`, {
    GET: ['userDefinedFields', entityUserDefinedFields],
  }),
];

const createHandlers: HandlersByMethod = { POST: ['create', writeHandler('create')] };
const updateHandlers: HandlersByMethod = { PATCH: ['patch', writeHandler('patch')], PUT: ['put', writeHandler('put')] };

const noteEntity = entityOf('CompanyNotes');
const attachmentEntity = entityOf('OpportunityAttachments');
const salesOrderEntity = entityOf('SalesOrders');

export const routes: readonly Route[] = [
  systemRoute('ZoneInformation', 'zone', zoneInformation, true),
  systemRoute('Version', 'version', version),
  systemRoute('VersionInformation', 'version', versionInformation, true),
  systemRoute('ThresholdInformation', 'threshold', thresholdInformation),
  systemRoute('Modules', 'modules', installedModules),
  ...entities.flatMap(readRoutes),

  entityRoute(entityOf('Opportunities'), 'Opportunities', { ...createHandlers, ...updateHandlers }),
  entityRoute(entityOf('Quotes'), 'Quotes', { ...createHandlers, ...updateHandlers }),
  entityRoute(salesOrderEntity, 'SalesOrders', updateHandlers),
  entityRoute(entityOf('OpportunityCategories'), 'OpportunityCategories', updateHandlers),
  entityRoute(entityOf('UserDefinedFieldDefinitions'), 'UserDefinedFieldDefinitions', createHandlers),

  entityRoute(noteEntity, 'Companies/{id}/Notes', {
    GET: ['list', listChildren('companyID')],
    POST: ['create', writeHandler('create', 'companyID')],
    PATCH: ['patch', writeHandler('patch', 'companyID')],
    PUT: ['put', writeHandler('put', 'companyID')],
  }),
  entityRoute(noteEntity, 'Companies/{id}/Notes/{id}', { GET: ['get', getChild('companyID')] }),

  entityRoute(attachmentEntity, 'Opportunities/{id}/Attachments', {
    GET: ['list', listChildren('opportunityID')],
    POST: ['create', writeHandler('create', 'opportunityID')],
  }),
  entityRoute(attachmentEntity, 'Opportunities/{id}/Attachments/{id}', {
    GET: ['get', getAttachment],
    DELETE: ['delete', deleteRecord],
  }),

  entityRoute(salesOrderEntity, 'Opportunities/{id}/SalesOrders', {
    GET: ['list', listChildren('opportunityID')],
    PATCH: ['patch', writeHandler('patch', 'opportunityID')],
    PUT: ['put', writeHandler('put', 'opportunityID')],
  }),
  entityRoute(salesOrderEntity, 'Opportunities/{id}/SalesOrders/{id}', { GET: ['get', getChild('opportunityID')] }),
  ...describeRoutes(salesOrderEntity, 'Opportunities/{id}/SalesOrders'),
];

const routesByTemplate = new Map(routes.map((route) => [route.path.toLowerCase().replaceAll('{id}', '#'), route]));

/** Case does not matter. Undefined when there is no such route. */
export function findRoute(path: string): { route: Route; ids: readonly number[] } | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isId = (segment: string) => /^-?\d{1,15}$/.test(segment);
  const template = segments.map((segment) => (isId(segment) ? '#' : segment.toLowerCase())).join('/');
  const route = routesByTemplate.get(template);
  return route === undefined ? undefined : { route, ids: segments.filter(isId).map(Number) };
}
