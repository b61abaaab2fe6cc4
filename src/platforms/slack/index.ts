/** The Slack adapter: what Slack sends goes to the bot, what the bot answers goes to Slack. */
import { App, type Receiver } from '@slack/bolt';
import { loadCards } from '../../render/cards';
import { withEar } from './changes';
import { createDelivery } from './deliver';
import { createDrawing } from './draw';
import { createEntrance } from './entrance';
import { createHomes } from './home';
import { listen } from './listen';
import { toSlackLogger } from './logger';
import { createModals } from './modal';
import { createMentioning } from './mentioning';
import type { Slack, SlackOptions } from './options';
import { createOutlet } from './outlet';
import { createOwnChats } from './own-chat';
import { createPeople } from './people';
import { encodeToken } from './tokens';
import { createUnderWay } from './under-way';
import { connectWeb } from './web';
import { type Identity } from './slack-web';

export { slackChecks } from './checkup';
export type { Slack, SlackOptions } from './options';

export function createSlack(options: SlackOptions): Slack {
  const { log, clock, store, strict = false, command = '/opp' } = options;
  const web = connectWeb(options);
  const people = createPeople(web, log);
  const isOverheard = createOwnChats(web, log);
  const drawing = createDrawing(loadCards('slack', encodeToken), { strict, log });
  const mentioning = createMentioning({ web, drawing, log });
  const underWay = createUnderWay(log);
  const entrance = createEntrance(options, underWay.open);
  return {
    name: 'slack',
    receive: entrance.receive,
    ...createOutlet({ web, drawing, mentioning, log }),

    async start(engine) {
      const me = await web.whoAmI();
      const homes = createHomes({ web, drawing, people, isOverheard, bot: engine, me, command, store, log });
      const bot = withEar(engine, ({ id }) => void underWay.run('home', () => homes.changed(id)));
      const delivery = createDelivery({ web, mentioning, bot, log });
      const modals = createModals({ web, drawing, delivery, log });
      const app = createApp(entrance.receiver, me, options);
      // Over a socket there is no gate to close: what is not acknowledged, Slack takes to another process.
      if (entrance.receive === undefined) app.use(async ({ next }) => (underWay.open() ? next() : undefined));
      const parts = { bot, me, web, store, people, isOverheard, drawing, delivery, modals, homes, clock, command, log };
      listen(app, parts, underWay);
      await entrance.connect();
      log.info({ team: me.team, socketMode: entrance.receive === undefined }, 'Slack is connected');
    },

    async stop() {
      await underWay.finish();
      await entrance.disconnect();
    },
  };
}

function createApp(receiver: Receiver, me: Identity, { botToken, log }: SlackOptions): App {
  return new App({
    receiver,
    // Who the bot is was asked once, at start: Bolt need not ask again.
    authorize: () => Promise.resolve({ botToken, botUserId: me.user, teamId: me.team }),
    logger: toSlackLogger(log),
    convoStore: false,
  });
}
