/** Words in a card: a notice, and a failure with what to do next and the reference that is also in the log. */
import type { View } from '../core/reply';
import { shorten } from './format';
import {
  AlreadyDone,
  NotFound,
  InvalidInput,
  Conflict,
  AccessDenied,
  Rejected,
  Unavailable,
  type BotError,
} from '../core/errors';

/** Characters: the text may repeat what a person typed. */
const maxNoticeLength = 2000;

export function noticeView(title: string, text: string): View {
  const say = shorten(text, maxNoticeLength);
  return { card: 'notice', model: { title, say }, text: `${title}. ${say}` };
}

/** Characters: a message may quote pages of text that a person typed where a few words were expected. */
const maxProblemLength = 1000;

/** `error` is undefined for a bug of the bot. `enteredTexts` come from a form that cannot be shown again. */
export function problemView(
  error: BotError | undefined,
  reference: string,
  enteredTexts: readonly string[] = [],
): View {
  const say = shorten(error?.userMessage ?? 'Something went wrong on my side.', maxProblemLength);
  const fields = error instanceof Rejected ? Object.values(error.fields).filter((text) => !say.includes(text)) : [];
  const next = shorten(error?.hint ?? defaultHint(error), maxProblemLength);
  const model = {
    title: problemTitle(error),
    say: [say, ...fields].join('\n'),
    next,
    reference,
    typed: enteredTexts.map((text) => ({ text })),
  };
  return { card: 'problem', model, text: `${model.title}. ${model.say} ${next} (reference ${reference})` };
}

function problemTitle(error: BotError | undefined): string {
  if (error instanceof InvalidInput) return 'I did not understand that';
  if (error instanceof NotFound) return 'Nothing found';
  if (error instanceof AccessDenied) return 'Not permitted';
  if (error instanceof Conflict) return 'It has changed meanwhile';
  if (error instanceof AlreadyDone) return 'Already done';
  if (error instanceof Rejected) return 'Autotask will not take this';
  if (error instanceof Unavailable) return 'Autotask does not answer';
  return 'That did not work';
}

function defaultHint(error: BotError | undefined): string {
  if (error instanceof Unavailable) return 'Try again in a minute.';
  if (error instanceof Rejected) return 'Correct it and send it again.';
  return 'Try again; if it stays, tell your administrator the reference.';
}
