/** Names of companies and contacts: looked up in batches, remembered, and `#123` where they cannot be read. */
import { LRUCache } from 'lru-cache';
import type { Logger } from '../core/log';
import type { Api } from './api';
import { within } from './call';
import { readPage } from './pages';
import { queryOf, where } from './query';
import { type Records } from './entities';

export interface Names {
  /** Every id that was asked for has a name in the answer. */
  of(ids: readonly number[]): Promise<ReadonlyMap<number, string>>;
  /** What is known without asking. */
  known(id: number): string | undefined;
  learn(id: number, name: string): void;
}

type Named = 'Companies' | 'Contacts';

/** Autotask takes 500 values in one list. */
const batch = 500;
const remembered = { name: 60 * 60_000, failure: 60_000 };

interface Parts<E extends Named> {
  readonly entity: E;
  readonly nameOf: (record: Records[E]) => string;
  readonly fields: readonly string[];
  readonly api: Api;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

export function createNames<E extends Named>(parts: Parts<E>): Names {
  const names = new LRUCache<number, string>({
    max: 20_000,
    ttl: remembered.name,
    ttlResolution: 0,
    perf: { now: () => parts.clock().getTime() },
    allowStale: true,
    noDeleteOnStaleGet: true,
  });
  const asked = new Map<number, Promise<void>>();

  async function lookUp(ids: readonly number[]): Promise<void> {
    try {
      const found = await within(parts.milliseconds, undefined, (call) => read(parts, ids, parts.api(call)));
      // A record that is not there is remembered too: it would be asked for again with every card.
      for (const id of ids) names.set(id, found.get(id) ?? `#${id}`);
    } catch (error) {
      parts.log.warn({ entity: parts.entity, err: error }, 'names could not be read');
      for (const id of ids) names.set(id, names.get(id) ?? `#${id}`, { ttl: remembered.failure });
    } finally {
      for (const id of ids) asked.delete(id);
    }
  }
  /** Each id once, however many ask for it at the same time. */
  function request(ids: readonly number[]): Promise<unknown> {
    const wanted = ids.filter((id) => !asked.has(id));
    for (let start = 0; start < wanted.length; start += batch) {
      const some = wanted.slice(start, start + batch);
      const work = lookUp(some);
      for (const id of some) asked.set(id, work);
    }
    return Promise.all(ids.flatMap((id) => asked.get(id) ?? []));
  }
  return {
    known: (id) => names.get(id),
    learn: (id, name) => void names.set(id, name),
    of: async (ids) => {
      const distinct = [...new Set(ids)];
      const unknown = distinct.filter((id) => names.peek(id, { allowStale: true }) === undefined);
      const stale = distinct.filter((id) => !unknown.includes(id) && names.getRemainingTTL(id) <= 0);
      if (stale.length > 0) void request(stale);
      if (unknown.length > 0) await request(unknown);
      return new Map(distinct.map((id) => [id, names.peek(id, { allowStale: true }) ?? `#${id}`]));
    },
  };
}

async function read<E extends Named>(
  { entity, fields, nameOf }: Parts<E>,
  ids: readonly number[],
  api: ReturnType<Api>,
): Promise<ReadonlyMap<number, string>> {
  const query = queryOf<Named>(entity, [where<Named>().oneOf('id', ids)], { fields: fields as ['id'] });
  const { items } = await readPage<E>(api, entity, query);
  return new Map(items.map((item) => [item.id, nameOf(item)]));
}

export const companyName = ({ id, companyName: name }: Records['Companies']): string =>
  (name ?? '') === '' ? `#${id}` : (name ?? '');

export function contactName({ id, firstName, lastName }: Records['Contacts']): string {
  const name = [firstName, lastName].filter((part) => (part ?? '') !== '').join(' ');
  return name === '' ? `#${id}` : name;
}
