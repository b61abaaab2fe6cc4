/** Reports digests that cannot come: to the author in private, or to the conversation when the author lost access. */
import { BotError } from '../../core/errors';
import type { Subscription } from '../../opportunity/subscription';
import { digestFormButton, digestPauseButton, digestSendButton } from './buttons';
import { digestKindNames } from './views/settings';
import { momentLine } from './schedule';
import { settingsView } from '../subscribing/set-up';
import { hasLostAccess, postOrLog, type OnBehalfDeps } from '../subscribing/on-behalf';

export type DigestProblem =
  | { readonly kind: 'failed'; readonly error: unknown }
  /** Posting began, and nobody knows whether it arrived. */
  | { readonly kind: 'unclear' }
  | { readonly kind: 'too late' };

/** In private. Never rejects. */
export async function notifyAuthor(
  deps: OnBehalfDeps,
  { subscription, due }: { subscription: Subscription; due: Date },
  problem: DigestProblem,
): Promise<void> {
  const { id, author, kind, schedule } = subscription;
  const reference = deps.newReference();
  const failure = problem.kind === 'failed' ? { err: problem.error } : {};
  deps.log.error({ ...failure, reference, subscription: id, trouble: problem.kind }, 'a digest did not come');
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
  await postOrLog(deps, author, { view, subject: { reference, subscription: id } });
}

/** Whether whoever set it up lost access: then it is paused, and the conversation hears why. */
export async function pauseIfAbandoned(deps: OnBehalfDeps, subscription: Subscription): Promise<boolean> {
  const { id, kind, place: conversation, author } = subscription;
  if (!(await hasLostAccess(deps, subscription, { subscription: id }))) return false;
  await deps.services.subscriptions.save({ ...subscription, paused: true, abandoned: true }, undefined);
  const view = settingsView({
    title: digestKindNames[kind],
    news: `It is paused: ${author.name}, who set it up, may not read opportunities here any more.`,
    rows: [],
    hint: 'It goes on when somebody else who may read them resumes it.',
    controls: [digestPauseButton.with({ subscription: id, paused: false }, 'Resume')],
  });
  await postOrLog(deps, conversation, { view, subject: { subscription: id } });
  return true;
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
