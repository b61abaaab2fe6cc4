/** A digest that did not come: whoever set it up is told in private, with what to do. */
import { BotError } from '../core/errors';
import type { Subscription } from '../opportunity/subscription';
import { digestFormButton, digestPauseButton, digestSendButton } from '../views/buttons';
import { kindName } from '../views/digest-settings';
import { momentLine } from '../views/schedule';
import { settingsView } from '../views/settings';
import type { Behalf } from './on-behalf';

export type Trouble =
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It was begun, and nobody knows whether it arrived. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'too late' };

/** Never rejects: what cannot even be told is in the log. */
export async function tellAuthor(
  { services, newReference, log }: Behalf,
  { subscription, due }: { subscription: Subscription; due: Date },
  trouble: Trouble,
): Promise<void> {
  const { id, author, kind, schedule } = subscription;
  const reference = newReference();
  const failure = trouble.kind === 'failed' ? { err: trouble.error } : {};
  log.error({ ...failure, reference, subscription: id, trouble: trouble.kind }, 'a digest did not come');
  const moment = momentLine(due, schedule.timezone, author.locale ?? 'en-US');
  const { say, next } = wordsFor(trouble);
  const view = settingsView({
    title: `${kindName[kind]} of ${moment}`,
    news: say,
    rows: [],
    hint: `${next} Reference ${reference}.`,
    controls: [
      digestSendButton.with({ subscription: id }, 'Post it now'),
      digestFormButton.with({ subscription: id }, 'Change the digest'),
    ],
  });
  try {
    await services.outlet.post(await services.outlet.direct(author), view);
  } catch (err) {
    log.error({ err, reference, subscription: id }, 'the author of a digest could not be told');
  }
}

/** Where it came, since its author may be gone. Never rejects. */
export async function tellAbandoned(
  { services, log }: Behalf,
  { id, kind, place, author }: Subscription,
): Promise<void> {
  const view = settingsView({
    title: kindName[kind],
    news: `It is paused: ${author.name}, who set it up, may not read opportunities here any more.`,
    rows: [],
    hint: 'It goes on when somebody else who may read them resumes it.',
    controls: [digestPauseButton.with({ subscription: id, paused: false }, 'Resume')],
  });
  try {
    await services.outlet.post(place, view);
  } catch (err) {
    log.error({ err, subscription: id }, 'a conversation could not be told that its digest is paused');
  }
}

function wordsFor(trouble: Trouble): { readonly say: string; readonly next: string } {
  if (trouble.kind === 'too late') {
    return {
      say: 'I was not running when it was due, and it would have come too late to be of use: it is left out.',
      next: 'The next one comes as planned.',
    };
  }
  if (trouble.kind === 'unclear') {
    return {
      say: 'I was interrupted while posting it, and cannot see whether it arrived. So that nobody reads it twice, I do not post it again by myself.',
      next: 'Look into the conversation; if it is not there, post it now.',
    };
  }
  const { error } = trouble;
  const known = error instanceof BotError;
  return {
    say: `It could not be posted. ${known ? error.say : 'Something went wrong on my side.'}`,
    next: (known ? error.next : undefined) ?? 'Post it now, or tell your administrator the reference.',
  };
}
