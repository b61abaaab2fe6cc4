/** What the tenant has of its own: fields, picklists, rights, standard category. Remembered, and refreshed unasked. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../core/log';
import { opportunityFields, type FieldRule } from '../opportunity/fields';
import type { Access } from '../opportunity/rules/access';
import type { UdfRule } from '../opportunity/rules/udfs';
import type { Tenant, TenantField } from '../opportunity/tenant';
import { dataOf, type Api } from './api';
import { within, type Call } from './call';
import { readPage } from './pages';
import { queryOf, where } from './query';
import type { components } from './schema';
import { statusesOf } from './statuses';

export type FieldTable = ReadonlyMap<string, TenantField>;

export interface Metadata {
  opportunityFields(): Promise<FieldTable>;
  /** Fields of company notes: the tenant's action types. */
  noteFields(): Promise<FieldTable>;
  /** Fields of companies: their categories. */
  companyFields(): Promise<FieldTable>;
  userDefinedFields(): Promise<readonly UdfRule[]>;
  access(): Promise<Access>;
  /** The label of the category that Autotask takes when none is chosen. */
  defaultCategory(): Promise<string | undefined>;
  /** The fields together with what the statuses mean. */
  tenant(): Promise<Tenant>;
}

interface Known {
  readonly opportunityFields: FieldTable;
  readonly noteFields: FieldTable;
  readonly companyFields: FieldTable;
  readonly userDefinedFields: readonly UdfRule[];
  readonly access: Access;
  readonly defaultCategory: string | undefined;
}
type Kind = keyof Known;
/** Wrapped, since the cache takes no undefined. */
interface Kept {
  readonly value: Known[Kind];
}

const lifetime = { usual: 15 * 60_000, afterFailure: 60_000 };

interface Parts {
  readonly api: Api;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createMetadata({ api, milliseconds, clock, log }: Parts): Metadata {
  // A call of its own: whoever asked first may give up without taking the answer away from the others.
  const load = (kind: Kind): Promise<Kept> =>
    within(milliseconds, undefined, async (call) => ({ value: await loaders[kind](api(call), call) }));
  const memory = new LRUCache<Kind, Kept>({
    max: 10,
    ttl: lifetime.usual,
    ttlResolution: 0,
    perf: { now: () => clock().getTime() },
    // Old answers are given while the new one is under way: nobody waits for a refresh.
    allowStale: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: async (kind, stale, { options }) => {
      try {
        return await load(kind);
      } catch (error) {
        if (stale === undefined) throw error;
        log.warn({ kind, err: error }, 'metadata could not be refreshed; the earlier one is used');
        options.ttl = lifetime.afterFailure;
        return stale;
      }
    },
  });
  const recall = async <K extends Kind>(kind: K): Promise<Known[K]> =>
    (await memory.forceFetch(kind)).value as Known[K];
  return {
    opportunityFields: () => recall('opportunityFields'),
    noteFields: () => recall('noteFields'),
    companyFields: () => recall('companyFields'),
    userDefinedFields: () => recall('userDefinedFields'),
    access: () => recall('access'),
    defaultCategory: () => recall('defaultCategory'),
    tenant: async () => {
      const fields = await recall('opportunityFields');
      return { fields, statuses: statusesOf(fields.get('status')) };
    },
  };
}

type Client = ReturnType<Api>;
const loaders: { readonly [K in Kind]: (client: Client, call: Call) => Promise<Known[K]> } = {
  opportunityFields: async (client) =>
    tableOf(await dataOf(client.GET('/V1.0/Opportunities/entityInformation/fields')), opportunityFields),
  noteFields: async (client) => tableOf(await dataOf(client.GET('/V1.0/CompanyNotes/entityInformation/fields'))),
  companyFields: async (client) => tableOf(await dataOf(client.GET('/V1.0/Companies/entityInformation/fields'))),
  userDefinedFields: async (client) => {
    const path = '/V1.0/Opportunities/entityInformation/userDefinedFields';
    return (await dataOf(client.GET(path))).fields.map(udfOf);
  },
  access: async (client) => accessOf((await dataOf(client.GET('/V1.0/Opportunities/entityInformation'))).info),
  defaultCategory: async (client) => {
    const query = queryOf('OpportunityCategories', [where<'OpportunityCategories'>().is('isGlobalDefault', true)]);
    const { items } = await readPage(client, 'OpportunityCategories', query);
    return items.find(({ isGlobalDefault }) => isGlobalDefault === true)?.name ?? undefined;
  },
};

/** The page's own word stands where the tenant's metadata leaves something out. */
const tableOf = (
  { fields }: components['schemas']['Fields'],
  page: Readonly<Record<string, FieldRule>> = {},
): FieldTable =>
  new Map(
    fields.map(({ name, length, isRequired, isReadOnly, isPickList, picklistValues }) => [
      name,
      {
        name,
        length: length ?? 0,
        required: isRequired ?? page[name]?.required ?? false,
        readOnly: isReadOnly ?? page[name]?.readOnly ?? false,
        values: isPickList === true ? entriesOf(picklistValues ?? []) : undefined,
      },
    ]),
  );

const udfOf = (field: components['schemas']['UserDefinedFieldInformation']): UdfRule => ({
  name: field.name,
  label: field.label ?? field.name,
  type: field.type ?? '',
  length: field.length ?? 0,
  required: field.isRequired ?? false,
  readOnly: field.isReadOnly ?? false,
  usual: field.defaultValue ?? null,
  values: field.isPickList === true ? entriesOf(field.picklistValues ?? []) : undefined,
});

const entriesOf = (values: readonly components['schemas']['PicklistValue'][]) =>
  [...values]
    .sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0))
    .map(({ value, label, isActive }) => ({ value, label, active: isActive ?? true }));

/** Access levels come as words or as numbers; 0 and None are the only ones that forbid. */
export function accessOf(info: components['schemas']['EntityInformation']['info']): Access {
  const may = (able: boolean | null | undefined, level: string | number | null | undefined): boolean =>
    able !== false && !['0', 'none'].includes(String(level ?? 'all').toLowerCase());
  return {
    create: may(info.canCreate, info.userAccessForCreate),
    update: may(info.canUpdate, info.userAccessForUpdate),
    query: may(info.canQuery, info.userAccessForQuery),
  };
}
