/** Whether the bot may post in a conversation of Slack, and what certainly kept it from doing so. */
import { webApi } from '@slack/bolt';
import { DeliveryFailed } from '../../../core/errors';
import type { Conversation } from '../../../core/interaction';
import type { PostingProblem } from '../../../core/platform';
import { isGone, slackErrorCode } from './errors';
import type { SlackApi } from './slack-web';

const inviteHint = ({ name }: { name: string }): string => `Type /invite @${name} in the channel, then try again.`;

/** Private conversations with the bot are always open to it. */
export async function findPostingProblem(
  slackApi: SlackApi,
  { conversation, kind }: Conversation,
): Promise<PostingProblem | undefined> {
  if (kind === 'direct') return undefined;
  try {
    const channel = await slackApi.channel(conversation);
    if (channel.is_archived === true) return archivedProblem;
    if (channel.is_member !== false) return undefined;
    return {
      userMessage: 'I am not in this channel, so I cannot post here.',
      hint: inviteHint(await slackApi.whoAmI()),
    };
  } catch (error) {
    // Of a private channel in which the bot is not, Slack says that there is none.
    if (slackErrorCode(error) !== 'channel_not_found') return undefined;
    const userMessage = 'I cannot see this channel: it is private, and I was not invited.';
    return { userMessage, hint: inviteHint(await slackApi.whoAmI()) };
  }
}

const archivedProblem: PostingProblem = {
  userMessage: 'This channel is archived.',
  hint: 'Choose another channel, or unarchive it.',
};

/** The same failure, as one that certainly posted nothing where that is so. */
export function asDeliveryFailed(error: unknown): unknown {
  if (isRateLimited(error))
    return new DeliveryFailed('Slack takes no more messages right now.', { retryable: true, cause: error });
  if (isUnreachable(error)) return new DeliveryFailed('Slack could not be reached.', { retryable: true, cause: error });
  const code = slackErrorCode(error);
  if (code === '' || serverErrorCodes.has(code)) return error;
  if (code === 'not_in_channel' || code === 'channel_not_found') {
    const hint = 'Type /invite and my name in the channel, then post it again.';
    return new DeliveryFailed('I am not in that channel any more.', { hint, cause: error });
  }
  return new DeliveryFailed(isGone(error) ? 'That channel takes no more messages.' : `Slack refuses it (${code}).`, {
    cause: error,
  });
}

/** Slack's own faults: the message may have been posted before. */
const serverErrorCodes = new Set(['internal_error', 'fatal_error', 'request_timeout', 'service_unavailable']);

const isRateLimited = (error: unknown): boolean => error instanceof webApi.WebAPIRateLimitedError;

/** Nothing was sent where no connection came about. */
const isUnreachable = (error: unknown): boolean =>
  error instanceof webApi.WebAPIRequestError &&
  ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'].includes((error.original as NodeJS.ErrnoException).code ?? '');
