/** Watches and the state of polling in the store that all replicas share: last states, claims, threads, the bot's own changes. */
import type { MessageRef, Conversation } from '../../core/interaction';
import { toJson } from '../../core/json';
import type { KeyValueStore } from '../../core/key-value-store';
import {
  isSameState,
  lastStateOf,
  type ChangeEvent,
  type LastState,
  type Watch,
  type WatchStore,
} from './detect-changes';
import type { Opportunity } from '../../opportunity/opportunity';
import type { ExecuteEntry } from '../../outbox/execute';

const conversationKey = ({ platform, conversation }: Conversation): string => `${platform}:${conversation}`;

const watchesKey = 'watches';
export function createWatches(store: KeyValueStore): WatchStore {
  const all = async (): Promise<readonly Watch[]> =>
    ((await store.get(watchesKey)) ?? []) as unknown as readonly Watch[];
  const change = (update: (watches: readonly Watch[]) => readonly Watch[]): Promise<void> =>
    store.update(watchesKey, (before) => toJson(update((before ?? []) as unknown as readonly Watch[])));
  return {
    all,
    save: (watch) => change((watches) => [...watches.filter(({ id }) => id !== watch.id), watch]),
    remove: (removedId) => change((watches) => watches.filter(({ id }) => id !== removedId)),
  };
}

/** Last states are stored in shards, so that a change rewrites little. */
const shardCount = 64;
const shardKey = (shard: number): string => `watch:seen:${String(shard)}`;
type Shard = Readonly<Record<string, LastState>>;

interface LastStateStore {
  get(id: number): Promise<LastState | undefined>;
  /** Writes what differs, shard by shard. */
  put(opportunities: readonly Opportunity[]): Promise<void>;
}

export function createLastStateStore(store: KeyValueStore): LastStateStore {
  const read = async (shard: number): Promise<Shard> => ((await store.get(shardKey(shard))) ?? {}) as unknown as Shard;
  return {
    get: async (id) => (await read(id % shardCount))[id],
    async put(opportunities) {
      const groups = new Map<number, Opportunity[]>();
      for (const one of opportunities) {
        const group = groups.get(one.id % shardCount);
        if (group === undefined) groups.set(one.id % shardCount, [one]);
        else group.push(one);
      }
      for (const [shard, group] of groups) {
        const before = await read(shard);
        const changed = group.filter((one) => !isSameState(before[one.id], lastStateOf(one)));
        if (changed.length === 0) continue;
        const states = Object.fromEntries(changed.map((one) => [one.id, lastStateOf(one)]));
        await store.put(shardKey(shard), toJson({ ...before, ...states }));
      }
    },
  };
}

const cursorKey = 'watch:cursor';
/** The last poll, and the last full scan. ISO 8601. */
export interface WatchCursor {
  readonly since: string;
  readonly whole: string;
}
export const loadWatchCursor = async (store: KeyValueStore): Promise<WatchCursor | undefined> =>
  (await store.get(cursorKey)) as unknown as WatchCursor | undefined;
export const saveWatchCursor = (store: KeyValueStore, cursor: WatchCursor): Promise<void> =>
  store.put(cursorKey, toJson(cursor));

const claimSeconds = 24 * 60 * 60;
const claimKey = (conversation: Conversation, { kind, opportunity }: ChangeEvent): string =>
  `watch:told:${conversationKey(conversation)}:${String(opportunity.id)}:${kind}:${lastStateOf(opportunity).join('.')}:${opportunity.fields.lastActivity ?? ''}`;
/** True for the one replica that may post it. */
export const claimEvent = (store: KeyValueStore, conversation: Conversation, event: ChangeEvent): Promise<boolean> =>
  store.putIfAbsent(claimKey(conversation, event), true, claimSeconds);
/** For an event that could not be posted. */
export const releaseEvent = (store: KeyValueStore, conversation: Conversation, event: ChangeEvent): Promise<void> =>
  store.remove(claimKey(conversation, event));

/** Later news of an opportunity goes into the thread of its first card, for a month. */
const threadSeconds = 30 * 24 * 60 * 60;
const threadKey = (conversation: Conversation, id: number): string =>
  `watch:card:${conversationKey(conversation)}:${String(id)}`;
export const loadThreadCard = async (
  store: KeyValueStore,
  conversation: Conversation,
  id: number,
): Promise<MessageRef | undefined> =>
  (await store.get(threadKey(conversation, id))) as unknown as MessageRef | undefined;
export const saveThreadCard = (store: KeyValueStore, id: number, card: MessageRef): Promise<void> =>
  store.put(threadKey(card.place, id), toJson(card), threadSeconds);

/** A change made through the bot is on a card in that conversation already. */
const botChangeSeconds = 30 * 60;
const botChangeKey = (conversation: Conversation, id: number): string =>
  `acted:${conversationKey(conversation)}:${String(id)}`;
export const recordBotChange = (
  store: KeyValueStore,
  conversation: Conversation,
  opportunity: Opportunity,
): Promise<void> =>
  store.put(botChangeKey(conversation, opportunity.id), toJson(lastStateOf(opportunity)), botChangeSeconds);
/** Records each write that is done as the bot's own change. */
export const recordingBotChanges =
  (execute: ExecuteEntry, store: KeyValueStore): ExecuteEntry =>
  async (entry, inputHolder) => {
    const result = await execute(entry, inputHolder);
    if (result.kind === 'done' && result.opportunity !== undefined) {
      // At worst a watch posts it once more; the write itself is done.
      await recordBotChange(store, entry.place, result.opportunity).catch(() => undefined);
    }
    return result;
  };
export async function isBotChange(
  store: KeyValueStore,
  conversation: Conversation,
  { opportunity }: ChangeEvent,
): Promise<boolean> {
  const recordedState = (await store.get(botChangeKey(conversation, opportunity.id))) as unknown as
    LastState | undefined;
  return recordedState !== undefined && isSameState(recordedState, lastStateOf(opportunity));
}
