/** What the bot sends to Slack of its own accord. Here a refusal does reject: the job that asked decides what next. */
import type { Logger } from '../../core/log';
import type { Outlet } from '../../core/outlet';
import type { Drawing } from './draw';
import { factsOf, isGone } from './failure';
import type { Mentioning } from './mentioning';
import { asNotPosted, obstacleAt } from './obstacle';
import { plainer } from './plainer';
import type { Web } from './slack-web';

interface Parts {
  readonly web: Web;
  readonly drawing: Drawing;
  readonly mentioning: Mentioning;
  readonly log: Logger;
}

export function createOutlet({ web, drawing, mentioning, log }: Parts): Outlet {
  return {
    async post(place, view, mark) {
      const post = plainer((message) => web.post(place, message, mark));
      try {
        return { place, message: await post(await mentioning(view, place.tenant)) };
      } catch (error) {
        throw asNotPosted(error);
      }
    },

    canPost: (place) => obstacleAt(web, place),

    async wasPosted({ conversation }, mark, since) {
      try {
        return (await web.marks(conversation, since)).includes(mark);
      } catch (error) {
        log.info(factsOf(error), 'Slack does not tell what was posted');
        return undefined;
      }
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
