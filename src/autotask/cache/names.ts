/** Names of companies and contacts: looked up in batches, remembered, and `#123` where they cannot be read. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../core/log';
import type { ApiFactory } from '../http/api';
import { withCallDeadline } from '../http/call';
import { loadPage } from '../query/pages';
import { buildQuery, where, type EntityRecords } from '../query/query';

export interface NameCache {
  /** Every id that was asked for has a name in the answer. */
  load(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** What is known without asking. */
  peek(id: number): string | undefined;
  remember(id: number, name: string): void;
}

type NamedEntity = 'Companies' | 'Contacts';

/** Autotask takes 500 values in one list. */
const batchSize = 500;
const nameLifetime = { name: 60 * 60_000, failure: 60_000 };

interface NameCacheDeps<E extends NamedEntity> {
  readonly entity: E;
  readonly nameOf: (record: EntityRecords[E]) => string;
  readonly fields: readonly string[];
  readonly api: ApiFactory;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createNameCache<E extends NamedEntity>(deps: NameCacheDeps<E>): NameCache {
  const names = new LRUCache<number, string>({
    max: 20_000,
    ttl: nameLifetime.name,
    ttlResolution: 0,
    perf: { now: () => deps.clock().getTime() },
    allowStale: true,
    noDeleteOnStaleGet: true,
  });
  const inFlight = new Map<number, Promise<void>>();

  async function loadBatch(ids: readonly number[]): Promise<void> {
    try {
      const loaded = await withCallDeadline(deps.milliseconds, undefined, (call) =>
        readNames(deps, ids, deps.api(call)),
      );
      // A record that is not there is remembered too: it would be asked for again with every card.
      for (const id of ids) names.set(id, loaded.get(id) ?? `#${id}`);
    } catch (error) {
      deps.log.warn({ entity: deps.entity, err: error }, 'names could not be read');
      for (const id of ids) names.set(id, names.get(id) ?? `#${id}`, { ttl: nameLifetime.failure });
    } finally {
      for (const id of ids) inFlight.delete(id);
    }
  }
  /** Each id once, however many ask for it at the same time. */
  function loadOnce(ids: readonly number[]): Promise<unknown> {
    const notRequested = ids.filter((id) => !inFlight.has(id));
    for (let start = 0; start < notRequested.length; start += batchSize) {
      const batchIds = notRequested.slice(start, start + batchSize);
      const work = loadBatch(batchIds);
      for (const id of batchIds) inFlight.set(id, work);
    }
    return Promise.all(ids.flatMap((id) => inFlight.get(id) ?? []));
  }
  return {
    peek: (id) => names.get(id),
    remember: (id, name) => void names.set(id, name),
    load: async (ids) => {
      const distinct = [...new Set(ids)];
      const missing = distinct.filter((id) => names.peek(id, { allowStale: true }) === undefined);
      const stale = distinct.filter((id) => !missing.includes(id) && names.getRemainingTTL(id) <= 0);
      if (stale.length > 0) void loadOnce(stale);
      if (missing.length > 0) await loadOnce(missing);
      return new Map(distinct.map((id) => [id, names.peek(id, { allowStale: true }) ?? `#${id}`]));
    },
  };
}

async function readNames<E extends NamedEntity>(
  { entity, fields, nameOf }: NameCacheDeps<E>,
  ids: readonly number[],
  api: ReturnType<ApiFactory>,
): Promise<ReadonlyMap<number, string>> {
  const query = buildQuery<NamedEntity>(entity, [where<NamedEntity>().in('id', ids)], { fields: fields as ['id'] });
  const { items } = await loadPage<E>(api, entity, query);
  return new Map(items.map((item) => [item.id, nameOf(item)]));
}

export const companyName = ({ id, companyName: name }: EntityRecords['Companies']): string =>
  (name ?? '') === '' ? `#${id}` : (name ?? '');

export function contactName({ id, firstName, lastName }: EntityRecords['Contacts']): string {
  const name = [firstName, lastName].filter((part) => (part ?? '') !== '').join(' ');
  return name === '' ? `#${id}` : name;
}
