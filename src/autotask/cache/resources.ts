/** The tenant's resources: read whole, since every owner and every asker is one of them, and remembered for a while. */
import { toComparable } from '../../core/normalize-name';
import { LRUCache } from 'lru-cache';
import { Unavailable } from '../../core/errors';
import type { Logger } from '../../core/log';
import type { ActiveResource, Resource } from '../../opportunity/client';
import type { ApiFactory } from '../http/api';
import { withCallDeadline } from '../http/call';
import { loadRecords } from '../query/pages';
import { buildQuery, where, type EntityRecords } from '../query/query';

export interface ResourceDirectory {
  /** Undefined for an unknown id. May be some minutes old. */
  findById(id: number): Promise<Resource | undefined>;
  /** Active ones, for deciding who somebody is. */
  findByEmail(email: string): Promise<readonly ActiveResource[]>;
  findActive(id: number): Promise<ActiveResource | undefined>;
  /** Reads them now unless they are fresh. */
  ensureFresh(): Promise<unknown>;
  /** Those whose name contains the text; users of the API own nothing in Autotask and are none of them. */
  searchByName(text: string): Promise<readonly Resource[]>;
}
interface DirectoryEntry extends Resource {
  readonly emails: readonly string[];
  readonly isApiUser: boolean;
}
/** Autotask: Resources, licenseType; “API User (API-only)”. */
const apiOnlyLicense = 7;
interface DirectorySnapshot {
  readonly people: ReadonlyMap<number, DirectoryEntry>;
  readonly readAt: number;
}

/**
 * How old the directory may be for a name, for deciding who somebody is, for denying somebody, and for deciding it while
 * Autotask does not answer: then nothing can be read or changed there, but what is typed must be let in to wait.
 */
const maxAge = { name: 15 * 60_000, identity: 5 * 60_000, denial: 30_000, away: 60 * 60_000 };
const maxResources = 20_000;

interface ResourceDirectoryDeps {
  readonly api: ApiFactory;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** The directory as it was read, when it is young enough for what it is asked for. */
function createSnapshots({ api, milliseconds, clock, log }: ResourceDirectoryDeps) {
  const now = (): number => clock().getTime();
  const fetchSnapshot = (): Promise<DirectorySnapshot> =>
    withCallDeadline(milliseconds, undefined, async (call) => {
      const query = buildQuery('Resources', [where<'Resources'>().gt('id', 0)], {
        fields: ['firstName', 'lastName', 'email', 'email2', 'email3', 'isActive', 'licenseType'],
      });
      const { items } = await loadRecords(api(call), 'Resources', query, maxResources);
      return { people: new Map(items.map((item) => [item.id, toDirectoryEntry(item)])), readAt: now() };
    });
  const cache = new LRUCache<'all', DirectorySnapshot>({
    max: 1,
    noDeleteOnFetchRejection: true,
    fetchMethod: fetchSnapshot,
  });
  /** Single flight comes from the cache: whoever asks meanwhile gets the same answer. */
  async function loadSnapshot(maxAgeMs: number): Promise<DirectorySnapshot> {
    const cached = cache.get('all');
    const isFresh = cached !== undefined && now() - cached.readAt <= maxAgeMs;
    return isFresh ? cached : cache.forceFetch('all', { forceRefresh: true });
  }
  return {
    directory: loadSnapshot,
    /** Names may be out of date, rather than missing. */
    leniently: async (): Promise<DirectorySnapshot> => {
      try {
        return await loadSnapshot(maxAge.name);
      } catch (error) {
        const cached = cache.get('all');
        if (cached === undefined) throw error;
        log.warn({ err: error }, 'resources could not be refreshed; the earlier ones are used');
        return cached;
      }
    },
    /** While Autotask does not answer, people are whom they were. */
    identities: async (): Promise<DirectorySnapshot> => {
      try {
        return await loadSnapshot(maxAge.identity);
      } catch (error) {
        const cached = cache.get('all');
        if (!(error instanceof Unavailable) || cached === undefined || now() - cached.readAt > maxAge.away) throw error;
        log.warn({ err: error }, 'Autotask does not answer; people are recognised as they were before');
        return cached;
      }
    },
  };
}

const toActiveResource = (
  { readAt }: DirectorySnapshot,
  { id, name, email, emails, active }: DirectoryEntry,
): ActiveResource => ({
  id,
  name,
  email,
  emails,
  active,
  trustedUntil: new Date(readAt + maxAge.identity),
});
const filterPeople = ({ people }: DirectorySnapshot, test: (person: DirectoryEntry) => boolean): DirectoryEntry[] =>
  [...people.values()].filter(test);

export function createResourceDirectory(deps: ResourceDirectoryDeps): ResourceDirectory {
  const { directory: loadSnapshot, leniently: forNames, identities: forIdentity } = createSnapshots(deps);
  return {
    ensureFresh: () => loadSnapshot(maxAge.name),
    findById: async (id) => (await forNames()).people.get(id),
    searchByName: async (text) => {
      const needle = toComparable(text.trim());
      return filterPeople(await forNames(), ({ name, isApiUser }) => !isApiUser && toComparable(name).includes(needle));
    },
    findByEmail: async (email) => {
      const needle = email.trim().toLowerCase();
      const isMatch = ({ active, emails }: DirectoryEntry): boolean =>
        active && needle !== '' && emails.includes(needle);
      const snapshot = await forIdentity();
      // Somebody hired this minute must not wait for the next reading.
      const latest = filterPeople(snapshot, isMatch).length > 0 ? snapshot : await loadSnapshot(maxAge.denial);
      return filterPeople(latest, isMatch).map((person) => toActiveResource(latest, person));
    },
    findActive: async (id) => {
      const snapshot = await forIdentity();
      const person = snapshot.people.get(id);
      return person?.active === true ? toActiveResource(snapshot, person) : undefined;
    },
  };
}

function toDirectoryEntry(record: EntityRecords['Resources']): DirectoryEntry {
  const emails = [record.email, record.email2, record.email3].flatMap((email) => {
    const address = email?.trim().toLowerCase() ?? '';
    return address === '' ? [] : [address];
  });
  const name = [record.firstName, record.lastName].filter((part) => (part ?? '') !== '').join(' ');
  return {
    id: record.id,
    name: name === '' ? `#${record.id}` : name,
    email: record.email ?? '',
    active: record.isActive ?? false,
    emails,
    isApiUser: record.licenseType === apiOnlyLicense,
  };
}
