/** The latest exchanges between the peer and the bot, either way, for whoever wants to see what really travels. */
import { bytesOf } from '../bytes';
import type { WireEntry } from '../wire-entry';

export type Exchange = Pick<WireEntry, 'direction' | 'what' | 'status' | 'sent' | 'received'> & {
  readonly began: number;
};

export interface Wire {
  note(exchange: Exchange): void;
  entries(): readonly WireEntry[];
}

const kept = 300;

export function createWire(clock: () => Date): Wire {
  const entries: WireEntry[] = [];
  return {
    note({ began, ...exchange }) {
      entries.push({
        ...exchange,
        at: clock().toISOString(),
        milliseconds: Math.round(performance.now() - began),
        sentBytes: bytesOf(exchange.sent),
        receivedBytes: bytesOf(exchange.received),
      });
      if (entries.length > kept) entries.shift();
    },
    entries: () => [...entries],
  };
}
