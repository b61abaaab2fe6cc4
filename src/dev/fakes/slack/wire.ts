/** The last few hundred exchanges between the peer and the bot. */
import { bytesOf } from '../../playground/wire-entry';
import type { WireEntry } from '../../playground/wire-entry';

export interface SlackWireLog {
  record(entry: Omit<WireEntry, 'at' | 'sentBytes' | 'receivedBytes'>): void;
  entries(): readonly WireEntry[];
}

const maxEntries = 400;

export function createSlackWireLog(clock: () => Date, notify: () => void): SlackWireLog {
  const entries: WireEntry[] = [];
  return {
    record(entry) {
      const { sent, received } = entry;
      entries.push({ ...entry, at: clock().toISOString(), sentBytes: bytesOf(sent), receivedBytes: bytesOf(received) });
      entries.splice(0, entries.length - maxEntries);
      notify();
    },
    entries: () => [...entries],
  };
}
