/** The last few hundred exchanges between the peer and the bot. */
import { bytesOf } from '../bytes';
import type { WireEntry } from '../wire-entry';

export interface Wire {
  note(entry: Omit<WireEntry, 'at' | 'sentBytes' | 'receivedBytes'>): void;
  entries(): readonly WireEntry[];
}

const most = 400;

export function createWire(clock: () => Date, changed: () => void): Wire {
  const entries: WireEntry[] = [];
  return {
    note(entry) {
      const { sent, received } = entry;
      entries.push({ ...entry, at: clock().toISOString(), sentBytes: bytesOf(sent), receivedBytes: bytesOf(received) });
      entries.splice(0, entries.length - most);
      changed();
    },
    entries: () => [...entries],
  };
}
