/** What the tenant has of its own: fields, picklists, rights, standard category. Remembered, and refreshed unasked. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../core/log';
import { opportunityFields, type FieldRule } from '../../opportunity/fields';
import type { Access, Tenant, TenantField } from '../../opportunity/tenant';
import type { UdfRule } from '../../opportunity/rules/udfs';
import { dataOf, type ApiFactory } from '../http/api';
import { withCallDeadline, type Call } from '../http/call';
import { loadPage } from '../query/pages';
import { buildQuery, where } from '../query/query';
import type { components } from '../schema';
import { resolveStatuses } from './picklists';

export type FieldTable = ReadonlyMap<string, TenantField>;

export interface TenantMetadata {
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
  loadTenant(): Promise<Tenant>;
}

interface MetadataValues {
  readonly opportunityFields: FieldTable;
  readonly noteFields: FieldTable;
  readonly companyFields: FieldTable;
  readonly userDefinedFields: readonly UdfRule[];
  readonly access: Access;
  readonly defaultCategory: string | undefined;
}
type MetadataKind = keyof MetadataValues;
/** Wrapped, since the cache takes no undefined. */
interface CachedMetadata {
  readonly value: MetadataValues[MetadataKind];
}

const lifetime = { usual: 15 * 60_000, afterFailure: 60_000 };

interface TenantMetadataDeps {
  readonly api: ApiFactory;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createTenantMetadata({ api, milliseconds, clock, log }: TenantMetadataDeps): TenantMetadata {
  // A call of its own: whoever asked first may give up without taking the answer away from the others.
  const loadValue = (kind: MetadataKind): Promise<CachedMetadata> =>
    withCallDeadline(milliseconds, undefined, async (call) => ({ value: await loaders[kind](api(call), call) }));
  const cache = new LRUCache<MetadataKind, CachedMetadata>({
    max: 10,
    ttl: lifetime.usual,
    ttlResolution: 0,
    perf: { now: () => clock().getTime() },
    // Old answers are given while the new one is under way: nobody waits for a refresh.
    allowStale: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: async (kind, stale, { options }) => {
      try {
        return await loadValue(kind);
      } catch (error) {
        if (stale === undefined) throw error;
        log.warn({ kind, err: error }, 'metadata could not be refreshed; the earlier one is used');
        options.ttl = lifetime.afterFailure;
        return stale;
      }
    },
  });
  const loadCached = async <K extends MetadataKind>(kind: K): Promise<MetadataValues[K]> =>
    (await cache.forceFetch(kind)).value as MetadataValues[K];
  return {
    opportunityFields: () => loadCached('opportunityFields'),
    noteFields: () => loadCached('noteFields'),
    companyFields: () => loadCached('companyFields'),
    userDefinedFields: () => loadCached('userDefinedFields'),
    access: () => loadCached('access'),
    defaultCategory: () => loadCached('defaultCategory'),
    loadTenant: async () => {
      const fields = await loadCached('opportunityFields');
      return { fields, statuses: resolveStatuses(fields.get('status')) };
    },
  };
}

type ApiClient = ReturnType<ApiFactory>;
const loaders: { readonly [K in MetadataKind]: (client: ApiClient, call: Call) => Promise<MetadataValues[K]> } = {
  opportunityFields: async (client) =>
    toFieldTable(await dataOf(client.GET('/V1.0/Opportunities/entityInformation/fields')), opportunityFields),
  noteFields: async (client) => toFieldTable(await dataOf(client.GET('/V1.0/CompanyNotes/entityInformation/fields'))),
  companyFields: async (client) => toFieldTable(await dataOf(client.GET('/V1.0/Companies/entityInformation/fields'))),
  userDefinedFields: async (client) => {
    const path = '/V1.0/Opportunities/entityInformation/userDefinedFields';
    return (await dataOf(client.GET(path))).fields.map(toUdfRule);
  },
  access: async (client) => parseAccess((await dataOf(client.GET('/V1.0/Opportunities/entityInformation'))).info),
  defaultCategory: async (client) => {
    const query = buildQuery('OpportunityCategories', [where<'OpportunityCategories'>().eq('isGlobalDefault', true)]);
    const { items } = await loadPage(client, 'OpportunityCategories', query);
    return items.find(({ isGlobalDefault }) => isGlobalDefault === true)?.name ?? undefined;
  },
};

/** The page's own word stands where the tenant's metadata leaves something out. */
const toFieldTable = (
  { fields }: components['schemas']['Fields'],
  defaults: Readonly<Record<string, FieldRule>> = {},
): FieldTable =>
  new Map(
    fields.map(({ name, length, isRequired, isReadOnly, isPickList, picklistValues }) => [
      name,
      {
        name,
        length: length ?? 0,
        required: isRequired ?? defaults[name]?.required ?? false,
        readOnly: isReadOnly ?? defaults[name]?.readOnly ?? false,
        values: isPickList === true ? toPicklistEntries(picklistValues ?? []) : undefined,
      },
    ]),
  );

const toUdfRule = (field: components['schemas']['UserDefinedFieldInformation']): UdfRule => ({
  name: field.name,
  label: field.label ?? field.name,
  type: field.type ?? '',
  length: field.length ?? 0,
  required: field.isRequired ?? false,
  readOnly: field.isReadOnly ?? false,
  defaultValue: field.defaultValue ?? null,
  values: field.isPickList === true ? toPicklistEntries(field.picklistValues ?? []) : undefined,
});

const toPicklistEntries = (values: readonly components['schemas']['PicklistValue'][]) =>
  [...values]
    .sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0))
    .map(({ value, label, isActive }) => ({ value, label, active: isActive ?? true }));

/** Access levels come as words or as numbers; 0 and None are the only ones that forbid. */
export function parseAccess(info: components['schemas']['EntityInformation']['info']): Access {
  const isAllowed = (able: boolean | null | undefined, level: string | number | null | undefined): boolean =>
    able !== false && !['0', 'none'].includes(String(level ?? 'all').toLowerCase());
  return {
    create: isAllowed(info.canCreate, info.userAccessForCreate),
    update: isAllowed(info.canUpdate, info.userAccessForUpdate),
    query: isAllowed(info.canQuery, info.userAccessForQuery),
  };
}
