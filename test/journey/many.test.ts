/** More opportunities than are read at once: lists say that they are cut, and no total is shown as if it were whole. */
import type { Reply } from '../../src/core/reply';
import { openBot, type BotFixture } from '../support/whole-bot';

let whole: BotFixture;
beforeAll(async () => {
  whole = await openBot({ opportunities: 200 });
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  for (let count = 0; count < 5000; count += 1) {
    records.add('Opportunities', { ...template, id: null, title: `Kiosk ${String(count)}`, ownerResourceID: 29683408 });
  }
});
afterAll(() => whole.stop());

const say = async (words: string): Promise<string> => {
  const reply: Reply = await whole.bot.route(words).run(whole.newInteraction());
  return 'view' in reply ? reply.view.text : reply.kind;
};

it('a list shows its first page, says that it is cut and adds nothing up', async () => {
  const list = await say('list');
  expect(list).toContain('1 to 10 of 5000. Earliest close first. These are the first 5000 that Autotask gave.');
  expect(list).not.toContain('recurring');
});

it('the pipeline refuses to show a partial total, and says what to do', async () => {
  expect(await say('pipeline')).toMatch(/so any total would be wrong.* Narrow it down/s);
});

it('the digest reads all of them, 500 at a time, and asks for little else', async () => {
  await say('digest preview');
  whole.takeRequests();
  expect(await say('digest preview')).toMatch(/^Read .* 50\d\d opportunities open/m);
  const asked = whole.takeRequests();
  expect(asked.filter((request) => request.startsWith('POST Opportunities/query'))).toHaveLength(11);
  expect(asked.length).toBeLessThanOrEqual(13);
});

it('what is mine is told to be too much to add up', async () => {
  const home = await say('home');
  expect(home).toContain('Too many open opportunities to add up');
  expect(home).not.toMatch(/ of \d/);
});

it('narrowed down, everything is there again', async () => {
  const list = await say('list "kiosk 123"');
  expect(list).toContain('15 opportunities');
  expect(list).toContain('1 to 10 of 15.');
});
