/** Microsoft Teams, put together: the door in for activities and the door out for cards. */
import { createTeamsAdapter } from './inbound/adapter';
import { createAddressBook } from './outbound/address-book';
import { createConnector } from './outbound/connector';
import { createDelivery, type Delivery } from './outbound/deliver';
import { createTeamsRenderer } from './render/draw';
import { TeamsHandler } from './inbound/handler';
import { createLookupLabels } from './render/choice-labels';
import { createMentionResolver } from './render/mentioning';
import { asDeliveryFailed, findPostingProblem } from './outbound/posting-access';
import type { Teams, TeamsOptions } from './options';
import { createDialogPages } from './render/task-module-responses';
import type { HandlerContext } from './handler-context';
import { createPeople } from './identity/people';
import { createReceiveHandler } from './inbound/receiver';
import { createMemberLookup } from './identity/roster';
import { createUnfinishedForms } from './inbound/late-forms';
import { createInFlight } from './in-flight';
import type { Bot } from '../../core/bot';

export type { Teams, TeamsOptions } from './options';

export function createTeams(options: TeamsOptions): Teams {
  const { store, clock, allowLoopback = false, strict = false, tenantId } = options;
  const log = options.log.child({ platform: 'teams' });
  const adapter = createTeamsAdapter(options);
  const addressBook = createAddressBook(store);
  const connector = createConnector((serviceUrl) => adapter.connectorClientFor(serviceUrl), addressBook);
  const labels = createLookupLabels();
  const renderer = createTeamsRenderer({ log, strict });
  const inFlight = createInFlight(log);
  const people = createPeople(createMemberLookup(connector), { clock, log });
  const running: { bot?: Bot; handler?: TeamsHandler } = {};
  const delivery: Delivery = createDelivery({
    connector,
    renderer,
    resolveMentions: createMentionResolver(connector, log),
    log,
    onCardShown: async (card, view) => running.bot?.trackCard(card, view),
  });
  const pages = createDialogPages(renderer);
  const unfinishedForms = createUnfinishedForms(store);

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
    start(bot) {
      running.bot = bot;
      const context: HandlerContext = {
        bot,
        people,
        connector,
        renderer,
        delivery,
        pages,
        labels,
        inFlight,
        unfinishedForms,
        store,
        log,
      };
      running.handler = new TeamsHandler(context);
      return Promise.resolve();
    },
    async stop() {
      delete running.handler;
      await inFlight.drain();
    },
    post: (conversation, view) =>
      delivery.show(conversation, view).catch((error: unknown) => {
        throw asDeliveryFailed(error, conversation);
      }),
    findPostingProblem: (conversation) => findPostingProblem(connector, conversation),
    // Teams lets nobody read what was posted without further rights.
    isPosted: () => Promise.resolve(undefined),
    update: (card, view) => delivery.replace(card, view),
    direct: (person) => connector.openPersonalChat(person),
  };
}
