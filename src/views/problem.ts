/** A failure in words: what failed, what to do next, and the reference that is also in the log. */
import {
  AlreadyDone,
  NotFound,
  Mistyped,
  Conflict,
  NotAllowed,
  Refused,
  Unavailable,
  type BotError,
} from '../core/errors';
import type { View } from '../core/reply';
import { shorten } from './format';

/** Words of the person's own may be among them: pages of text where a few words were expected. */
const most = 1000;

/** `error` is undefined for a fault of the bot's own. `typed` are the words of a form that cannot be shown again. */
export function problemView(error: BotError | undefined, reference: string, typed: readonly string[] = []): View {
  const say = shorten(error?.say ?? 'Something went wrong on my side.', most);
  const fields = error instanceof Refused ? Object.values(error.fields).filter((text) => !say.includes(text)) : [];
  const next = shorten(error?.next ?? nextFor(error), most);
  const model = {
    title: titleOf(error),
    say: [say, ...fields].join('\n'),
    next,
    reference,
    typed: typed.map((text) => ({ text })),
  };
  return { card: 'problem', model, text: `${model.title}. ${model.say} ${next} (reference ${reference})` };
}

function titleOf(error: BotError | undefined): string {
  if (error instanceof Mistyped) return 'I did not understand that';
  if (error instanceof NotFound) return 'Nothing found';
  if (error instanceof NotAllowed) return 'Not permitted';
  if (error instanceof Conflict) return 'It has changed meanwhile';
  if (error instanceof AlreadyDone) return 'Already done';
  if (error instanceof Refused) return 'Autotask will not take this';
  if (error instanceof Unavailable) return 'Autotask does not answer';
  return 'That did not work';
}

function nextFor(error: BotError | undefined): string {
  if (error instanceof Unavailable) return 'Try again in a minute.';
  if (error instanceof Refused) return 'Correct it and send it again.';
  return 'Try again; if it stays, tell your administrator the reference.';
}
