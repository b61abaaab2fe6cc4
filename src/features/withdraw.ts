/** A change that nobody could wait for to be stored, and whose person was told that it is not: it must not be sent after all. */
import type { Logger } from '../core/log';
import type { Entry, Outbox } from '../opportunity/outbox';

/** From one look to the next. Milliseconds. */
const every = 5_000;

/** The database may have taken it late. Looks until others could take it out; never rejects. */
export async function withdraw(outbox: Outbox, { id, asked, due }: Entry, log: Logger): Promise<void> {
  for (let left = due.getTime() - asked.getTime(); left > 0; left -= every) {
    try {
      if ((await outbox.get(id)) !== undefined) {
        await outbox.settle(id, { state: 'dropped' });
        log.info({ entry: id }, 'stored too late, and not sent');
        return;
      }
    } catch (err) {
      log.debug({ err, entry: id }, 'nobody can tell yet whether it was stored');
    }
    await new Promise((resolve) => setTimeout(resolve, every).unref());
  }
}
