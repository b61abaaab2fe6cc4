/** What one interaction costs, counted: whoever makes it cost more has to say so here. */
import { Template } from 'adaptivecards-templating';
import { encodeToken } from '../../src/platforms/slack/render/tokens';
import { loadCards } from '../../src/render/cards';
import sample from '../../cards/samples/opportunity.json';
import { createMemoryOutbox } from '../support/memory-outbox';
import { createMemoryStore } from '../support/memory-store';
import { openBot, type BotFixture } from '../support/whole-bot';

const sam = 29683408;
let whole: BotFixture;
let id: number;
let kept: string[] = [];
beforeAll(async () => {
  const noted = <T extends object>(name: string, door: T): T =>
    new Proxy(door, {
      get(target, method, receiver) {
        const member: unknown = Reflect.get(target, method, receiver);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          kept.push(`${name}.${String(method)}`);
          return Reflect.apply(member, target, given);
        };
      },
    });
  const doors = { store: noted('store', createMemoryStore()), outbox: noted('outbox', createMemoryOutbox()) };
  whole = await openBot({ opportunities: 40, switches: { requestThreshold: 1e6 } }, {}, doors);
  id = await whole.create({ title: 'Quokka telephony', ownerResourceID: sam });
  await whole.client.warmUp();
  // The person, names and lists are known from now on, as they are all day.
  for (const words of ['list', String(id), `stage ${String(id)} discovery`]) await say(words);
});
afterAll(() => whole.stop());

const say = (words: string) => whole.bot.route(words).run(whole.newInteraction());

/** Requests to Autotask, and calls of what is kept, each of which is one query of the database or two. */
async function costOf(words: string): Promise<{ asked: readonly string[]; kept: readonly string[] }> {
  whole.takeRequests();
  kept = [];
  await say(words);
  return { asked: whole.takeRequests(), kept };
}

const read = () => `GET Opportunities/${String(id)}`;

it('a look-up asks Autotask once, and looks once whether the delivery is new', async () => {
  expect(await costOf(String(id))).toEqual({ asked: [read()], kept: ['store.putIfAbsent'] });
});

it('a list asks once for each 500 opportunities, and once for each kind of name that it does not know yet', async () => {
  const query = 'POST Opportunities/query';
  const { asked } = await costOf('list sort:-amount');
  expect(asked).toEqual([query, 'POST Companies/query', 'POST Contacts/query']);
  expect((await costOf('list sort:-amount')).asked).toEqual([query]);
});

it('a stage is moved with one reading before and one after', async () => {
  const { asked, kept: calls } = await costOf(`stage ${String(id)} verbal`);
  expect(asked).toEqual([read(), read(), 'PATCH Opportunities', read()]);
  expect(calls.filter((call) => call.startsWith('outbox.'))).toEqual([
    'outbox.add',
    'outbox.listWaiting',
    'outbox.recordSend',
    'outbox.complete',
    'outbox.markNotified',
  ]);
});

it('no template is parsed after the start', () => {
  const cards = loadCards('slack', encodeToken);
  const parsing = jest.spyOn(Template, 'parseInterpolatedString');
  new Template({ text: '${title}' });
  expect(parsing).toHaveBeenCalledTimes(1);
  cards.render('opportunity', sample);
  expect(parsing).toHaveBeenCalledTimes(1);
  parsing.mockRestore();
});
