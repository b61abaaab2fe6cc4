/** The Slack adapter: what Slack sends goes to the bot, what the bot answers goes to Slack. */
import { App, type Receiver } from '@slack/bolt';
import { loadCards } from '../../render/cards';
import { withChangeListener } from './inbound/change-listener';
import { createDelivery } from './outbound/deliver';
import { createSlackRenderer } from './render/draw';
import { createSlackTransport } from './inbound/transport';
import { createAppHome } from './inbound/app-home';
import { registerListeners } from './inbound/register-listeners';
import { toSlackLogger } from './logger';
import { createModals } from './inbound/modal';
import { createMentionRenderer } from './render/mentioning';
import type { Slack, SlackOptions } from './options';
import { createSlackMessenger } from './outbound/messenger';
import { createOtherListenersCheck } from './outbound/bot-dm';
import type { HandlerContext } from './handler-context';
import { createPeople } from './identity/people';
import { encodeToken } from './render/tokens';
import { createInFlight } from './in-flight';
import { createSlackApi } from './outbound/slack-api';
import { type BotIdentity } from './outbound/slack-web';

export { slackChecks } from './doctor-checks';
export type { Slack, SlackOptions } from './options';

export function createSlack(options: SlackOptions): Slack {
  const { log, clock, store, strict = false, command = '/opp' } = options;
  const slackApi = createSlackApi(options);
  const people = createPeople(slackApi, log);
  const hasOtherListeners = createOtherListenersCheck(slackApi, log);
  const renderer = createSlackRenderer(loadCards('slack', encodeToken), { strict, log });
  const renderWithMentions = createMentionRenderer({ slackApi, renderer, log });
  const inFlight = createInFlight(log);
  const transport = createSlackTransport(options, inFlight.isOpen);
  return {
    name: 'slack',
    receive: transport.receive,
    ...createSlackMessenger({ slackApi, renderer, renderWithMentions, log }),

    async start(engine) {
      const botIdentity = await slackApi.whoAmI();
      const appHome = createAppHome({
        slackApi,
        renderer,
        people,
        hasOtherListeners,
        bot: engine,
        botIdentity,
        command,
        store,
        log,
      });
      const bot = withChangeListener(
        engine,
        ({ id }) => void inFlight.run('home', () => appHome.republishIfOpened(id)),
      );
      const delivery = createDelivery({ slackApi, renderWithMentions, bot, log });
      const modals = createModals({ slackApi, renderer, delivery, log });
      const app = createApp(transport.receiver, botIdentity, options);
      // Over a socket there is no gate to close: what is not acknowledged, Slack takes to another process.
      if (transport.receive === undefined) app.use(async ({ next }) => (inFlight.isOpen() ? next() : undefined));
      const context: HandlerContext = {
        bot,
        botIdentity,
        slackApi,
        store,
        people,
        hasOtherListeners,
        renderer,
        delivery,
        modals,
        appHome,
        clock,
        command,
        log,
      };
      registerListeners(app, context, inFlight);
      await transport.connect();
      log.info({ team: botIdentity.team, socketMode: transport.receive === undefined }, 'Slack is connected');
    },

    async stop() {
      await inFlight.drain();
      await transport.disconnect();
    },
  };
}

function createApp(receiver: Receiver, botIdentity: BotIdentity, { botToken, log }: SlackOptions): App {
  return new App({
    receiver,
    // Who the bot is was asked once, at start: Bolt need not ask again.
    authorize: () => Promise.resolve({ botToken, botUserId: botIdentity.user, teamId: botIdentity.team }),
    logger: toSlackLogger(log),
    convoStore: false,
  });
}
