/** A digest that did not come: whoever set it up is told in private, with what to do. */
import { BotError } from '../../core/errors';
import type { Subscription } from '../../opportunity/subscription';
import { digestFormButton, digestPauseButton, digestSendButton } from '../../views/buttons';
import { digestKindNames } from './views/settings';
import { momentLine } from '../../views/schedule';
import { settingsView } from '../../views/settings';
import type { OnBehalfDeps } from '../subscribing/on-behalf';

export type DigestProblem =
  | { readonly kind: 'failed'; readonly error: unknown }
  /** It was begun, and nobody knows whether it arrived. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'too late' };

/** Never rejects: what cannot even be told is in the log. */
export async function notifyAuthor(
  { services, newReference, log }: OnBehalfDeps,
  { subscription, due }: { subscription: Subscription; due: Date },
  problem: DigestProblem,
): Promise<void> {
  const { id, author, kind, schedule } = subscription;
  const reference = newReference();
  const failure = problem.kind === 'failed' ? { err: problem.error } : {};
  log.error({ ...failure, reference, subscription: id, trouble: problem.kind }, 'a digest did not come');
  const moment = momentLine(due, schedule.timezone, author.locale ?? 'en-US');
  const { userMessage, hint } = problemText(problem);
  const view = settingsView({
    title: `${digestKindNames[kind]} of ${moment}`,
    news: userMessage,
    rows: [],
    hint: `${hint} Reference ${reference}.`,
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
export async function notifyAbandoned(
  { services, log }: OnBehalfDeps,
  { id, kind, place: conversation, author }: Subscription,
): Promise<void> {
  const view = settingsView({
    title: digestKindNames[kind],
    news: `It is paused: ${author.name}, who set it up, may not read opportunities here any more.`,
    rows: [],
    hint: 'It goes on when somebody else who may read them resumes it.',
    controls: [digestPauseButton.with({ subscription: id, paused: false }, 'Resume')],
  });
  try {
    await services.outlet.post(conversation, view);
  } catch (err) {
    log.error({ err, subscription: id }, 'a conversation could not be told that its digest is paused');
  }
}

function problemText(problem: DigestProblem): { readonly userMessage: string; readonly hint: string } {
  if (problem.kind === 'too late') {
    return {
      userMessage: 'I was not running when it was due, and it would have come too late to be of use: it is left out.',
      hint: 'The next one comes as planned.',
    };
  }
  if (problem.kind === 'unclear') {
    return {
      userMessage:
        'I was interrupted while posting it, and cannot see whether it arrived. So that nobody reads it twice, I do not post it again by myself.',
      hint: 'Look into the conversation; if it is not there, post it now.',
    };
  }
  const { error } = problem;
  const isKnown = error instanceof BotError;
  return {
    userMessage: `It could not be posted. ${isKnown ? error.userMessage : 'Something went wrong on my side.'}`,
    hint: (isKnown ? error.hint : undefined) ?? 'Post it now, or tell your administrator the reference.',
  };
}
