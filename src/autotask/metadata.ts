/** The tenant's fields and picklists: remembered, refreshed in the background, asked for once however many wait. */
import { LRUCache } from 'lru-cache';
import { NotAllowed } from '../core/errors';
import type { Logger } from '../core/log';
import type { TenantField } from '../opportunity/tenant';
import { dataOf, type Api } from './api';
import { within } from './call';
import type { components } from './schema';

export type FieldTable = ReadonlyMap<string, TenantField>;

export interface Metadata {
  opportunityFields(): Promise<FieldTable>;
  /** Fields of company notes: the tenant's action types. */
  noteFields(): Promise<FieldTable>;
}

const fresh = 15 * 60_000;

interface Parts {
  readonly api: Api;
  readonly milliseconds: number;
  readonly log: Logger;
}

export function createMetadata({ api, milliseconds, log }: Parts): Metadata {
  // A call of its own: whoever asked first may give up without taking the answer away from the others.
  const load = (path: Path): Promise<FieldTable> =>
    within(milliseconds, undefined, async (call) => {
      const { fields } = await dataOf(api(call).GET(path));
      return new Map(fields.map((field) => [field.name, fieldOf(field)]));
    });
  const tables = new LRUCache<Path, FieldTable>({
    max: 10,
    ttl: fresh,
    allowStale: true,
    noDeleteOnFetchRejection: true,
    fetchMethod: async (path, stale) => {
      try {
        return await load(path);
      } catch (error) {
        if (stale === undefined || error instanceof NotAllowed) throw error;
        log.warn({ path, reason: String(error) }, 'metadata could not be refreshed; the earlier one is used');
        return stale;
      }
    },
  });
  return {
    opportunityFields: () => tables.forceFetch('/V1.0/Opportunities/entityInformation/fields'),
    noteFields: () => tables.forceFetch('/V1.0/CompanyNotes/entityInformation/fields'),
  };
}

type Path = '/V1.0/Opportunities/entityInformation/fields' | '/V1.0/CompanyNotes/entityInformation/fields';

const fieldOf = (field: components['schemas']['FieldInformation']): TenantField => ({
  name: field.name,
  length: field.length ?? 0,
  required: field.isRequired ?? false,
  readOnly: field.isReadOnly ?? false,
  values: field.isPickList === true ? entriesOf(field.picklistValues ?? []) : undefined,
});

const entriesOf = (values: readonly components['schemas']['PicklistValue'][]) =>
  [...values]
    .sort((a, b) => (a.sortOrder ?? 0) - (b.sortOrder ?? 0))
    .map(({ value, label, isActive }) => ({ value, label, active: isActive ?? true }));
