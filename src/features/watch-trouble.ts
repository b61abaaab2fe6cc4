/** A conversation that could not be told any more: whoever asked for it hears of it in private. */
import type { Person } from '../core/arrival';
import type { BotError } from '../core/errors';
import type { Logger } from '../core/log';
import { noticeView } from '../views/notice';
import type { Services } from './services';

interface Telling {
  readonly services: Pick<Services, 'outlet'>;
  readonly newReference: () => string;
  readonly log: Logger;
}

/** Never rejects. */
export async function tellWatcher(
  { services, newReference, log }: Telling,
  author: Person,
  error: BotError,
): Promise<void> {
  const reference = newReference();
  log.error({ err: error, reference }, 'news could not be posted, the watch has ended');
  const say = `${error.say} So I watch nothing for it any more. ${error.next ?? ''} Then ask me again with watch. Reference ${reference}.`;
  try {
    await services.outlet.post(await services.outlet.direct(author), noticeView('I stopped watching', say));
  } catch (err) {
    log.error({ err, reference }, 'whoever asked for news could not be told');
  }
}
