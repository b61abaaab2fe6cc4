/** The tenant's resources: read whole, since every owner and every asker is one of them, and remembered for a while. */
import { alike } from '../core/alike';
import { LRUCache } from 'lru-cache';
import { Unavailable } from '../core/errors';
import type { Logger } from '../core/log';
import type { Recognised, Resource } from '../opportunity/client';
import type { Api } from './api';
import { within } from './call';
import { readAll } from './pages';
import { queryOf, where } from './query';
import { type Records } from './entities';

export interface Resources {
  /** Undefined for an unknown id. May be some minutes old. */
  find(id: number): Promise<Resource | undefined>;
  /** Active ones, for deciding who somebody is. */
  byEmail(email: string): Promise<readonly Recognised[]>;
  active(id: number): Promise<Recognised | undefined>;
  /** Reads them now unless they are fresh. */
  read(): Promise<unknown>;
  /** Those whose name contains the text; users of the API own nothing in Autotask and are none of them. */
  named(text: string): Promise<readonly Resource[]>;
}
interface Person extends Resource {
  readonly emails: readonly string[];
  readonly isApiUser: boolean;
}
/** Autotask: Resources, licenseType; “API User (API-only)”. */
const apiLicence = 7;
interface Directory {
  readonly people: ReadonlyMap<number, Person>;
  readonly readAt: number;
}

/**
 * How old the directory may be for a name, for deciding who somebody is, for denying somebody, and for deciding it while
 * Autotask does not answer: then nothing can be read or changed there, but what is typed must be let in to wait.
 */
const age = { name: 15 * 60_000, identity: 5 * 60_000, denial: 30_000, away: 60 * 60_000 };
const most = 20_000;

interface Parts {
  readonly api: Api;
  readonly milliseconds: number;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** The directory as it was read, when it is young enough for what it is asked for. */
function createReadings({ api, milliseconds, clock, log }: Parts) {
  const now = (): number => clock().getTime();
  const readAgain = (): Promise<Directory> =>
    within(milliseconds, undefined, async (call) => {
      const query = queryOf('Resources', [where<'Resources'>().above('id', 0)], {
        fields: ['firstName', 'lastName', 'email', 'email2', 'email3', 'isActive', 'licenseType'],
      });
      const { items } = await readAll(api(call), 'Resources', query, most);
      return { people: new Map(items.map((item) => [item.id, personOf(item)])), readAt: now() };
    });
  const memory = new LRUCache<'all', Directory>({
    max: 1,
    noDeleteOnFetchRejection: true,
    fetchMethod: readAgain,
  });
  /** Single flight comes from the cache: whoever asks meanwhile gets the same answer. */
  async function directory(oldest: number): Promise<Directory> {
    const known = memory.get('all');
    const fresh = known !== undefined && now() - known.readAt <= oldest;
    return fresh ? known : memory.forceFetch('all', { forceRefresh: true });
  }
  return {
    directory,
    /** Names may be out of date, rather than missing. */
    leniently: async (): Promise<Directory> => {
      try {
        return await directory(age.name);
      } catch (error) {
        const known = memory.get('all');
        if (known === undefined) throw error;
        log.warn({ err: error }, 'resources could not be refreshed; the earlier ones are used');
        return known;
      }
    },
    /** While Autotask does not answer, people are whom they were. */
    identities: async (): Promise<Directory> => {
      try {
        return await directory(age.identity);
      } catch (error) {
        const known = memory.get('all');
        if (!(error instanceof Unavailable) || known === undefined || now() - known.readAt > age.away) throw error;
        log.warn({ err: error }, 'Autotask does not answer; people are recognised as they were before');
        return known;
      }
    },
  };
}

const recognised = ({ readAt }: Directory, { id, name, email, emails, active }: Person): Recognised => ({
  id,
  name,
  email,
  emails,
  active,
  until: new Date(readAt + age.identity),
});
const matching = ({ people }: Directory, test: (person: Person) => boolean): Person[] =>
  [...people.values()].filter(test);

export function createResources(parts: Parts): Resources {
  const { directory, leniently, identities } = createReadings(parts);
  return {
    read: () => directory(age.name),
    find: async (id) => (await leniently()).people.get(id),
    named: async (text) => {
      const wanted = alike(text.trim());
      return matching(await leniently(), ({ name, isApiUser }) => !isApiUser && alike(name).includes(wanted));
    },
    byEmail: async (email) => {
      const wanted = email.trim().toLowerCase();
      const test = ({ active, emails }: Person): boolean => active && wanted !== '' && emails.includes(wanted);
      const known = await identities();
      // Somebody hired this minute must not wait for the next reading.
      const read = matching(known, test).length > 0 ? known : await directory(age.denial);
      return matching(read, test).map((person) => recognised(read, person));
    },
    active: async (id) => {
      const known = await identities();
      const person = known.people.get(id);
      return person?.active === true ? recognised(known, person) : undefined;
    },
  };
}

function personOf(record: Records['Resources']): Person {
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
    isApiUser: record.licenseType === apiLicence,
  };
}
