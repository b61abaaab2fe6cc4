/** Remembers through which connector each conversation is reached, so that the bot can speak first, after a restart too. */
import { LRUCache } from 'lru-cache';
import type { Person, Place } from '../../core/arrival';
import type { Json } from '../../core/json';
import { soon } from '../../core/soon';
import type { Store } from '../../core/store';
import { placeOf } from './addresses';
import type { Incoming } from './incoming';

/** A connector, and the account that the bot has there. */
export interface Service {
  readonly serviceUrl: string;
  readonly bot: { readonly id: string; readonly name: string };
}

type Somebody = Pick<Person, 'tenant' | 'id'>;

export interface AddressBook {
  remember(activity: Incoming): Promise<void>;
  /** The conversation's own connector, else the one last heard from in its tenant. Rejects when there is neither. */
  serviceOf(place: Pick<Place, 'tenant' | 'conversation'>): Promise<Service>;
  /** The personal chat with this person, where one was seen or opened. */
  personalChatOf(person: Somebody): Promise<string | undefined>;
  rememberPersonalChat(person: Somebody, conversation: string): Promise<void>;
  /** A message that one person alone sees, for the day that it lives. */
  rememberTargeted(conversation: string, message: string): Promise<void>;
  isTargeted(conversation: string, message: string): Promise<boolean>;
}

/** How long this process believes what it heard itself, before it asks the store again. Milliseconds. */
const believed = 10 * 60 * 1000;
/** For the database, where this process knows as much itself. Milliseconds. */
const patience = 500;
const targetedSeconds = 24 * 60 * 60;
const byConversation = (conversation: string) => `teams:conversation:${conversation}`;
const byTenant = (tenant: string) => `teams:tenant:${tenant}`;
const byPerson = ({ tenant, id }: Somebody) => `teams:personal:${tenant}:${id}`;
const byTargeted = (conversation: string, message: string) => `teams:targeted:${conversation}:${message}`;

interface Heard {
  readonly value: Json;
  isStored: boolean;
}

export function createAddressBook(store: Store): AddressBook {
  const heard = new LRUCache<string, Heard>({ max: 5000, ttl: believed, allowStale: true, noDeleteOnStaleGet: true });
  const isBelieved = (key: string): boolean => heard.getRemainingTTL(key) > 0;
  /** Every message names its connector anew: only what changed is written, and an answer does not fail for it. */
  async function put(key: string, value: Json, seconds?: number): Promise<void> {
    const last = heard.get(key);
    if (isBelieved(key) && last?.isStored === true && JSON.stringify(last.value) === JSON.stringify(value)) return;
    const now = { value, isStored: false };
    heard.set(key, now);
    const stored = store.put(key, value, seconds).then(
      () => void (now.isStored = true),
      () => undefined,
    );
    await soon(stored, patience);
  }
  /** While the database is away, or says nothing, what this process heard itself goes on being believed. */
  async function get(key: string): Promise<Json | undefined> {
    const last = heard.get(key)?.value;
    if (last === undefined) return store.get(key);
    if (isBelieved(key)) return last;
    const asked = await soon(
      store.get(key).catch(() => last),
      patience,
    );
    return asked.ready ? asked.value : last;
  }

  return {
    async remember(activity) {
      const { tenant, conversation, kind } = placeOf(activity);
      const { id, name = '' } = activity.recipient;
      const service = { serviceUrl: activity.serviceUrl, bot: { id, name } };
      const isPersonal = kind === 'direct';
      await Promise.all([
        put(byConversation(conversation), service),
        put(byTenant(tenant), service),
        ...(isPersonal ? [put(byPerson({ tenant, id: activity.from.id }), conversation)] : []),
      ]);
    },
    async serviceOf({ tenant, conversation }) {
      const service = (await get(byConversation(conversation)).catch(unknown)) ?? (await get(byTenant(tenant)));
      if (service === undefined)
        throw new Error('Nothing was heard from this Teams tenant yet: no connector is known.');
      return service as unknown as Service;
    },
    personalChatOf: async (person) => (await get(byPerson(person)).catch(unknown)) as string | undefined,
    rememberPersonalChat: (person, conversation) => put(byPerson(person), conversation),
    rememberTargeted: (conversation, message) => put(byTargeted(conversation, message), true, targetedSeconds),
    isTargeted: async (conversation, message) =>
      (await get(byTargeted(conversation, message)).catch(unknown)) !== undefined,
  };
}

/** The database is away: there are other ways to the person. */
const unknown = (): undefined => undefined;
