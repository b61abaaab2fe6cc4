/** Notes that people were told what became of their changes: once the answer must have arrived, or could not. */
import type { Logger } from '../core/log';
import type { Entry, Outbox } from '../opportunity/outbox';

export interface Told {
  /** Its person is being answered. Should the process die over it, another one tells them. */
  soon(id: Entry['id']): void;
  /** Now, of all: nobody is being answered any more. Never rejects. */
  flush(): Promise<void>;
}

/** Longer than a platform is tried for. Milliseconds. */
const arrival = 15_000;

export function createTold(outbox: Pick<Outbox, 'told'>, log: Logger): Told {
  const waiting = new Map<Entry['id'], NodeJS.Timeout>();
  async function note(id: Entry['id']): Promise<void> {
    clearTimeout(waiting.get(id));
    waiting.delete(id);
    await outbox.told(id).catch((err: unknown) => log.warn({ err, entry: id }, 'told, and not noted'));
  }
  return {
    soon: (id) => void waiting.set(id, setTimeout(() => void note(id), arrival).unref()),
    async flush() {
      await Promise.all([...waiting.keys()].map(note));
    },
  };
}
