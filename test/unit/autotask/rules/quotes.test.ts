/** Quotes of an opportunity, and totals taken from them, through the client. */
import fc from 'fast-check';
import type { Rejected } from '../../../../src/core/errors';
import { author, errorOf, openClient, type ClientFixture } from '../../../support/client';
import type { Body } from '../../../support/sandbox';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
let opportunity: number;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  opportunity = await bench.create();
});
async function quoted(values: Body = {}): Promise<number> {
  const offer = {
    name: 'Offer',
    opportunityID: opportunity,
    effectiveDate: '2026-03-10',
    expirationDate: '2026-04-10',
  };
  const { body, text } = await bench.send('POST', 'Quotes', { ...offer, ...values });
  if (body.itemId === undefined) throw new Error(text);
  return body.itemId;
}
const writes = () => bench.takeRequests().filter((line) => line.startsWith('PATCH'));

test('R6 of two quotes the primary one cannot stop being it: refused here, and nothing is sent', async () => {
  const one = await quoted({ primaryQuote: true });
  await quoted();
  bench.takeRequests();
  const failure = await errorOf(bench.client.updateQuote(one, { primaryQuote: false }, author));
  expect(failure.fields).toEqual({
    primaryQuote: 'One quote must be the primary one: make another quote primary instead.',
  });
  expect(writes()).toEqual([]);
});

test('R6 another quote is made the primary one, and all quotes are shown as they are afterwards', async () => {
  const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
  const after = await bench.client.updateQuote(other, { primaryQuote: true }, author);
  expect(after.map(({ id, primary }) => [id, primary])).toEqual([
    [other, true],
    [one, false],
  ]);
});

test('R7 an external number that another quote of the opportunity has is refused at its field', async () => {
  await quoted({ primaryQuote: true, externalQuoteNumber: 'Q-1' });
  const other = await quoted();
  bench.takeRequests();
  const failure = await errorOf(bench.client.updateQuote(other, { externalQuoteNumber: ' Q-1 ' }, author));
  expect(failure.fields).toEqual({
    externalQuoteNumber: 'Another quote of this opportunity has the external number “Q-1” already.',
  });
  expect(writes()).toEqual([]);
});

test('R7 a free number and none are both stored, and another opportunity may have the same', async () => {
  const one = await quoted({ primaryQuote: true, externalQuoteNumber: 'Q-7' });
  const other = await quoted();
  const [, numbered] = await bench.client.updateQuote(other, { externalQuoteNumber: 'Q-8' }, author);
  expect(numbered?.externalNumber).toBe('Q-8');
  const [emptied] = await bench.client.updateQuote(one, { externalQuoteNumber: null }, author);
  expect(emptied?.externalNumber).toBe('');
  opportunity = await bench.create();
  const elsewhere = await quoted();
  expect((await bench.client.updateQuote(elsewhere, { externalQuoteNumber: 'Q-8' }, author))[0]?.externalNumber).toBe(
    'Q-8',
  );
});

test('R6 R7 however many change the quotes of one opportunity at once, one is primary and no number stands twice', async () => {
  const quotes = [await quoted({ primaryQuote: true }), await quoted(), await quoted(), await quoted()];
  const change = fc.record({
    quote: fc.nat(3),
    changes: fc.record(
      { primaryQuote: fc.boolean(), externalQuoteNumber: fc.constantFrom('Q-1', 'Q-2', ' Q-1', '', null) },
      { requiredKeys: [] },
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const told = await Promise.all(
        changes.map(({ quote, changes }) =>
          bench.client.updateQuote(quotes[quote] ?? 0, changes, author).then(
            () => undefined,
            (error: unknown) => error,
          ),
        ),
      );
      // What is refused, is refused here, at its field.
      for (const error of told.filter((each) => each !== undefined)) {
        expect(Object.keys((error as Rejected).fields)).not.toEqual([]);
      }
      const stored = await bench.client.quotes(opportunity);
      expect(stored.filter(({ primary }) => primary)).toHaveLength(1);
      const numbers = stored.map(({ externalNumber }) => externalNumber).filter((number) => number !== '');
      expect(new Set(numbers).size).toBe(numbers.length);
    }),
    { numRuns: 40 },
  );
});

test('R25 quote totals without a quote are refused at the field, for old and new opportunities', async () => {
  const say = 'Quote totals can be used only once the opportunity has a quote.';
  const trial = await tryChange(bench, opportunity, { useQuoteTotals: true });
  expect(trial.violations).toEqual({ useQuoteTotals: say });
  expect(trial.requestBodies).toEqual([]);
  expect((await tryCreate(bench, { useQuoteTotals: true })).violations).toEqual({ useQuoteTotals: say });
});

test('R25 with a quote the totals are said to come from it, and an amount typed then to be uncertain', async () => {
  await quoted({ primaryQuote: true });
  const on = await tryChange(bench, opportunity, { useQuoteTotals: true });
  expect(on.announcedEffects['R25']).toContain('Amount and cost come from the primary quote');
  expect(on.unexpectedFields).toEqual([]);
  const typed = await tryChange(bench, opportunity, { amount: 7 });
  expect(typed.announcedEffects['R25']).toContain('figures typed here may not be kept');
  expect(typed.unexpectedFields).toEqual([]);
});

test('R6 a single quote need not be the primary one', async () => {
  const one = await quoted({ primaryQuote: true });
  const [after] = await bench.client.updateQuote(one, { primaryQuote: false }, author);
  expect(after?.primary).toBe(false);
});

test('R25 without quotes any more the totals can be switched off', async () => {
  const one = await quoted({ primaryQuote: true });
  await tryChange(bench, opportunity, { useQuoteTotals: true });
  bench.sandbox.records.remove('Quotes', one);
  const trial = await tryChange(bench, opportunity, { useQuoteTotals: false });
  expect(trial.violations).toEqual({});
  expect(trial.after['useQuoteTotals']).toBe(false);
});
