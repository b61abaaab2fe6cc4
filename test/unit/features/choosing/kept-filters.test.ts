/** Filters that cards keep: read by whoever presses them, whatever their locale and whichever version drew the card. */
import type { Criteria } from '../../../../src/opportunity/criteria';
import { filterButton, listButton } from '../../../../src/views/buttons';
import { formIn, viewIn } from '../../../support/answers';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
beforeAll(async () => {
  whole = await openBot({ opportunities: 5 });
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status }) => status === 1);
  for (const amount of [5, 5000, 20_000]) {
    records.add('Opportunities', { ...template, id: null, title: `Egret ${String(amount)}`, amount });
  }
});
afterAll(() => whole.stop());

const kept = (amount: string): Criteria => ({ which: 'open', text: 'egret', amount });
const german = () => whole.newInteraction({ locale: 'de-DE' });
const pressed = async (amount: string) =>
  viewIn(await whole.bot.act(listButton.with({ criteria: kept(amount), page: 0 }, 'Next').token, german())).text;

it.each([
  ['>10k', ['20000']],
  ['>10,000', ['20000']],
  ['>=5000', ['5000', '20000']],
  ['> $1.5k', ['5000', '20000']],
])('%s shows what it showed', async (amount, shown) => {
  const text = await pressed(amount);
  expect([...text.matchAll(/Egret (\d+)/g)].map(([, title]) => title).sort()).toEqual([...shown].sort());
});

it('one that cannot be read shows no list, but how to go on', async () => {
  const text = await pressed('>1e3');
  expect(text).toContain('I cannot read the filter ">1e3" of this card.');
  expect(text).toContain('Press Filter and enter the figure anew, for example 1200.');
  const filter = filterButton.with({ criteria: kept('>1e3'), page: 0 }, 'Filter').token;
  const form = formIn(await whole.bot.act(filter, german()));
  expect(form.values['amount']).toBe('>1e3');
  const refused = formIn(await whole.bot.submit(form.key, { values: form.values }, german()));
  expect(refused.errors).toEqual({ amount: 'Enter a number, for example 1200. Or a span, such as >10k.' });
});

it('the form shows it so that everybody reads it alike, and left as it is it stays', async () => {
  const filter = filterButton.with({ criteria: kept('>10,000'), page: 0 }, 'Filter').token;
  const form = formIn(await whole.bot.act(filter, german()));
  expect(form.values['amount']).toBe('>10000');
  const text = viewIn(await whole.bot.submit(form.key, { values: form.values }, german())).text;
  expect(text).toContain('amount >10000');
  expect(text).toContain('Egret 20000');
});
