/** What the bot sends to Slack of its own accord. Here a refusal does reject: the job that asked decides what next. */
import type { Logger } from '../../../core/log';
import type { Messenger } from '../../../core/platform';
import type { SlackRenderer } from '../render/draw';
import { toLogFields, isGone } from './errors';
import type { RenderWithMentions } from '../render/mentioning';
import { asDeliveryFailed, findPostingProblem } from './posting-access';
import { retryWithoutCharts } from '../render/without-charts';
import type { SlackApi } from './slack-web';

interface SlackMessengerDeps {
  readonly slackApi: SlackApi;
  readonly renderer: SlackRenderer;
  readonly renderWithMentions: RenderWithMentions;
  readonly log: Logger;
}

export function createSlackMessenger({ slackApi, renderer, renderWithMentions, log }: SlackMessengerDeps): Messenger {
  return {
    async post(conversation, view, dedupeKey) {
      const post = retryWithoutCharts((message) => slackApi.post(conversation, message, dedupeKey));
      try {
        return { place: conversation, message: await post(await renderWithMentions(view, conversation.tenant)) };
      } catch (error) {
        throw asDeliveryFailed(error);
      }
    },

    findPostingProblem: (conversation) => findPostingProblem(slackApi, conversation),

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
