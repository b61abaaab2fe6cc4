/** What is stored as somebody wants it is no change: it is answered so, sent to nobody, and told in no history. */
import type { View } from '../../../src/core/reply';
import { formIn, viewIn } from '../../support/answers';
import { dayIn } from '../../support/clock';
import { openBot, type BotFixture } from '../../support/whole-bot';

const sam = 29683408;
let whole: BotFixture;
let id: number;
beforeEach(async () => {
  whole = await openBot({ opportunities: 20 });
  id = await whole.create({ title: 'Quokka telephony', ownerResourceID: sam, stage: 14 });
  await say(String(id));
  whole.sandbox.requests.clear();
});
afterEach(() => whole.stop());

const say = async (words: string): Promise<View> => viewIn(await whole.bot.route(words).run(whole.newInteraction()));
const form = async (words: string) => formIn(await whole.bot.route(words).run(whole.newInteraction()));
const patches = () => whole.sandbox.requests.list().filter(({ method }) => method === 'PATCH');
const history = async (): Promise<string> => (await say(`history ${String(id)}`)).text;

it('a stage by words', async () => {
  const { text, model } = await say(`stage ${String(id)} "quote sent"`);
  expect(text).toContain('Already in Quote Sent. Nothing changed.');
  expect(text).not.toContain('Sam Okafor: ');
  expect((model as { buttons: { label: string }[] }).buttons.map(({ label }) => label)).not.toContain('Undo');
  expect(patches()).toEqual([]);
  expect(await history()).not.toContain('Quote Sent');
});

it('a stage by its form, also when somebody else moved it there meanwhile', async () => {
  const { key } = await form(`stage ${String(id)}`);
  const same = viewIn(await whole.bot.submit(key, { values: { stage: '14' } }, whole.newInteraction()));
  expect(same.text).toContain('Already in Quote Sent. Nothing changed.');
  const late = await form(`stage ${String(id)}`);
  await whole.patch(id, { stage: 15 });
  whole.sandbox.requests.clear();
  const there = viewIn(await whole.bot.submit(late.key, { values: { stage: '15' } }, whole.newInteraction()));
  expect(there.text).toContain('Already in Verbal. Nothing changed.');
  expect(patches()).toEqual([]);
  expect(await history()).toContain('Nothing');
});

it('a push to the day on which it closes, by words and by its form; a note that comes with it is written', async () => {
  await whole.patch(id, { projectedCloseDate: dayIn(60) });
  whole.sandbox.requests.clear();
  expect((await say(`push ${String(id)} ${dayIn(60)}`)).text).toMatch(
    /The projected close is .* already\. Nothing changed\./,
  );
  const { key } = await form(`push ${String(id)}`);
  const same = viewIn(
    await whole.bot.submit(key, { values: { projectedCloseDate: dayIn(60) } }, whole.newInteraction()),
  );
  expect(same.text).toContain('Nothing changed.');
  const noted = await say(`push ${String(id)} ${dayIn(60)} still on`);
  expect(noted.text).toContain(`Note "Close date pushed to ${dayIn(60)}" added by Sam Okafor`);
  expect(patches()).toEqual([]);
});

it.each([
  ['edit', { nextStep: 'Call Ann' }],
  ['edit', { probability: 40 }],
  ['edit', { ownerResourceID: 29683401 }],
  ['money', { onetimeCost: 70 }],
])('what a form of %s would change and somebody else changed so meanwhile: %j', async (words, change) => {
  const opened = await form(`${words} ${String(id)}`);
  const values = Object.fromEntries(
    Object.entries({ ...opened.values, ...change }).map(([name, value]) => [name, String(value)]),
  );
  await whole.patch(id, change);
  whole.sandbox.requests.clear();
  let answer = await whole.bot.submit(opened.key, { values }, whole.newInteraction());
  if (answer.kind === 'form') answer = await whole.bot.submit(answer.form.key, { values }, whole.newInteraction());
  expect(viewIn(answer).text).toContain('It is so already. Nothing changed.');
  expect(patches()).toEqual([]);
});

it('what an attempt before may have written is told as a change all the same', async () => {
  const lift = whole.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, method: 'PATCH', times: 1e6 });
  await say(`stage ${String(id)} verbal`);
  lift();
  await whole.patch(id, { stage: 15 });
  whole.advance(5);
  await whole.sender.run();
  expect(whole.notified.map(({ kind, entry }) => [kind, entry.news])).toEqual([['done', 'Moved to Verbal']]);
});

it('is not what undo takes back: the change before it is', async () => {
  await say(`stage ${String(id)} verbal`);
  await say(`stage ${String(id)} verbal`);
  expect((await say('undo')).text).toContain('Took back “Moved to Verbal”');
  expect((await whole.read(id))['stage']).toBe(14);
});
