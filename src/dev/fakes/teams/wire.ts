/** The latest exchanges between the peer and the bot, either way, for whoever wants to see what really travels. */
import { bytesOf } from '../../playground/wire-entry';
import type { WireEntry } from '../../playground/wire-entry';

export type ConnectorExchange = Pick<WireEntry, 'direction' | 'what' | 'status' | 'sent' | 'received'> & {
  readonly startedAt: number;
};

export interface ConnectorWireLog {
  record(exchange: ConnectorExchange): void;
  entries(): readonly WireEntry[];
}

const maxEntries = 300;

export function createConnectorWireLog(clock: () => Date): ConnectorWireLog {
  const entries: WireEntry[] = [];
  return {
    record({ startedAt, ...exchange }) {
      entries.push({
        ...exchange,
        at: clock().toISOString(),
        milliseconds: Math.round(performance.now() - startedAt),
        sentBytes: bytesOf(exchange.sent),
        receivedBytes: bytesOf(exchange.received),
      });
      if (entries.length > maxEntries) entries.shift();
    },
    entries: () => [...entries],
  };
}
