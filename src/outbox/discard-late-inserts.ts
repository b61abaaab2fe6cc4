/** A change that nobody could wait for to be stored, and whose person was told that it is not: it must not be sent after all. */
import type { Logger } from '../core/log';
import { leaseDuration, type OutboxEntry, type Outbox } from './entry';

/** From one look to the next. Milliseconds. */
const pollInterval = 5_000;

/** The same outbox. What the database takes too late is dropped, at the latest when its form is sent off again. */
export function discardingLateInserts(outbox: Outbox, log: Logger): Outbox {
  const late = new Set<OutboxEntry>();
  async function add(entry: OutboxEntry): Promise<boolean> {
    try {
      return (await outbox.add(entry)) || (await addAgain(entry));
    } catch (error) {
      late.add(entry);
      void discardWhenStored(outbox, entry, log).finally(() => late.delete(entry));
      throw error;
    }
  }
  async function addAgain(entry: OutboxEntry): Promise<boolean> {
    const before = [...late].filter(
      ({ formSessionId }) => formSessionId !== undefined && formSessionId === entry.formSessionId,
    );
    for (const one of before) await outbox.complete(one, { state: 'dropped' });
    return before.length > 0 && outbox.add(entry);
  }
  return new Proxy(outbox, { get: (target, name): unknown => (name === 'add' ? add : Reflect.get(target, name)) });
}

/** Looks until others could take it out, if it was stored late; never rejects. */
async function discardWhenStored(outbox: Outbox, entry: OutboxEntry, log: Logger): Promise<void> {
  const { id } = entry;
  for (let left = leaseDuration; left > 0; left -= pollInterval) {
    try {
      if ((await outbox.get(id)) !== undefined) {
        await discard(outbox, entry, log);
        return;
      }
    } catch (err) {
      log.debug({ err, entry: id }, 'nobody can tell yet whether it was stored');
    }
    await new Promise((resolve) => setTimeout(resolve, pollInterval).unref());
  }
}

async function discard(outbox: Outbox, entry: OutboxEntry, log: Logger): Promise<void> {
  const isDropped = await outbox.complete(entry, { state: 'dropped' });
  if (isDropped) log.info({ entry: entry.id }, 'stored too late, and not sent');
  else log.error({ entry: entry.id }, 'stored too late, and sent by somebody else already');
}
