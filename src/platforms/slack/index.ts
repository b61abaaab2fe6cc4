/** Slack, put together: what Slack sends goes to the bot, what the bot answers goes to Slack. */
import type { Bot } from '../../core/bot';
import { createInFlight } from '../../core/in-flight';
import { loadCards } from '../../render/cards';
import type { HandlerContext } from './handler-context';
import { createOtherListenersCheck, createPeople } from './identity/people';
import { createAppHome, withChangeListener } from './inbound/app-home';
import { createBoltApp, createRunTracked, registerListeners, type RunTracked } from './inbound/listeners';
import { createModals } from './inbound/modal';
import { createSlackTransport } from './inbound/receiver';
import type { Slack, SlackOptions } from './options';
import { createDelivery } from './outbound/deliver';
import { createSlackMessenger } from './outbound/messenger';
import { createSlackApis, type BotIdentity } from './outbound/slack-api';
import { createSlackRenderer } from './render/draw';
import { createMentionRenderer } from './render/mentioning';
import { encodeToken } from './render/tokens';

export { slackChecks } from './doctor-checks';
export type { Slack, SlackOptions } from './options';

export function createSlack(options: SlackOptions): Slack {
  const { log, strict = false } = options;
  const slackApis = createSlackApis(options);
  const renderer = createSlackRenderer(loadCards('slack', encodeToken), { strict, log });
  const inFlight = createInFlight();
  const run = createRunTracked(inFlight, log);
  const transport = createSlackTransport(options, inFlight.isOpen);
  const renderWithMentions = createMentionRenderer({ slackApi: slackApis.background, renderer, log });
  return {
    name: 'slack',
    receive: transport.receive,
    ...createSlackMessenger({ slackApis, renderer, renderWithMentions, log }),

    async start(bot) {
      const botIdentity = await slackApis.reply.whoAmI();
      const app = createBoltApp(transport.receiver, botIdentity, options);
      // Over a socket there is no door to close: what is not acknowledged, Slack takes to another process.
      if (transport.receive === undefined) app.use(async ({ next }) => (inFlight.isOpen() ? next() : undefined));
      registerListeners(app, createContext(options, { bot, botIdentity, slackApis, renderer, run }), run);
      await transport.connect();
      log.info({ team: botIdentity.team, socketMode: transport.receive === undefined }, 'Slack is connected');
    },

    async stop() {
      await inFlight.drain();
      await transport.disconnect();
    },
  };
}

interface StartedSlack extends Pick<HandlerContext, 'slackApis' | 'renderer'> {
  readonly bot: Bot;
  readonly botIdentity: BotIdentity;
  readonly run: RunTracked;
}

function createContext(
  { log, clock, store, command = '/opp' }: SlackOptions,
  { bot: wholeBot, botIdentity, slackApis, renderer, run }: StartedSlack,
): HandlerContext {
  const slackApi = slackApis.reply;
  const shared = {
    slackApis,
    renderer,
    people: createPeople(slackApi, log),
    hasOtherListeners: createOtherListenersCheck(slackApi, log),
    botIdentity,
    command,
    store,
    log,
  };
  const appHome = createAppHome({ ...shared, bot: wholeBot });
  const bot = withChangeListener(wholeBot, ({ id }) => void run('home', () => appHome.republishIfOpened(id)));
  const renderWithMentions = createMentionRenderer({ slackApi, renderer, log });
  const delivery = createDelivery({ slackApi, renderWithMentions, bot, log });
  const modals = createModals({ slackApis, renderer, delivery, log });
  return { ...shared, bot, appHome, delivery, modals, clock };
}
