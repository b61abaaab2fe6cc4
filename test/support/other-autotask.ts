/**
 * A second, much smaller Autotask that shares nothing with the sandbox: it reads the reference the other way wherever
 * that leaves a choice, and its answers look otherwise in everything that should not matter.
 */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { runningClock } from './clock';
import { pageFields } from './entity-page';

export interface AutotaskDialect {
  /** A date as it is stored, in UTC to the millisecond, as this server writes it. */
  readonly date: (iso: string) => string;
  readonly missing: 'not-found' | 'null-item';
  readonly access: (word: 'All' | 'None') => string | number;
  readonly userDefinedFields: 'empty' | 'absent';
  readonly isCompressed: boolean;
}

type Row = Record<string, unknown>;
interface Condition {
  readonly op: string;
  readonly field: string;
  readonly value?: unknown;
  readonly items?: readonly Condition[];
}
interface QueryBody {
  readonly filter: readonly Condition[];
  readonly maxRecords?: number;
  readonly includeFields?: readonly string[];
}

export interface OtherAutotask {
  readonly url: string;
  readonly rows: Readonly<Record<string, Row[]>>;
  /** `PATCH opportunities`, in the order in which they came. */
  readonly requests: string[];
  stop(): Promise<void>;
}

const root = '/ATServicesRest/';
const labels: Record<string, Record<string, string>> = {
  stage: { '3': 'Won', '11': 'Qualified', '12': 'Discovery' },
  status: { '0': 'Not Ready To Buy', '1': 'Active', '2': 'Lost', '3': 'Closed', '4': 'Implemented' },
  actionType: { '1': 'Opportunity Update' },
};
export async function startOtherAutotask(dialect: AutotaskDialect): Promise<OtherAutotask> {
  const rows = initialRows();
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const { host = '' } = request.headers;
      const [path = '', search = ''] = (request.url ?? '').split('?');
      const way = path.toLowerCase().replace(/^\/atservicesrest\/v1\.0\//, '');
      requests.push(`${request.method ?? ''} ${way}`);
      const [status, answer] = respond({ method: request.method ?? '', way, search, body, host });
      const text = answer === undefined ? '' : ` \n${JSON.stringify(answer, undefined, 1)}`;
      response.statusCode = status;
      response.setHeader('content-type', 'application/json');
      if (dialect.isCompressed) response.setHeader('content-encoding', 'gzip');
      // In two pieces, without a length.
      const bytes = dialect.isCompressed ? gzipSync(text) : Buffer.from(text);
      response.write(bytes.subarray(0, 7));
      response.end(bytes.subarray(7));
    });
  });

  interface ParsedRequest {
    readonly method: string;
    readonly way: string;
    readonly search: string;
    readonly body: unknown;
    readonly host: string;
  }
  type Answer = [number, unknown?];
  const routes: readonly [RegExp, (parsed: ParsedRequest) => Answer][] = [
    [/^opportunities\/\d+$/, ({ way }) => getOpportunity(Number(way.split('/')[1]))],
    [/\/query(\/count)?$/, (parsed) => (parsed.method === 'POST' ? queryRows(parsed) : [405])],
    [/entityinformation\/fields$/, ({ way }) => [200, { fields: describeFields(way), more: 1 }]],
    [/entityinformation\/userdefinedfields$/, () => [200, { fields: [] }]],
    [/entityinformation$/, () => [200, { info: { ...rights(), name: 'Opportunity' }, extra: {} }]],
    [/^thresholdinformation$/, () => [200, { currentTimeframeRequestCount: 3, externalRequestThreshold: 9 }]],
    [/^opportunities$/, (parsed) => write(parsed)],
    [/^companies\/7\/notes$/, ({ body }) => addRow('companynotes', { companyID: 7, ...(body as Row) })],
  ];
  const respond = (parsed: ParsedRequest): Answer => {
    const [, answer] = routes.find(([path]) => path.test(parsed.way)) ?? [];
    return answer?.(parsed) ?? [404, { Message: 'No HTTP resource was found.' }];
  };

  const getOpportunity = (id: number): [number, unknown?] => {
    const row = rows['opportunities']?.find((each) => each['id'] === id);
    if (row !== undefined) return [200, { apiVersion: 'x', item: renderRow(row) }];
    return dialect.missing === 'not-found' ? [404, { errors: ['The record was not found.'] }] : [200, { item: null }];
  };

  const addRow = (entity: string, row: Row): [number, unknown] => {
    const id = 1 + Math.max(0, ...(rows[entity] ?? []).map((each) => Number(each['id'])));
    rows[entity]?.push({ ...row, id });
    return [200, { itemId: id }];
  };

  const write = ({ method, body }: ParsedRequest): [number, unknown?] => {
    const values = body as Row;
    if (method === 'POST')
      return addRow('opportunities', { ...emptyRow(), ...values, createDate: runningClock().toISOString() });
    if (method !== 'PATCH') return [405];
    const row = rows['opportunities']?.find(({ id }) => id === values['id']);
    if (row === undefined) return [500, { errors: ['Could not find the record.', 'Second sentence.'] }];
    Object.assign(row, values);
    return [200, { itemId: values['id'] }];
  };

  /** The next page is a number of rows to skip: no word of the sandbox's, and spelt in other letters. */
  const queryRows = ({ way, search, body, host }: ParsedRequest): [number, unknown] => {
    const [entity = ''] = way.split('/');
    const { filter, maxRecords = 500, includeFields } = body as QueryBody;
    const matching = (rows[entity] ?? []).filter((row) =>
      filter.every((condition) => matchesCondition(row, condition)),
    );
    if (way.endsWith('/count')) return [200, { queryCount: matching.length }];
    const skip = Number(search.replace('skip=', ''));
    const items = matching.slice(skip, skip + maxRecords).map((row) => renderRow(row, includeFields));
    const more = skip + maxRecords < matching.length;
    const next = `http://${host}/atservicesrest/V1.0/${entity.toUpperCase()}/Query?skip=${skip + maxRecords}`;
    const pageDetails = { requestCount: maxRecords, prevPageUrl: null, nextPageUrl: more ? next : null, extra: true };
    return [200, { pageDetails, items }];
  };

  /** Fields from last to first, some that nobody knows among them. */
  const renderRow = (row: Row, only?: readonly string[]): Row => {
    const fields = Object.entries(row).filter(([field]) => only === undefined || only.includes(field));
    const values: [string, unknown][] = fields.map(([field, value]) => [
      field,
      isMoment(value) ? dialect.date(value) : value,
    ]);
    return {
      zzUnknown: { nested: [1] },
      ...Object.fromEntries<unknown>(values.reverse()),
      ...(dialect.userDefinedFields === 'empty' ? { userDefinedFields: [] } : {}),
    };
  };

  const rights = () => ({
    canCreate: true,
    canQuery: true,
    canUpdate: true,
    userAccessForCreate: dialect.access('All'),
    userAccessForUpdate: dialect.access('All'),
    userAccessForQuery: dialect.access('All'),
    userAccessForDelete: dialect.access('None'),
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${root}`,
    rows,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const isMoment = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value);

async function read(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const text = Buffer.concat(parts).toString();
  return text === '' ? undefined : (JSON.parse(text) as unknown);
}

const operators: Readonly<Record<string, (stored: unknown, condition: Condition, row: Row) => boolean>> = {
  and: (_stored, { items = [] }, row) => items.every((item) => matchesCondition(row, item)),
  or: (_stored, { items = [] }, row) => items.some((item) => matchesCondition(row, item)),
  notExist: (stored) => stored === null,
  in: (stored, { value }) => (value as unknown[]).includes(stored),
  contains: (stored, { value }) =>
    typeof stored === 'string' && stored.toLowerCase().includes(String(value).toLowerCase()),
  eq: (stored, { value }) => numberOf(stored) === numberOf(value),
  gt: (stored, { value }) => stored !== null && numberOf(stored) > numberOf(value),
  gte: (stored, { value }) => stored !== null && numberOf(stored) >= numberOf(value),
  lt: (stored, { value }) => stored !== null && numberOf(stored) < numberOf(value),
};
const numberOf = (value: unknown) => (isMoment(value) ? Date.parse(value) : (value as number));

function matchesCondition(row: Row, condition: Condition): boolean {
  const operator = operators[condition.op];
  if (operator === undefined) throw new Error(`the other Autotask has no ${condition.op}`);
  return operator(row[condition.field] ?? null, condition, row);
}

function describeFields(way: string): Row[] {
  if (way.startsWith('companynotes')) return [picklist('actionType')];
  return pageFields.map(({ name, type, required, readOnly, picklist: listed }) => ({
    name,
    dataType: type,
    length: 0,
    isRequired: required,
    isReadOnly: readOnly,
    referenceEntityType: name === 'companyID' ? 'Account' : null,
    ...(listed ? picklist(name) : {}),
  }));
}
const picklist = (name: string): Row => ({
  name,
  isPickList: true,
  picklistValues: Object.entries(labels[name] ?? {}).map(([value, label]) => ({ value, label, isActive: true })),
});

const emptyRow = (): Row => Object.fromEntries(pageFields.map(({ name }) => [name, null]));

function initialRows(): Record<string, Row[]> {
  const opportunities = Array.from({ length: 1203 }, (_, index) => ({
    ...emptyRow(),
    id: 100 + index,
    title: `Deal ${index}`,
    companyID: 7,
    contactID: 8,
    ownerResourceID: 9,
    status: index % 3 === 0 ? 3 : 1,
    stage: 11,
    probability: 40,
    amount: index,
    cost: 1.25,
    useQuoteTotals: false,
    startDate: '2026-01-05T00:00:00.000Z',
    projectedCloseDate: '2026-06-30T00:00:00.000Z',
    createDate: '2026-01-05T10:20:30.457Z',
    lastActivity: '2026-02-01T10:20:30.457Z',
  }));
  return {
    opportunities,
    companies: [{ id: 7, companyName: 'Umbrella Bakery', isActive: true, parentCompanyID: null }],
    contacts: [{ id: 8, firstName: 'Ada', lastName: 'Poe', companyID: 7, isActive: 1 }],
    resources: [{ id: 9, firstName: 'Max', lastName: 'Roe', email: 'max@example.com', isActive: true, licenseType: 1 }],
    companynotes: [],
    opportunitycategories: [],
    quotes: [],
    products: [],
    salesorders: [],
    actiontypes: [],
    organizationallevelassociations: [],
  };
}
