/** What the bot sends to Slack of its own accord. Here a refusal does reject: the job that asked decides what next. */
import type { Platform } from '../../core/platform';
import type { Drawing } from './draw';
import { isGone } from './failure';
import { plainer } from './plainer';
import type { Web } from './web';

type Outlet = Pick<Platform, 'post' | 'update' | 'direct'>;

export function createOutlet({ web, drawing }: { web: Web; drawing: Drawing }): Outlet {
  return {
    async post(place, view) {
      const post = plainer((message) => web.post(place, message));
      return { place, message: await post(drawing.message(view)) };
    },

    async update({ place, message: ts, answerUrl }, view) {
      const how = { response_type: 'ephemeral', replace_original: true } as const;
      const update = plainer(async (message) => {
        if (ts === undefined) return answerUrl !== undefined && web.answer(answerUrl.url, { ...message, ...how });
        await web.update({ channel: place.conversation, ts }, message);
        return true;
      });
      try {
        return (await update(drawing.message(view))) ? 'updated' : 'gone';
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
