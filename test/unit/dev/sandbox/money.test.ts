/** Amount, cost, billing periods and revenue spread: which of them Autotask recalculates. */
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

describe('Autotask recalculates amount and cost', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  test('R8 a new deal with monthly revenue gets its amount computed; the amount sent is ignored', async () => {
    const id = await fixture.create({ amount: 1, onetimeRevenue: 500, monthlyRevenue: 100, totalAmountMonths: 12 });
    expect(await fixture.read(id)).toMatchObject({ amount: 1700, onetimeRevenue: 500, monthlyRevenue: 100, cost: 400 });
  });

  test('R8 the same goes for cost, and revenue is left alone', async () => {
    const id = await fixture.create({ cost: 1, onetimeCost: 200, yearlyCost: 600, totalAmountMonths: 24 });
    expect(await fixture.read(id)).toMatchObject({ cost: 1400, amount: 1000, onetimeRevenue: 1000 });
  });

  test('R8 changing the monthly revenue recalculates the amount and ignores the one sent along', async () => {
    const id = await fixture.create({ monthlyRevenue: 100, totalAmountMonths: 12 });
    await fixture.patch(id, { monthlyRevenue: 150, amount: 5 });
    expect(await fixture.read(id)).toMatchObject({ amount: 1800, monthlyRevenue: 150 });
  });

  test('R8 quarters, half-years and years count by the months of the deal', async () => {
    const id = await fixture.create({
      quarterlyRevenue: 300,
      semiannualRevenue: 600,
      yearlyRevenue: 1200,
      totalAmountMonths: 18,
    });
    expect((await fixture.read(id))['amount']).toBe(1800 + 1800 + 1800);
  });

  test('R8 part of a period counts in part, or as a whole one where the switch says so', async () => {
    const months = { quarterlyRevenue: 300, totalAmountMonths: 4 };
    expect((await fixture.read(await fixture.create(months)))['amount']).toBe(400);
    fixture.sandbox.switches.partialPeriods = 'whole';
    expect((await fixture.read(await fixture.create(months)))['amount']).toBe(600);
  });

  test('R8 without a number of months one month is counted, or as many as the switch says', async () => {
    expect((await fixture.read(await fixture.create({ monthlyRevenue: 100 })))['amount']).toBe(100);
    fixture.sandbox.switches.monthsWhenUnset = 12;
    expect((await fixture.read(await fixture.create({ monthlyRevenue: 100 })))['amount']).toBe(1200);
  });

  test('R8 more months alone change nothing, unless the switch says so', async () => {
    const id = await fixture.create({ monthlyRevenue: 100, totalAmountMonths: 12 });
    await fixture.patch(id, { totalAmountMonths: 24 });
    expect((await fixture.read(id))['amount']).toBe(1200);
    fixture.sandbox.switches.monthsRecalculate = true;
    await fixture.patch(id, { totalAmountMonths: 36 });
    expect((await fixture.read(id))['amount']).toBe(3600);
  });

  test('R8 with both sides tied together, a new revenue period recalculates the cost too', async () => {
    fixture.sandbox.switches.recalculateBothSides = true;
    const id = await fixture.create({ monthlyRevenue: 100, totalAmountMonths: 12 });
    expect((await fixture.read(id))['cost']).toBe(0);
  });

  test('R9 the amount of a new deal is written to its one-time revenue', async () => {
    expect(await fixture.read(await fixture.create())).toMatchObject({
      amount: 1000,
      onetimeRevenue: 1000,
      onetimeCost: null,
    });
  });

  test('R9 a new amount alone becomes one-time revenue and wipes out the recurring revenue', async () => {
    const id = await fixture.create({
      onetimeRevenue: 500,
      monthlyRevenue: 100,
      yearlyRevenue: 50,
      totalAmountMonths: 12,
    });
    await fixture.patch(id, { amount: 2500 });
    expect(await fixture.read(id)).toMatchObject({
      amount: 2500,
      onetimeRevenue: 2500,
      monthlyRevenue: null,
      quarterlyRevenue: null,
      semiannualRevenue: null,
      yearlyRevenue: null,
    });
  });

  test('R9 repeating the stored monthly revenue beside a new amount does not save it', async () => {
    const id = await fixture.create({ monthlyRevenue: 100, totalAmountMonths: 12 });
    await fixture.patch(id, { monthlyRevenue: 100, amount: 900 });
    expect(await fixture.read(id)).toMatchObject({ amount: 900, onetimeRevenue: 900, monthlyRevenue: null });
  });

  test('R9 sending the amount that is stored anyway clears nothing, unless the switch says so', async () => {
    const id = await fixture.create({ monthlyRevenue: 100, totalAmountMonths: 12 });
    await fixture.patch(id, { amount: 1200 });
    expect((await fixture.read(id))['monthlyRevenue']).toBe(100);
    Object.assign(fixture.sandbox.switches, { sameAmountClears: true, clearedPeriod: 'zero' });
    await fixture.patch(id, { amount: 1200 });
    expect(await fixture.read(id)).toMatchObject({ monthlyRevenue: 0, onetimeRevenue: 1200 });
  });

  test('R9 a new cost alone stays where it is, unless the switch makes cost behave as amount does', async () => {
    const id = await fixture.create({ monthlyCost: 50, totalAmountMonths: 12 });
    await fixture.patch(id, { cost: 700 });
    expect(await fixture.read(id)).toMatchObject({ cost: 700, monthlyCost: 50 });
    fixture.sandbox.switches.costLikeAmount = true;
    await fixture.patch(id, { cost: 800 });
    expect(await fixture.read(id)).toMatchObject({ cost: 800, onetimeCost: 800, monthlyCost: null });
  });

  test('R22 a revenue spread without a unit is dropped', async () => {
    const answer = await fixture.read(await fixture.create({ revenueSpread: 12 }));
    expect(answer).toMatchObject({ revenueSpread: null, revenueSpreadUnit: null });
  });

  test('R22 a spread with its unit is kept, and later a new spread goes with the stored unit', async () => {
    const id = await fixture.create({ revenueSpread: 12, revenueSpreadUnit: 'Months' });
    await fixture.patch(id, { revenueSpread: 6 });
    expect(await fixture.read(id)).toMatchObject({ revenueSpread: 6, revenueSpreadUnit: 'Months' });
    fixture.sandbox.switches.storedSpreadUnitCounts = false;
    await fixture.patch(id, { revenueSpread: 3 });
    expect((await fixture.read(id))['revenueSpread']).toBe(6);
  });

  test('R23 with neither spread nor unit the revenue comes all at once', async () => {
    expect((await fixture.read(await fixture.create()))['revenueSpreadUnit']).toBe('Once');
  });

  test('R23 clearing the unit takes the spread along and leaves all at once', async () => {
    const id = await fixture.create({ revenueSpread: 12, revenueSpreadUnit: 'Months' });
    await fixture.patch(id, { revenueSpreadUnit: null });
    expect(await fixture.read(id)).toMatchObject({ revenueSpread: null, revenueSpreadUnit: 'Once' });
  });

  test('R24 a unit without a spread is kept, unless the switch drops it', async () => {
    expect((await fixture.read(await fixture.create({ revenueSpreadUnit: 'Years' })))['revenueSpreadUnit']).toBe(
      'Years',
    );
    fixture.sandbox.switches.unitWithoutSpread = 'dropped';
    expect((await fixture.read(await fixture.create({ revenueSpreadUnit: 'Years' })))['revenueSpreadUnit']).toBeNull();
  });
});
