/** A watch that cannot go on: the bot is no more in the conversation, or whoever asked for it may read no more. */
import type { Person } from '../../core/interaction';
import { UserAccessDenied, type BotError } from '../../core/errors';
import type { Watch } from './detect-changes';
import { noticeView } from '../../views/notice';
import type { OnBehalfDeps } from '../subscribing/on-behalf';

/** It does not go on with the eyes of somebody who left: it ends, and the conversation is told why. */
export async function endIfAbandoned(
  { services, log }: OnBehalfDeps,
  { id, author, place: conversation }: Watch,
): Promise<boolean> {
  try {
    await services.readmit(author, conversation);
    return false;
  } catch (error) {
    if (!(error instanceof UserAccessDenied)) throw error;
    log.warn({ err: error, watch: id }, 'the author of a watch may not read any more');
  }
  await services.watches.remove(id);
  const say = `${author.name}, who asked for it, may not read opportunities here any more. Whoever may can ask me again with watch.`;
  await services.outlet
    .post(conversation, noticeView('I stopped watching', say))
    .catch((err: unknown) =>
      log.error({ err, watch: id }, 'a conversation could not be told that its watch has ended'),
    );
  return true;
}

/** Whoever asked for it hears of it in private. Never rejects. */
export async function notifyWatcher(
  { services, newReference, log }: Omit<OnBehalfDeps, 'clock'>,
  author: Person,
  error: BotError,
): Promise<void> {
  const reference = newReference();
  log.error({ err: error, reference }, 'news could not be posted, the watch has ended');
  const say = `${error.userMessage} So I watch nothing for it any more. ${error.hint ?? ''} Then ask me again with watch. Reference ${reference}.`;
  try {
    await services.outlet.post(await services.outlet.direct(author), noticeView('I stopped watching', say));
  } catch (err) {
    log.error({ err, reference }, 'whoever asked for news could not be told');
  }
}
