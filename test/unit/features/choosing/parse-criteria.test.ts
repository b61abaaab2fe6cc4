/** What people type as filters, names and notes: nothing of it is dropped, split or rewritten without a word. */
import { dayIn } from '../../../support/clock';
import type { Reply, View } from '../../../../src/core/reply';
import type { Criteria } from '../../../../src/opportunity/criteria';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
let id: number;
beforeAll(async () => {
  whole = await openBot({ opportunities: 20, switches: { requestThreshold: 1e6 } });
  const { records } = whole.sandbox;
  const [first, second, third] = records.list('Companies', () => true).map((one) => Number(one['id']));
  records.edit('Companies', first ?? 0, { companyName: 'Miller, Gates Inc.' });
  records.edit('Companies', second ?? 0, { companyName: 'O’Brien Roofing' });
  records.edit('Companies', third ?? 0, { companyName: "D'Arcy Legal" });
  const create = (title: string, companyID: number | undefined, amount: number) =>
    whole.create({ title, companyID: companyID ?? 0, contactID: null, onetimeRevenue: amount });
  id = await create('365 migration', first, 3000);
  await create('Telephony', second, 7000);
  await create('Backup', third, 20_000);
});
afterAll(() => whole.stop());

const say = (words: string): Promise<Reply> => whole.bot.route(words).run(whole.newInteraction());
async function told(words: string): Promise<string> {
  const reply = await say(words);
  if (reply.kind !== 'show' && reply.kind !== 'replace') throw new Error(`It answered ${JSON.stringify(reply)}.`);
  return reply.view.text;
}
const criteriaOf = async (words: string): Promise<Criteria> => {
  const reply = (await say(words)) as { view: View };
  return /"criteria":(\{.*?\}),"page"/.exec(JSON.stringify(reply.view.model))?.[1] === undefined
    ? { which: 'any' }
    : (JSON.parse(/"criteria":(\{.*?\}),"page"/.exec(JSON.stringify(reply.view.model))?.[1] ?? '') as Criteria);
};

it.each([
  ['company:"Miller, Gates Inc."', '365 migration'],
  ['company:"O\'Brien Roofing"', 'Telephony'],
  ['company:"O’Brien Roofing"', 'Telephony'],
  ['company:D’Arcy', 'Backup'],
  ["company:D'Arcy", 'Backup'],
  ["O'Brien", 'Telephony'],
  ['D’Arcy', 'Backup'],
])('list %s finds it', async (words, title) => {
  const text = await told(`list ${words}`);
  expect(text).toContain(title);
  expect(['365 migration', 'Telephony', 'Backup'].filter((one) => text.includes(one))).toEqual([title]);
});

it('names given twice join, and a comma in quotes parts nothing', async () => {
  const text = await told('list company:"Miller, Gates Inc.",D’Arcy company:"O\'Brien Roofing"');
  for (const title of ['365 migration', 'Telephony', 'Backup']) expect(text).toContain(title);
});

it('figures given twice narrow each other', async () => {
  const text = await told('list company:"Miller, Gates Inc.",O’Brien,D’Arcy onetime:>5k onetime:<10k');
  expect(text).toContain('Telephony');
  expect(text).not.toMatch(/365 migration|Backup/);
  expect((await criteriaOf('list onetime:>5k onetime:<10k')).onetime).toBe('>5k <10k');
});

it.each([
  ['amount:>10k amount:<5k', /No figure is >10k and <5k at once/],
  ['status:won status:lost', /two values for status: "won" and "lost"/],
  ['close:this-month close:next-month', /two values for close/],
  ['sort:amount sort:-amount', /two values for sort/],
  ['quiet:10d stale:20d', /two values for quiet/],
])('list %s is answered at once', async (words, answer) => {
  expect(await told(`list ${words}`)).toMatch(answer);
});

it('the same filter twice is the filter once', async () => {
  expect(await told('list status:open is:OPEN company:D’Arcy company:D’Arcy')).toContain('Backup');
});

it('a number in quotes is words to search for', async () => {
  expect(await told('find "365"')).toContain('365 migration');
  expect(await told('365')).toContain('no opportunity with the number 365');
  expect(await told('win "365"')).toContain('Which one do you want to win?');
});

it('a note, a reason and a title are kept as they were typed', async () => {
  const text = 'He said “yes” — 5" pipe, it’s «fine»';
  await say(String(id));
  await say(`note ${String(id)} ${text}`);
  await say(`push ${String(id)} ${dayIn(90)} ${text}`);
  const notes = whole.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
  expect(notes.map(({ note }) => String(note).split('\n')[0])).toEqual([text, text]);
  const form = await say(`new ${text}`);
  expect(form).toMatchObject({ kind: 'form', form: { values: { title: text } } });
});
