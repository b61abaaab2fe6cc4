/** What the bot sends to Slack of its own accord, whether it may post there, and what certainly kept it from doing so. */
import { webApi } from '@slack/bolt';
import type { Logger } from '../../../core/log';
import type { Messenger } from '../../../core/platform';
import type { SlackRenderer } from '../render/draw';
import { toLogFields, isGone, slackErrorCode } from './errors';
import type { RenderWithMentions } from '../render/mentioning';
import { retryWithoutCharts } from '../render/message-blocks';
import type { SlackApi, SlackApis } from './slack-api';
import { DeliveryFailed } from '../../../core/errors';
import type { Conversation } from '../../../core/interaction';
import type { PostingProblem } from '../../../core/platform';

interface SlackMessengerDeps {
  readonly slackApis: SlackApis;
  readonly renderer: SlackRenderer;
  readonly renderWithMentions: RenderWithMentions;
  readonly log: Logger;
}

/** A refusal does reject: the job that asked decides what next. */
export function createSlackMessenger({ slackApis, renderer, renderWithMentions, log }: SlackMessengerDeps): Messenger {
  const slackApi = slackApis.background;
  return {
    async post(conversation, view, dedupeKey) {
      const post = retryWithoutCharts((message) => slackApi.post(conversation, message, dedupeKey));
      try {
        return { place: conversation, message: await post(await renderWithMentions(view, conversation.tenant)) };
      } catch (error) {
        throw asDeliveryFailed(error);
      }
    },

    findPostingProblem: (conversation) => findPostingProblem(slackApis.reply, conversation),

    async isPosted({ conversation }, dedupeKey, since) {
      try {
        return (await slackApi.dedupeKeys(conversation, since)).includes(dedupeKey);
      } catch (error) {
        log.info(toLogFields(error), 'Slack does not tell what was posted');
        return undefined;
      }
    },

    async update({ place: conversation, message: ts, answerUrl }, view) {
      const options = { response_type: 'ephemeral', replace_original: true } as const;
      const update = retryWithoutCharts(async (message) => {
        if (ts === undefined)
          return answerUrl !== undefined && slackApi.answer(answerUrl.url, { ...message, ...options });
        await slackApi.update({ channel: conversation.conversation, ts }, message);
        return true;
      });
      try {
        return (await update(renderer.message(view))) ? 'updated' : 'gone';
      } catch (error) {
        if (isGone(error)) return 'gone';
        throw error;
      }
    },

    direct: async ({ platform, tenant, id }) => ({
      platform,
      tenant,
      conversation: await slackApi.openDm(id),
      kind: 'direct',
    }),
  };
}

const inviteHint = ({ name }: { name: string }): string => `Type /invite @${name} in the channel, then try again.`;

/** Private conversations with the bot are always open to it. */
async function findPostingProblem(
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
function asDeliveryFailed(error: unknown): unknown {
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
