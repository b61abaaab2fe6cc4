/** Microsoft Teams, put together: the door in for activities and the door out for cards. */
import { createAdapter } from './adapter';
import { createAddressBook } from './address-book';
import { createConnector } from './connector';
import { createDelivery, type Delivery } from './deliver';
import { createDrawing } from './drawing';
import { Handler } from './handler';
import { createLabels } from './labels';
import { createMentioning } from './mentioning';
import { asNotPosted, obstacleAt } from './obstacle';
import type { Teams, TeamsOptions } from './options';
import { createPages } from './pages';
import { createPeople } from './people';
import { createReceive } from './receive';
import { createRoster } from './roster';
import { createTyped } from './typed';
import { createUnderWay } from './under-way';
import type { Bot } from '../../core/bot';

export type { Teams, TeamsOptions } from './options';

export function createTeams(options: TeamsOptions): Teams {
  const { store, clock, allowLoopback = false, strict = false, tenantId } = options;
  const log = options.log.child({ platform: 'teams' });
  const adapter = createAdapter(options);
  const book = createAddressBook(store);
  const connector = createConnector((serviceUrl) => adapter.reach(serviceUrl), book);
  const labels = createLabels();
  const drawing = createDrawing({ log, strict });
  const underWay = createUnderWay(log);
  const people = createPeople(createRoster(connector), { clock, log });
  const running: { bot?: Bot; handler?: Handler } = {};
  const delivery: Delivery = createDelivery({
    connector,
    drawing,
    mentioning: createMentioning(connector, log),
    log,
    shown: async (card, view) => running.bot?.shown(card, view),
  });
  const pages = createPages(drawing);
  const typed = createTyped(store);

  return {
    name: 'teams',
    receive: createReceive({ adapter, book, handler: () => running.handler, tenantId, allowLoopback, log }),
    start(bot) {
      running.bot = bot;
      const desk = { bot, people, connector, drawing, delivery, pages, labels, underWay, typed, store, log };
      running.handler = new Handler(desk);
      return Promise.resolve();
    },
    async stop() {
      delete running.handler;
      await underWay.settled();
    },
    post: (place, view) =>
      delivery.show(place, view).catch((error: unknown) => {
        throw asNotPosted(error, place);
      }),
    canPost: (place) => obstacleAt(connector, place),
    // Teams lets nobody read what was posted without further rights.
    wasPosted: () => Promise.resolve(undefined),
    update: (card, view) => delivery.replace(card, view),
    direct: (person) => connector.personalChat(person),
  };
}
