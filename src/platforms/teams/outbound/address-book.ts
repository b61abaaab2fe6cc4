/** Remembers through which connector each conversation is reached, so that the bot can speak first, after a restart too. */
import { LRUCache } from 'lru-cache';
import type { Person, Conversation } from '../../../core/interaction';
import type { Json } from '../../../core/json';
import { withDeadline } from '../../../core/with-deadline';
import type { KeyValueStore } from '../../../core/key-value-store';
import { toConversation } from './addresses';
import type { IncomingActivity } from '../inbound/incoming';

/** A connector, and the account that the bot has there. */
export interface ConnectorService {
  readonly serviceUrl: string;
  readonly bot: { readonly id: string; readonly name: string };
}

type PersonKey = Pick<Person, 'tenant' | 'id'>;

export interface AddressBook {
  remember(activity: IncomingActivity): Promise<void>;
  /** The conversation's own connector, else the one last heard from in its tenant. Rejects when there is neither. */
  serviceOf(conversation: Pick<Conversation, 'tenant' | 'conversation'>): Promise<ConnectorService>;
  /** The personal chat with this person, where one was seen or opened. */
  personalChatOf(person: PersonKey): Promise<string | undefined>;
  rememberPersonalChat(person: PersonKey, conversation: string): Promise<void>;
  /** A message that one person alone sees, for the day that it lives. */
  rememberTargeted(conversation: string, message: string): Promise<void>;
  isTargeted(conversation: string, message: string): Promise<boolean>;
}

/** How long this process believes what it heard itself, before it asks the store again. Milliseconds. */
const freshMs = 10 * 60 * 1000;
/** For the database, where this process knows as much itself. Milliseconds. */
const storeDeadlineMs = 500;
const targetedSeconds = 24 * 60 * 60;
const conversationKey = (conversation: string) => `teams:conversation:${conversation}`;
const tenantKey = (tenant: string) => `teams:tenant:${tenant}`;
const personalChatKey = ({ tenant, id }: PersonKey) => `teams:personal:${tenant}:${id}`;
const targetedMessageKey = (conversation: string, message: string) => `teams:targeted:${conversation}:${message}`;

interface CachedValue {
  readonly value: Json;
  isStored: boolean;
}

/** The store, with a memory of what this process heard itself: that goes on being believed while the database is away. */
function createRememberingStore(store: KeyValueStore) {
  const cache = new LRUCache<string, CachedValue>({
    max: 5000,
    ttl: freshMs,
    allowStale: true,
    noDeleteOnStaleGet: true,
  });
  const isFresh = (key: string): boolean => cache.getRemainingTTL(key) > 0;
  return {
    /** Every message names its connector anew: only what changed is written, and an answer does not fail for it. */
    put: async (key: string, value: Json, seconds?: number): Promise<void> => {
      const cached = cache.get(key);
      if (isFresh(key) && cached?.isStored === true && JSON.stringify(cached.value) === JSON.stringify(value)) return;
      const entry = { value, isStored: false };
      cache.set(key, entry);
      const write = store.put(key, value, seconds).then(
        () => void (entry.isStored = true),
        () => undefined,
      );
      await withDeadline(write, storeDeadlineMs);
    },
    get: async (key: string): Promise<Json | undefined> => {
      const cached = cache.get(key)?.value;
      if (cached === undefined) return store.get(key);
      if (isFresh(key)) return cached;
      const read = await withDeadline(
        store.get(key).catch(() => cached),
        storeDeadlineMs,
      );
      return read.ready ? read.value : cached;
    },
  };
}

export function createAddressBook(store: KeyValueStore): AddressBook {
  const { put, get } = createRememberingStore(store);
  return {
    async remember(activity) {
      const { tenant, conversation, kind } = toConversation(activity);
      const { id, name = '' } = activity.recipient;
      const service = { serviceUrl: activity.serviceUrl, bot: { id, name } };
      const isPersonal = kind === 'direct';
      await Promise.all([
        put(conversationKey(conversation), service),
        put(tenantKey(tenant), service),
        ...(isPersonal ? [put(personalChatKey({ tenant, id: activity.from.id }), conversation)] : []),
      ]);
    },
    async serviceOf({ tenant, conversation }) {
      const service = (await get(conversationKey(conversation)).catch(asUndefined)) ?? (await get(tenantKey(tenant)));
      if (service === undefined)
        throw new Error('Nothing was heard from this Teams tenant yet: no connector is known.');
      return service as unknown as ConnectorService;
    },
    personalChatOf: async (person) => (await get(personalChatKey(person)).catch(asUndefined)) as string | undefined,
    rememberPersonalChat: (person, conversation) => put(personalChatKey(person), conversation),
    rememberTargeted: (conversation, message) => put(targetedMessageKey(conversation, message), true, targetedSeconds),
    isTargeted: async (conversation, message) =>
      (await get(targetedMessageKey(conversation, message)).catch(asUndefined)) !== undefined,
  };
}

/** The database is away: there are other ways to the person. */
const asUndefined = (): undefined => undefined;
