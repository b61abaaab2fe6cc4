/** The wire log of both chats as one list, oldest first; bodies stay behind until somebody asks for them. */
import { limitUsagesOf } from './budgets';
import { redact } from './redact';
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
