/** The wire log of both chats as one list, oldest first; bodies stay behind until somebody asks for them. */
import { measuresOf } from './budgets';
import { redact } from './redact';
import type { WireEntry } from './wire-entry';
import type { Chat, WireBodies, WireRow } from './snapshot';

export interface WireRows {
  rows(): readonly WireRow[];
  /** Without secrets. */
  bodies(chat: Chat, id: number): WireBodies | undefined;
}

const shown = 150;

export function createWireRows(wires: { readonly [C in Chat]: () => readonly WireEntry[] }): WireRows {
  const made = new WeakMap<WireEntry, WireRow>();
  const count = { rows: 0 };
  const rowOf = (chat: Chat, entry: WireEntry): WireRow => {
    const row = made.get(entry) ?? newRow(chat, (count.rows += 1), entry);
    made.set(entry, row);
    return row;
  };
  const rowsOf = (chat: Chat): WireRow[] =>
    wires[chat]()
      .slice(-shown)
      .map((entry) => rowOf(chat, entry));
  return {
    rows: () => [...rowsOf('slack'), ...rowsOf('teams')].sort((one, other) => one.id - other.id).slice(-shown),
    bodies(chat, id) {
      const entry = wires[chat]().find((each) => made.get(each)?.id === id);
      return entry === undefined ? undefined : { sent: redact(entry.sent), received: redact(entry.received) };
    },
  };
}

function newRow(chat: Chat, id: number, entry: WireEntry): WireRow {
  const { at, direction, what, status, milliseconds, sentBytes, receivedBytes } = entry;
  return {
    ...{ chat, id, at, direction, what, status, milliseconds },
    bytes: sentBytes + receivedBytes,
    measures: measuresOf(chat, entry),
  };
}
