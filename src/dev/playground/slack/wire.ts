/** The last few hundred exchanges between the peer and the bot. */
import type { WireEntry } from './peer';

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

const bytesOf = (value: unknown): number =>
  Buffer.byteLength(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
