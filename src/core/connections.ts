/** People whose e-mail addresses differ in chat and in the CRM: who asks to be connected, whom an administrator connected. */
import { Mutex } from 'async-mutex';
import type { Person } from './arrival';
import type { Json } from './json';
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
  const turn = new Mutex();
  const { read, write } = listsIn(store);
  const isYoung = ({ at }: ConnectRequest): boolean =>
    clock().getTime() - Date.parse(at) < waitingDays * 24 * 60 * 60 * 1000;
  const waiting = async (): Promise<readonly ConnectRequest[]> =>
    (await read<ConnectRequest>(keys.waiting)).filter(isYoung);
  const all = (): Promise<readonly Connection[]> => read<Connection>(keys.connections);

  return {
    ...administratorsIn(store, turn),
    waiting,
    all,
    of: async (person) => (await all()).find(({ who }) => isSomebody(who, person)),
    ask: (request) =>
      turn.runExclusive(async () => {
        const before = await waiting();
        if (before.some(({ who }) => isSomebody(who, request.who))) return false;
        await write(keys.waiting, [...before, request].slice(-mostWaiting));
        return true;
      }),
    decide: (id) =>
      turn.runExclusive(async () => {
        const before = await waiting();
        const request = before.find((one) => one.id === id);
        if (request !== undefined)
          await write(
            keys.waiting,
            before.filter((one) => one.id !== id),
          );
        return request;
      }),
    connect: (connection) =>
      turn.runExclusive(async () => {
        const others = (await all()).filter(({ who }) => !isSomebody(who, connection.who));
        await write(keys.connections, [...others, connection]);
      }),
    remove: (person) =>
      turn.runExclusive(async () => {
        const before = await all();
        const found = before.find(({ who }) => isSomebody(who, person));
        if (found !== undefined)
          await write(
            keys.connections,
            before.filter((one) => one !== found),
          );
        return found;
      }),
  };
}

function administratorsIn(store: Store, turn: Mutex): Pick<Connections, 'administrators' | 'noteAdministrator'> {
  const { read, write } = listsIn(store);
  /** Each is written down once, not at every word of theirs. */
  const noted = new Set<string>();
  return {
    administrators: () => read<Somebody>(keys.administrators),
    async noteAdministrator({ platform, tenant, id, name, email }) {
      if (noted.has(id)) return;
      noted.add(id);
      await turn.runExclusive(async () => {
        const others = (await read<Somebody>(keys.administrators)).filter((one) => one.id !== id);
        await write(keys.administrators, [...others, { platform, tenant, id, name, email }]);
      });
    },
  };
}

const listsIn = (store: Store) => ({
  read: async <T>(key: string): Promise<readonly T[]> =>
    ((await store.get(key)) as { list?: readonly T[] } | undefined)?.list ?? [],
  write: (key: string, list: readonly object[]): Promise<void> =>
    store.put(key, JSON.parse(JSON.stringify({ v: 1, list })) as Json),
});
