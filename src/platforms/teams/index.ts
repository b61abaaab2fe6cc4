/** Microsoft Teams, put together: the door in for activities and the door out for cards. */
import type { Bot } from '../../core/bot';
import { createInFlight } from '../../core/in-flight';
import type { Logger } from '../../core/log';
import { perSendKind } from '../../core/sending';
import type { HandlerContext } from './handler-context';
import { createMemberLookup, createPeople } from './identity/people';
import { createLookupLabels, createUnfinishedForms } from './inbound/form-memory';
import { TeamsHandler } from './inbound/handler';
import { createReceiveHandler, createTeamsAdapter } from './inbound/receiver';
import type { Teams, TeamsOptions } from './options';
import { createAddressBook } from './outbound/address-book';
import { createConnectors, type Connectors } from './outbound/connector';
import { createDelivery } from './outbound/deliver';
import { createTeamsMessenger } from './outbound/messenger';
import { createTeamsRenderer } from './render/draw';
import { createDialogPages } from './render/invoke-responses';
import { createMentionResolver } from './render/mentioning';

export type { Teams, TeamsOptions } from './options';

export function createTeams(options: TeamsOptions): Teams {
  const { tenantId, allowLoopback = false } = options;
  const log = options.log.child({ platform: 'teams' });
  const adapter = createTeamsAdapter(options);
  const addressBook = createAddressBook(options.store);
  const connectors = createConnectors((serviceUrl, headers) => adapter.authorize(serviceUrl, headers), addressBook);
  const running: { bot?: Bot; handler?: TeamsHandler } = {};
  const { messenger, inFlight, ...context } = createContext({ ...options, log }, connectors, () => running.bot);

  return {
    name: 'teams',
    receive: createReceiveHandler({
      adapter,
      addressBook,
      handler: () => running.handler,
      tenantId,
      allowLoopback,
      log,
    }),
    ...messenger,
    start(bot) {
      running.bot = bot;
      running.handler = new TeamsHandler({ ...context, bot, inFlight });
      return Promise.resolve();
    },
    async stop() {
      delete running.handler;
      await inFlight.drain();
    },
  };
}

/** All that lives as long as the adapter, whether it is started or not. */
function createContext(
  { store, clock, log, strict = false }: TeamsOptions & { readonly log: Logger },
  connectors: Connectors,
  bot: () => Bot | undefined,
): Omit<HandlerContext, 'bot'> & { readonly messenger: ReturnType<typeof createTeamsMessenger> } {
  const renderer = createTeamsRenderer({ log, strict });
  const deliveries = perSendKind((kind) =>
    createDelivery({
      connector: connectors[kind],
      renderer,
      resolveMentions: createMentionResolver(connectors[kind], log),
      log,
      onCardShown: async (card, view) => bot()?.trackCard(card, view),
    }),
  );
  return {
    connectors,
    renderer,
    people: createPeople(createMemberLookup(connectors.reply), { clock, log }),
    delivery: deliveries.reply,
    messenger: createTeamsMessenger(connectors, deliveries.background),
    pages: createDialogPages(renderer),
    labels: createLookupLabels(),
    inFlight: createInFlight((err) => log.error({ err }, 'an arrival from Teams could not be answered')),
    unfinishedForms: createUnfinishedForms(store),
    store,
    log,
  };
}
