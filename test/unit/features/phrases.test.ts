/** What people type, and what it means: through the bot's one door, drawn as one platform draws it. */
import type { Reply } from '../../../src/core/reply';
import { createTeamsRenderer } from '../../../src/platforms/teams/render/draw';
import { wordsOf } from '../../support/chat';
import { dayIn, testDay, testNow } from '../../support/clock';
import { addOpportunity } from '../../support/ordinary-opportunity';
import { formPhrases, invalidPhrases, validPhrases } from '../../support/phrases';
import { quietLog } from '../../support/quiet-log';
import { openBot, type BotFixture } from '../../support/whole-bot';

const drawing = createTeamsRenderer({ strict: true, log: quietLog });
let whole: BotFixture;
let id: number;
beforeAll(async () => {
  whole = await openBot({ opportunities: 400 });
  const add = (fields: Parameters<typeof addOpportunity>[2]) =>
    addOpportunity(whole.sandbox, new Date(testNow), fields);
  id = add({ title: 'Zebra kiosk', projectedCloseDate: `${dayIn(325)}T00:00:00.000Z` });
  // On 1 January nothing else has ended this year.
  add({ title: 'Won today', status: 3, closedDate: `${testDay}T00:00:00.000Z` });
  add({ title: 'Lost today', status: 2, lostDate: testNow });
});
afterAll(() => whole.stop());
beforeEach(() => {
  whole.sandbox.records.edit('Opportunities', id, { stage: 11 });
});
const say = (typed: string): Promise<Reply> =>
  whole.bot.route(typed.replaceAll('{id}', String(id))).run(whole.newInteraction());
const readOn = (reply: Reply): string => {
  if (reply.kind === 'show' || reply.kind === 'replace') return wordsOf(drawing.view(reply.view));
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
};

it('there are enough phrases of each kind', () => {
  expect(validPhrases.length + formPhrases.length + invalidPhrases.length).toBeGreaterThanOrEqual(120);
  expect(invalidPhrases.length).toBeGreaterThanOrEqual(40);
});

it.each(validPhrases)('“$typed” is understood', async ({ typed, expects }) => {
  const words = readOn(await say(typed));
  for (const part of expects) expect(words).toContain(part);
  expect(words).not.toMatch(/Reference [0-9A-F]{8}/);
});

it.each(formPhrases)('“$typed” opens its form', async ({ typed, title, values = {} }) => {
  const reply = await say(typed);
  expect(reply).toMatchObject({ kind: 'form', form: { title, values } });
});

it.each(invalidPhrases)('“$typed” is answered with what is wrong, for the asker alone', async ({ typed, expects }) => {
  const reply = await say(typed);
  const words = readOn(reply);
  for (const part of expects) expect(words).toContain(part);
  expect(words).toMatch(/Reference [0-9A-F]{8}/);
  expect(reply).toMatchObject({ kind: 'show', to: 'asker' });
});
