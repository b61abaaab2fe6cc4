/** Amount, cost and billing periods, through the client. */
import { openClient, type ClientFixture } from '../../../support/client';
import { tryChange, tryCreate } from '../../../support/write-scenario';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const recurring = () =>
  bench.create({ onetimeRevenue: 500, monthlyRevenue: 100, yearlyRevenue: 50, totalAmountMonths: 12, monthlyCost: 10 });

test('R8 a new billing period is said to make Autotask compute the amount; an amount typed beside it never travels', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { monthlyRevenue: 150, amount: 5 });
  expect(trial.announcedEffects['R8']).toBe(
    'Autotask computes the amount from its billing periods; the amount typed here is ignored.',
  );
  expect(trial.requestBodies).toEqual([{ id, monthlyRevenue: 150 }]);
  expect(trial.after['amount']).toBe(500 + 12 * 150 + 50);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R8 the same goes for cost, and neither side touches the other', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { yearlyCost: 240, cost: 1 });
  expect(trial.announcedEffects['R8']).toBe(
    'Autotask computes the cost from its billing periods; the cost typed here is ignored.',
  );
  expect(trial.requestBodies).toEqual([{ id, yearlyCost: 240 }]);
  expect(trial.after).toMatchObject({ cost: 360, monthlyRevenue: 100, onetimeRevenue: 500 });
  expect(trial.unexpectedFields).toEqual([]);
});

test('R8 a new opportunity with billing periods has its amount computed, and the person knows it beforehand', async () => {
  const trial = await tryCreate(bench, { amount: 1, onetimeRevenue: 500, monthlyRevenue: 100, totalAmountMonths: 12 });
  expect(trial.announcedEffects['R8']).toContain('Autotask computes the amount from its billing periods');
  expect(trial.after['amount']).toBe(1700);
});

test('R9 a new amount is said to replace all recurring revenue, with its figures, and does', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { amount: 2500 });
  expect(trial.announcedEffects['R9']).toBe(
    'A new amount replaces all recurring revenue (monthly revenue 100, yearly revenue 50): everything becomes one-time revenue.',
  );
  expect(trial.after).toMatchObject({ amount: 2500, onetimeRevenue: 2500, monthlyRevenue: null, yearlyRevenue: null });
  expect(trial.unexpectedFields).toEqual([]);
});

test('R9 repeating a stored billing period does not save it from a new amount, and the person is told', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { monthlyRevenue: 100, amount: 900 });
  expect(trial.announcedEffects).toHaveProperty('R9');
  expect(trial.requestBodies).toEqual([{ id, amount: 900 }]);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R9 the amount that is stored already is not sent again: it might clear what recurs', async () => {
  const id = await recurring();
  const { amount } = await bench.read(id);
  const trial = await tryChange(bench, id, { amount: Number(amount) });
  expect(trial.announcedEffects).toEqual({});
  expect(trial.requestBodies).toEqual([]);
  expect(trial.after['monthlyRevenue']).toBe(100);
});

test('R9 the amount of a new opportunity becomes its one-time revenue', async () => {
  const trial = await tryCreate(bench, { amount: 800 });
  expect(trial.announcedEffects['R9']).toBe('The amount becomes one-time revenue: 800.');
  expect(trial.after['onetimeRevenue']).toBe(800);
});

test('R22 a revenue spread without its unit is said to be dropped, and is not sent', async () => {
  const id = await bench.create();
  bench.sandbox.records.edit('Opportunities', id, { revenueSpreadUnit: null });
  const trial = await tryChange(bench, id, { revenueSpread: 12 });
  expect(trial.announcedEffects['R22']).toBe(
    'A revenue spread without its unit is dropped: choose days, months or years as well.',
  );
  expect(trial.requestBodies.every((body) => !('revenueSpread' in body))).toBe(true);
  expect(trial.after['revenueSpread']).toBeNull();
});

test('R22 a spread goes with the unit that is stored, which is sent along whatever Autotask makes of stored ones', async () => {
  const id = await bench.create({ revenueSpread: 12, revenueSpreadUnit: 'Months' });
  for (const storedSpreadUnitCounts of [true, false]) {
    bench.sandbox.switches.storedSpreadUnitCounts = storedSpreadUnitCounts;
    const revenueSpread = storedSpreadUnitCounts ? 6 : 3;
    const trial = await tryChange(bench, id, { revenueSpread });
    expect(trial.requestBodies).toEqual([{ id, revenueSpread, revenueSpreadUnit: 'Months' }]);
    expect(trial.after['revenueSpread']).toBe(revenueSpread);
    expect(trial.unexpectedFields).toEqual([]);
  }
  bench.sandbox.switches.storedSpreadUnitCounts = true;
});

test('R23 with neither spread nor unit the revenue is said to count all at once, and does', async () => {
  const trial = await tryCreate(bench);
  expect(trial.announcedEffects['R23']).toBe('The revenue counts all at once, since no spread is given.');
  expect(trial.after['revenueSpreadUnit']).toBe('Once');
});

test('R23 emptying the unit leaves all at once, and what happens to the spread is told', async () => {
  const id = await bench.create({ revenueSpread: 12, revenueSpreadUnit: 'Months' });
  const trial = await tryChange(bench, id, { revenueSpreadUnit: null });
  expect(trial.announcedEffects['R23']).toBe(
    'Without its unit the revenue spread is dropped: the revenue counts all at once.',
  );
  expect(trial.after).toMatchObject({ revenueSpread: null, revenueSpreadUnit: 'Once' });
  expect(trial.unexpectedFields).toEqual([]);
});

test('R24 a unit without a number of them is said to be uncertain, and read back as Autotask keeps it', async () => {
  for (const unitWithoutSpread of ['kept', 'dropped'] as const) {
    bench.sandbox.switches.unitWithoutSpread = unitWithoutSpread;
    const trial = await tryChange(bench, await bench.create(), { revenueSpreadUnit: 'Years' });
    expect(trial.announcedEffects['R24']).toBe('A unit without a number of them may not be kept.');
    expect(trial.after['revenueSpreadUnit']).toBe(unitWithoutSpread === 'kept' ? 'Years' : null);
    expect(trial.unexpectedFields).toEqual([]);
  }
  bench.sandbox.switches.unitWithoutSpread = 'kept';
});

test('R8 both sides at once: amount and cost are both computed, and neither figure travels', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { monthlyRevenue: 200, monthlyCost: 20, amount: 3, cost: 4 });
  expect(trial.requestBodies).toEqual([{ id, monthlyRevenue: 200, monthlyCost: 20 }]);
  expect(trial.after).toMatchObject({ amount: 500 + 12 * 200 + 50, cost: 12 * 20 });
  expect(trial.unexpectedFields).toEqual([]);
});

test('R8 a billing period that is emptied has changed', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { yearlyRevenue: null });
  expect(trial.announcedEffects).toHaveProperty('R8');
  expect(trial.after['amount']).toBe(500 + 12 * 100);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R8 repeating all stored billing periods changes nothing and sends nothing', async () => {
  const trial = await tryChange(bench, await recurring(), {
    onetimeRevenue: 500,
    monthlyRevenue: 100,
    monthlyCost: 10,
  });
  expect([trial.announcedEffects, trial.requestBodies]).toEqual([{}, []]);
});

test('R9 says nothing of cost: a new cost is stored, and what recurs stays', async () => {
  const id = await recurring();
  const trial = await tryChange(bench, id, { cost: 77 });
  expect(trial.announcedEffects).toEqual({});
  expect(trial.after).toMatchObject({ cost: 77, monthlyCost: 10, monthlyRevenue: 100 });
  expect(trial.unexpectedFields).toEqual([]);
});

test('R22 a new opportunity loses a spread without a unit, too, and keeps one with it', async () => {
  const without = await tryCreate(bench, { revenueSpread: 12 });
  expect(without.announcedEffects).toHaveProperty('R22');
  expect(without.after['revenueSpread']).toBeNull();
  const whole = await tryCreate(bench, { revenueSpread: 12, revenueSpreadUnit: 'Months' });
  expect(whole.announcedEffects).not.toHaveProperty('R22');
  expect(whole.after).toMatchObject({ revenueSpread: 12, revenueSpreadUnit: 'Months' });
});
