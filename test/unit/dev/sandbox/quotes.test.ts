/** Quotes of an opportunity: the primary one, their numbers, and totals taken from them. */
import type { SandboxFixture, Body } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

describe('Autotask keeps the quotes of an opportunity in order', () => {
  let fixture: SandboxFixture;
  let opportunity: number;
  beforeEach(async () => {
    fixture = await openSandbox();
    opportunity = await fixture.create();
  });
  afterEach(() => fixture.stop());

  const quote = (values: Body = {}) =>
    fixture.send('POST', 'Quotes', {
      name: 'Offer',
      opportunityID: opportunity,
      effectiveDate: '2026-03-10',
      expirationDate: '2026-04-10',
      ...values,
    });
  const quoted = async (values: Body = {}) => (await quote(values)).body.itemId ?? 0;
  const primary = async (id: number) => (await fixture.send('GET', `Quotes/${id}`)).body.item?.['primaryQuote'];
  const priced = (id: number, unitPrice: number, unitCost: number) =>
    fixture.sandbox.records.add('QuoteItems', {
      quoteID: id,
      name: 'Item',
      quantity: 2,
      unitPrice,
      unitCost,
      unitDiscount: 0,
      percentageDiscount: 0,
      isOptional: false,
    });

  test('R6 a second quote is refused while neither is the primary one', async () => {
    await quoted();
    const second = await quote();
    expect(second.status).toBe(500);
    expect(second.body.errors?.[0]).toContain('primaryQuote');
  });

  test('R6 of two quotes the primary one cannot simply stop being it', async () => {
    const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
    const answer = await fixture.send('PATCH', 'Quotes', { id: one, primaryQuote: false });
    expect(answer.status).toBe(500);
    expect([await primary(one), await primary(other)]).toEqual([true, false]);
  });

  test('R6 a quote made primary takes the place of the other', async () => {
    const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
    await fixture.send('PATCH', 'Quotes', { id: other, primaryQuote: true });
    expect([await primary(one), await primary(other)]).toEqual([false, true]);
  });

  test('R6 where the switch says so the other quote is promoted instead', async () => {
    fixture.sandbox.switches.primaryQuoteLost = 'promoted';
    const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
    await fixture.send('PATCH', 'Quotes', { id: one, primaryQuote: false });
    expect([await primary(one), await primary(other)]).toEqual([false, true]);
  });

  test('R6 the first quote is primary unasked only where the switch says so', async () => {
    expect(await primary(await quoted())).toBe(false);
    fixture.sandbox.switches.firstQuoteIsPrimary = true;
    opportunity = await fixture.create();
    expect(await primary(await quoted())).toBe(true);
  });

  test('R7 two quotes of one opportunity cannot share an external number; those of two opportunities can', async () => {
    await quoted({ primaryQuote: true, externalQuoteNumber: 'Q-1' });
    expect((await quote({ externalQuoteNumber: 'Q-1' })).body.errors?.[0]).toContain('externalQuoteNumber');
    opportunity = await fixture.create();
    expect((await quote({ externalQuoteNumber: 'Q-1' })).status).toBe(200);
  });

  test('R7 quotes without a number may be many, unless the switch says otherwise', async () => {
    await quoted({ primaryQuote: true });
    expect((await quote()).status).toBe(200);
    fixture.sandbox.switches.emptyQuoteNumberIsFree = false;
    expect((await quote()).status).toBe(500);
  });

  test('R25 totals cannot be taken from quotes when there is none', async () => {
    const answer = await fixture.patch(opportunity, { useQuoteTotals: true });
    expect(answer.body.errors?.[0]).toContain('useQuoteTotals');
    expect((await fixture.read(opportunity))['useQuoteTotals']).toBe(false);
  });

  test('R25 where the switch says so, useQuoteTotals without a quote becomes false', async () => {
    fixture.sandbox.switches.quoteTotalsWithoutQuote = 'made-false';
    expect((await fixture.patch(opportunity, { useQuoteTotals: true })).status).toBe(200);
    expect((await fixture.read(opportunity))['useQuoteTotals']).toBe(false);
  });

  test('R25 a new opportunity cannot use quote totals, or can, or is corrected, as the switch says', async () => {
    const make = () => fixture.create({ useQuoteTotals: true });
    await expect(make()).rejects.toThrow('useQuoteTotals');
    fixture.sandbox.switches.quoteTotalsOnCreate = 'accepted';
    expect((await fixture.read(await make()))['useQuoteTotals']).toBe(true);
    fixture.sandbox.switches.quoteTotalsOnCreate = 'made-false';
    expect((await fixture.read(await make()))['useQuoteTotals']).toBe(false);
  });

  test('R25 amount and cost come from the primary quote, and an amount that is sent is ignored', async () => {
    const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
    priced(one, 600, 250);
    priced(other, 9000, 1);
    await fixture.patch(opportunity, { useQuoteTotals: true });
    await fixture.patch(opportunity, { amount: 7 });
    expect(await fixture.read(opportunity)).toMatchObject({ amount: 1200, cost: 500 });
    fixture.sandbox.switches.amountUnderQuoteTotals = 'stored';
    await fixture.patch(opportunity, { amount: 7 });
    expect((await fixture.read(opportunity))['amount']).toBe(7);
  });

  test('R25 another primary quote brings other totals', async () => {
    const [one, other] = [await quoted({ primaryQuote: true }), await quoted()];
    priced(one, 600, 250);
    priced(other, 900, 300);
    await fixture.patch(opportunity, { useQuoteTotals: true });
    await fixture.send('PATCH', 'Quotes', { id: other, primaryQuote: true });
    expect(await fixture.read(opportunity)).toMatchObject({ amount: 1800, cost: 600 });
  });

  test('a quote carries the company of its opportunity and a number of its own', async () => {
    const { body } = await fixture.send('GET', `Quotes/${await quoted()}`);
    expect(body.item).toMatchObject({ companyID: 174, quoteNumber: expect.any(Number) as number, isActive: true });
  });
});
