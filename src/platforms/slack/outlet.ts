/** What the bot sends to Slack of its own accord. Here a refusal does reject: the job that asked decides what next. */
import type { Platform } from '../../core/platform';
import type { Drawing } from './draw';
import { isGone } from './failure';
import type { Web } from './web';

type Outlet = Pick<Platform, 'post' | 'update' | 'direct'>;

export function createOutlet({ web, drawing }: { web: Web; drawing: Drawing }): Outlet {
  return {
    post: async (place, view) => ({ place, message: await web.post(place, drawing.message(view)) }),

    async update({ place, message: ts, answerUrl }, view) {
      const message = drawing.message(view);
      if (ts === undefined) {
        const answer = { ...message, response_type: 'ephemeral', replace_original: true } as const;
        return answerUrl !== undefined && (await web.answer(answerUrl.url, answer)) ? 'updated' : 'gone';
      }
      try {
        await web.update({ channel: place.conversation, ts }, message);
        return 'updated';
      } catch (error) {
        if (isGone(error)) return 'gone';
        throw error;
      }
    },

    direct: async ({ platform, tenant, id }) => ({
      platform,
      tenant,
      conversation: await web.openDirect(id),
      kind: 'direct',
    }),
  };
}
