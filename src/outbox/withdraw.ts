/** A change that nobody could wait for to be stored, and whose person was told that it is not: it must not be sent after all. */
import type { Logger } from '../core/log';
import { lease, type Entry, type Outbox } from '../opportunity/outbox';

/** From one look to the next. Milliseconds. */
const every = 5_000;

/** The same outbox. What the database takes too late is dropped, at the latest when its form is sent off again. */
export function withdrawing(outbox: Outbox, log: Logger): Outbox {
  const late = new Set<Entry>();
  async function add(entry: Entry): Promise<boolean> {
    try {
      return (await outbox.add(entry)) || (await addAgain(entry));
    } catch (error) {
      late.add(entry);
      void withdraw(outbox, entry, log).finally(() => late.delete(entry));
      throw error;
    }
  }
  async function addAgain(entry: Entry): Promise<boolean> {
    const before = [...late].filter(({ opening }) => opening !== undefined && opening === entry.opening);
    for (const one of before) await outbox.settle(one, { state: 'dropped' });
    return before.length > 0 && outbox.add(entry);
  }
  return new Proxy(outbox, { get: (target, name): unknown => (name === 'add' ? add : Reflect.get(target, name)) });
}

/** Looks until others could take it out, if it was stored late; never rejects. */
async function withdraw(outbox: Outbox, entry: Entry, log: Logger): Promise<void> {
  const { id } = entry;
  for (let left = lease; left > 0; left -= every) {
    try {
      if ((await outbox.get(id)) !== undefined) {
        await drop(outbox, entry, log);
        return;
      }
    } catch (err) {
      log.debug({ err, entry: id }, 'nobody can tell yet whether it was stored');
    }
    await new Promise((resolve) => setTimeout(resolve, every).unref());
  }
}

async function drop(outbox: Outbox, entry: Entry, log: Logger): Promise<void> {
  const isDropped = await outbox.settle(entry, { state: 'dropped' });
  if (isDropped) log.info({ entry: entry.id }, 'stored too late, and not sent');
  else log.error({ entry: entry.id }, 'stored too late, and sent by somebody else already');
}
