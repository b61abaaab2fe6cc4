/** People whose e-mail addresses differ in chat and in the CRM: who asks to be connected, whom an administrator connected. */
import type { Person } from './arrival';
import { toJson, type Json } from './json';
import type { Store } from './store';

/** A chat person, as a request shows them. */
export interface Somebody {
  readonly platform: Person['platform'];
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly email: string;
}
export interface ConnectRequest {
  readonly id: string;
  readonly who: Somebody;
  /** The CRM's own person that they say they are. */
  readonly as: { readonly id: number; readonly name: string; readonly email: string };
  /** ISO 8601. */
  readonly at: string;
}
export interface Connection extends Omit<ConnectRequest, 'id'> {
  /** The name of the administrator. */
  readonly by: string;
}

type Key = Pick<Person, 'platform' | 'tenant' | 'id'>;

export interface Connections {
  of(person: Key): Promise<Connection | undefined>;
  /** Those that wait for an administrator, oldest first. */
  waiting(): Promise<readonly ConnectRequest[]>;
  /** All that stand, newest last. */
  all(): Promise<readonly Connection[]>;
  /** False while an earlier request of the same person waits. */
  ask(request: ConnectRequest): Promise<boolean>;
  /** Takes the request away; undefined when it is decided already, or too old. */
  decide(id: string): Promise<ConnectRequest | undefined>;
  connect(connection: Connection): Promise<void>;
  /** An administrator whom the platform vouches for was here: later they can be written to. */
  noteAdministrator(who: Somebody): Promise<void>;
  administrators(): Promise<readonly Somebody[]>;
  /** Undefined when there was none. */
  remove(person: Key): Promise<Connection | undefined>;
}

/** What nobody decides in a week is forgotten. */
const waitingDays = 7;
const mostWaiting = 100;

const keys = {
  waiting: 'connect:waiting',
  connections: 'connect:connections',
  administrators: 'connect:administrators',
} as const;
const keyOf = ({ platform, tenant, id }: Key): string => `${platform}:${tenant}:${id}`;
export const isSomebody = (one: Key, other: Key): boolean => keyOf(one) === keyOf(other);

export function createConnections(store: Store, clock: () => Date): Connections {
  const { read, change } = listsIn(store);
  const isYoung = ({ at }: ConnectRequest): boolean =>
    clock().getTime() - Date.parse(at) < waitingDays * 24 * 60 * 60 * 1000;
  const all = (): Promise<readonly Connection[]> => read<Connection>(keys.connections);

  return {
    ...administratorsIn(store),
    waiting: async () => (await read<ConnectRequest>(keys.waiting)).filter(isYoung),
    all,
    of: async (person) => (await all()).find(({ who }) => isSomebody(who, person)),
    async ask(request) {
      const found = { isFirst: false };
      await change<ConnectRequest>(keys.waiting, (before) => {
        const young = before.filter(isYoung);
        found.isFirst = !young.some(({ who }) => isSomebody(who, request.who));
        return found.isFirst ? [...young, request].slice(-mostWaiting) : young;
      });
      return found.isFirst;
    },
    async decide(id) {
      const found: { request?: ConnectRequest | undefined } = {};
      await change<ConnectRequest>(keys.waiting, (before) => {
        const young = before.filter(isYoung);
        found.request = young.find((one) => one.id === id);
        return young.filter((one) => one.id !== id);
      });
      return found.request;
    },
    connect: (connection) =>
      change<Connection>(keys.connections, (before) => [
        ...before.filter(({ who }) => !isSomebody(who, connection.who)),
        connection,
      ]),
    async remove(person) {
      const found: { connection?: Connection | undefined } = {};
      await change<Connection>(keys.connections, (before) => {
        found.connection = before.find(({ who }) => isSomebody(who, person));
        return before.filter((one) => one !== found.connection);
      });
      return found.connection;
    },
  };
}

function administratorsIn(store: Store): Pick<Connections, 'administrators' | 'noteAdministrator'> {
  const { read, change } = listsIn(store);
  /** Each is written down once, not at every word of theirs. */
  const noted = new Set<string>();
  return {
    administrators: () => read<Somebody>(keys.administrators),
    async noteAdministrator({ platform, tenant, id, name, email }) {
      if (noted.has(id)) return;
      noted.add(id);
      await change<Somebody>(keys.administrators, (before) => [
        ...before.filter((one) => one.id !== id),
        { platform, tenant, id, name, email },
      ]);
    },
  };
}

const listIn = (value: Json | undefined): readonly unknown[] =>
  (value as { list?: readonly unknown[] } | undefined)?.list ?? [];

const listsIn = (store: Store) => ({
  read: async <T>(key: string): Promise<readonly T[]> => listIn(await store.get(key)) as readonly T[],
  /** One after the other, whichever replica it is that changes the list. */
  change: <T extends object>(key: string, to: (list: readonly T[]) => readonly T[]): Promise<void> =>
    store.update(key, (value) => toJson({ v: 1, list: to(listIn(value) as readonly T[]) })),
});
