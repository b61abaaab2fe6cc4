/** Every route of the sandbox: which verbs it takes and who answers. */
import type { Answer } from './answer';
import { count, get, list, next, query } from './read/handlers';
import { fields, information, userDefinedFields } from './read/metadata';
import type { AnyEntity, EntityName } from './schema';
import { entities, entityOf } from './schema';
import { attachment, child } from './read/children';
import { modules, thresholdInformation, version, versionInformation, zoneInformation } from './system';
import type { Arrived, Call, Verb } from './world';
import { remove, write } from './write/handlers';

export interface Deed {
  readonly verb: Verb;
  readonly run: (arrived: Arrived) => Answer;
}
export interface Route {
  /** After `/V1.0/`, except `VersionInformation`, which has no version before it. */
  readonly path: string;
  /** The object whose lane of threads the request takes; empty for the system's own. */
  readonly entity: EntityName | '';
  readonly deeds: Readonly<Record<string, Deed>>;
  /** Answered without credentials. */
  readonly open: boolean;
}

type Deeds = Record<string, readonly [Verb, (call: Call) => Answer]>;

function of(entity: AnyEntity, path: string, deeds: Deeds): Route {
  const bound = Object.entries(deeds).map(([method, [verb, run]]): [string, Deed] => [
    method,
    { verb, run: (arrived) => run({ ...arrived, entity }) },
  ]);
  return { path, entity: entity.name, deeds: Object.fromEntries(bound), open: false };
}

const system = (path: string, verb: Verb, run: (arrived: Arrived) => Answer, open = false): Route => ({
  path,
  entity: '',
  deeds: { GET: { verb, run } },
  open,
});

const reading = (entity: AnyEntity): Route[] => [
  of(entity, `${entity.name}/{id}`, { GET: ['get', get] }),
  of(entity, `${entity.name}/query`, { GET: ['query', query], POST: ['query', query] }),
  of(entity, `${entity.name}/query/count`, { GET: ['count', count], POST: ['count', count] }),
  of(entity, `${entity.name}/query/next`, { GET: ['next', next], POST: ['next', next] }),
  ...describing(entity, entity.name),
];

const describing = (entity: AnyEntity, under: string): Route[] => [
  of(entity, `${under}/entityInformation`, { GET: ['information', information] }),
  of(entity, `${under}/entityInformation/fields`, { GET: ['fields', fields] }),
  of(entity, `${under}/entityInformation/userDefinedFields`, { GET: ['userDefinedFields', userDefinedFields] }),
];

const creating: Deeds = { POST: ['create', write('create')] };
const changing: Deeds = { PATCH: ['patch', write('patch')], PUT: ['put', write('put')] };

const notes = entityOf('CompanyNotes');
const attachments = entityOf('OpportunityAttachments');
const orders = entityOf('SalesOrders');

export const routes: readonly Route[] = [
  system('ZoneInformation', 'zone', zoneInformation, true),
  system('Version', 'version', version),
  system('VersionInformation', 'version', versionInformation, true),
  system('ThresholdInformation', 'threshold', thresholdInformation),
  system('Modules', 'modules', modules),
  ...entities.flatMap(reading),

  of(entityOf('Opportunities'), 'Opportunities', { ...creating, ...changing }),
  of(entityOf('Quotes'), 'Quotes', { ...creating, ...changing }),
  of(orders, 'SalesOrders', changing),
  of(entityOf('OpportunityCategories'), 'OpportunityCategories', changing),
  of(entityOf('UserDefinedFieldDefinitions'), 'UserDefinedFieldDefinitions', creating),

  of(notes, 'Companies/{id}/Notes', {
    GET: ['list', list('companyID')],
    POST: ['create', write('create', 'companyID')],
    PATCH: ['patch', write('patch', 'companyID')],
    PUT: ['put', write('put', 'companyID')],
  }),
  of(notes, 'Companies/{id}/Notes/{id}', { GET: ['get', child('companyID')] }),

  of(attachments, 'Opportunities/{id}/Attachments', {
    GET: ['list', list('opportunityID')],
    POST: ['create', write('create', 'opportunityID')],
  }),
  of(attachments, 'Opportunities/{id}/Attachments/{id}', { GET: ['get', attachment], DELETE: ['delete', remove] }),

  of(orders, 'Opportunities/{id}/SalesOrders', {
    GET: ['list', list('opportunityID')],
    PATCH: ['patch', write('patch', 'opportunityID')],
    PUT: ['put', write('put', 'opportunityID')],
  }),
  of(orders, 'Opportunities/{id}/SalesOrders/{id}', { GET: ['get', child('opportunityID')] }),
  ...describing(orders, 'Opportunities/{id}/SalesOrders'),
];

const byTemplate = new Map(routes.map((route) => [route.path.toLowerCase().replaceAll('{id}', '#'), route]));

/** Case does not matter. Undefined when there is no such route. */
export function findRoute(path: string): { route: Route; ids: readonly number[] } | undefined {
  const segments = path.split('/').filter((segment) => segment !== '');
  const isId = (segment: string) => /^-?\d{1,15}$/.test(segment);
  const template = segments.map((segment) => (isId(segment) ? '#' : segment.toLowerCase())).join('/');
  const route = byTemplate.get(template);
  return route === undefined ? undefined : { route, ids: segments.filter(isId).map(Number) };
}
