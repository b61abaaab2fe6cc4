/** Notes that people were told what became of their changes: once the answer must have arrived, or could not. */
import type { Logger } from '../core/log';
import type { OutboxEntry, Outbox } from './entry';

export interface NotificationMarker {
  /** Its person is being answered. Should the process die over it, another one tells them. */
  markSoon(id: OutboxEntry['id']): void;
  /** Now, of all: nobody is being answered any more. Never rejects. */
  flush(): Promise<void>;
}

/** Longer than a platform is tried for. Milliseconds. */
const answerDeadline = 15_000;

export function createNotificationMarker(outbox: Pick<Outbox, 'markNotified'>, log: Logger): NotificationMarker {
  const waiting = new Map<OutboxEntry['id'], NodeJS.Timeout>();
  async function mark(id: OutboxEntry['id']): Promise<void> {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    await outbox.markNotified(id).catch((err: unknown) => log.warn({ err, entry: id }, 'told, and not noted'));
  }
  return {
    markSoon: (id) => void waiting.set(id, setTimeout(() => void mark(id), answerDeadline).unref()),
    async flush() {
      await Promise.all([...waiting.keys()].map(mark));
    },
  };
}
