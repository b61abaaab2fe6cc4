/** People whose e-mail addresses differ in chat and in the CRM: who asks to be connected, whom an administrator connected. */
import type { Person } from './interaction';
import { toJson, type Json } from './json';
import type { KeyValueStore } from './key-value-store';

/** A chat person, as a request shows them. */
export interface ChatUser {
  readonly platform: Person['platform'];
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
export interface LinkRequest {
  readonly id: string;
  readonly who: ChatUser;
  /** The CRM's own person that they say they are. */
  readonly as: { readonly id: number; readonly name: string; readonly email: string };
  /** ISO 8601. */
  readonly at: string;
}
export interface AccountLink extends Omit<LinkRequest, 'id'> {
  /** The name of the administrator. */
  readonly by: string;
}

type PersonKey = Pick<Person, 'platform' | 'tenant' | 'id'>;

export interface AccountLinks {
  find(person: PersonKey): Promise<AccountLink | undefined>;
  /** Those that wait for an administrator, oldest first. */
  pending(): Promise<readonly LinkRequest[]>;
  /** All that stand, newest last. */
  all(): Promise<readonly AccountLink[]>;
  /** False while an earlier request of the same person waits. */
  submitRequest(request: LinkRequest): Promise<boolean>;
  /** Takes the request away; undefined when it is decided already, or too old. */
  decide(id: string): Promise<LinkRequest | undefined>;
  link(connection: AccountLink): Promise<void>;
  /** An administrator whom the platform vouches for was here: later they can be written to. */
  rememberAdministrator(who: ChatUser): Promise<void>;
  administrators(): Promise<readonly ChatUser[]>;
  /** Undefined when there was none. */
  remove(person: PersonKey): Promise<AccountLink | undefined>;
}

/** What nobody decides in a week is forgotten. */
const pendingDays = 7;
const maxPending = 100;

const keys = {
  waiting: 'connect:waiting',
  connections: 'connect:connections',
  administrators: 'connect:administrators',
} as const;
const keyOf = ({ platform, tenant, id }: PersonKey): string => `${platform}:${tenant}:${id}`;
export const isSamePerson = (one: PersonKey, other: PersonKey): boolean => keyOf(one) === keyOf(other);

export function createAccountLinks(store: KeyValueStore, clock: () => Date): AccountLinks {
  const { read, change } = listStore(store);
  const isFresh = ({ at }: LinkRequest): boolean =>
    clock().getTime() - Date.parse(at) < pendingDays * 24 * 60 * 60 * 1000;
  const all = (): Promise<readonly AccountLink[]> => read<AccountLink>(keys.connections);

  return {
    ...administratorList(store),
    pending: async () => (await read<LinkRequest>(keys.waiting)).filter(isFresh),
    all,
    find: async (person) => (await all()).find(({ who }) => isSamePerson(who, person)),
    async submitRequest(request) {
      const found = { isFirst: false };
      await change<LinkRequest>(keys.waiting, (before) => {
        const fresh = before.filter(isFresh);
        found.isFirst = !fresh.some(({ who }) => isSamePerson(who, request.who));
        return found.isFirst ? [...fresh, request].slice(-maxPending) : fresh;
      });
      return found.isFirst;
    },
    async decide(id) {
      const found: { request?: LinkRequest | undefined } = {};
      await change<LinkRequest>(keys.waiting, (before) => {
        const fresh = before.filter(isFresh);
        found.request = fresh.find((one) => one.id === id);
        return fresh.filter((one) => one.id !== id);
      });
      return found.request;
    },
    link: (connection) =>
      change<AccountLink>(keys.connections, (before) => [
        ...before.filter(({ who }) => !isSamePerson(who, connection.who)),
        connection,
      ]),
    async remove(person) {
      const found: { connection?: AccountLink | undefined } = {};
      await change<AccountLink>(keys.connections, (before) => {
        found.connection = before.find(({ who }) => isSamePerson(who, person));
        return before.filter((one) => one !== found.connection);
      });
      return found.connection;
    },
  };
}

function administratorList(store: KeyValueStore): Pick<AccountLinks, 'administrators' | 'rememberAdministrator'> {
  const { read, change } = listStore(store);
  /** Each is written down once, not at every word of theirs. */
  const remembered = new Set<string>();
  return {
    administrators: () => read<ChatUser>(keys.administrators),
    async rememberAdministrator({ platform, tenant, id, name, email }) {
      if (remembered.has(id)) return;
      remembered.add(id);
      await change<ChatUser>(keys.administrators, (before) => [
        ...before.filter((one) => one.id !== id),
        { platform, tenant, id, name, email },
      ]);
    },
  };
}

const parseStoredList = (value: Json | undefined): readonly unknown[] =>
  (value as { list?: readonly unknown[] } | undefined)?.list ?? [];

const listStore = (store: KeyValueStore) => ({
  read: async <T>(key: string): Promise<readonly T[]> => parseStoredList(await store.get(key)) as readonly T[],
  /** One after the other, whichever replica it is that changes the list. */
  change: <T extends object>(key: string, to: (list: readonly T[]) => readonly T[]): Promise<void> =>
    store.update(key, (value) => toJson({ v: 1, list: to(parseStoredList(value) as readonly T[]) })),
});
