/** The wire log of both chats as one list, oldest first, without secrets; bodies are read when somebody opens a row. */
import { limitUsagesOf } from './limit-usage';
import type { WireEntry } from './wire-entry';
import type { ChatName, WireBodies, WireRow } from './snapshot';

export interface WireRows {
  rows(): readonly WireRow[];
  /** Without secrets. */
  bodies(chat: ChatName, id: number): WireBodies | undefined;
}

const maxRows = 150;

export function createWireRows(logs: { readonly [C in ChatName]: () => readonly WireEntry[] }): WireRows {
  const rowByEntry = new WeakMap<WireEntry, WireRow>();
  const count = { rows: 0 };
  const rowOf = (chat: ChatName, entry: WireEntry): WireRow => {
    const row = rowByEntry.get(entry) ?? newRow(chat, (count.rows += 1), entry);
    rowByEntry.set(entry, row);
    return row;
  };
  const rowsOf = (chat: ChatName): WireRow[] =>
    logs[chat]()
      .slice(-maxRows)
      .map((entry) => rowOf(chat, entry));
  return {
    rows: () => [...rowsOf('slack'), ...rowsOf('teams')].sort((one, other) => one.id - other.id).slice(-maxRows),
    bodies(chat, id) {
      const entry = logs[chat]().find((each) => rowByEntry.get(each)?.id === id);
      return entry === undefined ? undefined : { sent: redact(entry.sent), received: redact(entry.received) };
    },
  };
}

function newRow(chat: ChatName, id: number, entry: WireEntry): WireRow {
  const { at, direction, what, status, milliseconds, sentBytes, receivedBytes } = entry;
  return {
    ...{ chat, id, at, direction, what, status, milliseconds },
    bytes: sentBytes + receivedBytes,
    measures: limitUsagesOf(chat, entry),
  };
}

const secretKey = /^(token|authorization|response_url|trigger_id|client_secret|access_token)$/i;

/** A screenshot of the wire log is soon taken and passed on: no token may be in it. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, secretKey.test(name) ? '(not shown)' : redact(inner)]),
  );
}
