import { dayIn } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
const plain = { monthlyRevenue: null, quarterlyRevenue: null, semiannualRevenue: null, yearlyRevenue: null };

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  beforeAll(async () => {
    errand = await startAppFixture();
  });
  afterAll(() => errand.stop());
  afterEach(async () => {
    const chat = errand.chat(platform);
    if (chat.form('sam') !== undefined) await chat.close('sam');
  });

  it('an opportunity is edited: the form holds what is stored, and only what was changed is written', async () => {
    const chat = errand.chat(platform);
    const { id, title } = errand.createOpportunity({
      nextStep: 'Call\r\nthem',
      projectedCloseDate: `${dayIn(289)}T00:00:00.000Z`,
    });
    await chat.say('sam', String(id));
    const form = await chat.pressForm('sam', 'Edit');
    expect(form.values).toMatchObject({ title, projectedCloseDate: dayIn(289), stage: '11' });
    errand.sandbox.requests.clear();
    await chat.submit('sam', { probability: '45', nextStep: 'Call\nthem' });
    const card = await chat.waitForCard('sam', 'Changed probability by Sam Okafor');
    expect(card.words).toContain('45%');
    expect(errand.stored(id)).toMatchObject({ probability: 45, nextStep: 'Call\r\nthem' });
    const [patch] = errand.sandbox.requests.list().filter(({ method }) => method === 'PATCH');
    expect(JSON.parse(patch?.body ?? '')).toEqual({ id, probability: 45 });
  });

  it('a push is told when somebody pushed meanwhile, and goes through when somebody only moved the stage', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ projectedCloseDate: `${dayIn(289)}T00:00:00.000Z` });
    await chat.typeForm('sam', `push ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { projectedCloseDate: `${dayIn(311)}T00:00:00.000Z` });
    await chat.submit('sam', { projectedCloseDate: dayIn(330) });
    const [seen, now, wanted] = [289, 311, 330].map((days) => dayIn(days).slice(0, 4));
    const pushed = new RegExp(`Projected close date was “.+${seen}” when you saw it; it is “.+${now}” now\\.`, 'g');
    expect(chat.form('sam')?.words.match(pushed)).toHaveLength(1);
    expect(chat.form('sam')?.values).toMatchObject({ projectedCloseDate: dayIn(330) });
    await chat.close('sam');
    await chat.typeForm('sam', `push ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { stage: 15 });
    await chat.submit('sam', { projectedCloseDate: dayIn(330) });
    await chat.waitForCard('sam', new RegExp(`Pushed to .* ${wanted} by Sam Okafor`));
    expect(errand.stored(id)['projectedCloseDate']).toContain(dayIn(330));
  });

  it('changes of two people to different fields both go through; to the same field the second one is told', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ nextStep: 'Before', probability: 20 });
    await chat.typeForm('sam', `edit ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { nextStep: 'By somebody else' });
    await chat.submit('sam', { probability: '50' });
    await chat.waitForCard('sam', 'Changed probability by Sam Okafor');
    await chat.typeForm('sam', `edit ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { nextStep: 'By somebody else again' });
    await chat.submit('sam', { nextStep: 'By me' });
    expect(chat.form('sam')?.words).toContain(
      'Next step was “By somebody else” when you saw it; it is “By somebody else again” now.',
    );
    expect(chat.form('sam')?.values).toMatchObject({ nextStep: 'By me' });
    expect(errand.stored(id)).toMatchObject({ nextStep: 'By somebody else again', probability: 50 });
  });

  it('a close date before the create date is told at its field, before anything is sent', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ startDate: '2026-03-01T10:00:00.000Z' });
    await chat.typeForm('sam', `edit ${String(id)}`);
    errand.sandbox.requests.clear();
    await chat.submit('sam', { projectedCloseDate: '2026-02-28' });
    expect(chat.form('sam')?.words).toContain('cannot be before the create date, 2026-03-01.');
    expect(errand.sandbox.requests.list().filter(({ method }) => method === 'PATCH')).toEqual([]);
  });

  it('a retired stage is shown on an old record, and stays when nobody touches it', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ stage: 19 });
    const form = await chat.typeForm('sam', `edit ${String(id)}`);
    expect(form.options['stage']?.[0]).toContain('(retired)');
    await chat.submit('sam', { title: 'Renamed' });
    await chat.waitForCard('sam', 'Changed title by Sam Okafor');
    expect(errand.stored(id)).toMatchObject({ title: 'Renamed', stage: 19 });
  });

  it('recurring revenue is changed, and Autotask computes the amount', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({
      ...plain,
      monthlyRevenue: 100,
      onetimeRevenue: 500,
      totalAmountMonths: 12,
    });
    await chat.say('sam', String(id));
    const form = await chat.pressForm('sam', 'Revenue and cost');
    expect(form.words).toContain('Autotask computes the amount from the revenue of each billing period');
    expect(form.values).toMatchObject({ monthlyRevenue: '100', onetimeRevenue: '500' });
    await chat.submit('sam', { monthlyRevenue: '250.5' });
    const card = await chat.waitForCard('sam', 'Changed monthly revenue by Sam Okafor');
    expect(card.words).toContain('$251/mo');
    expect(errand.stored(id)).toMatchObject({ monthlyRevenue: 250.5, onetimeRevenue: 500, amount: 3506 });
  });

  it('an amount that would wipe recurring revenue is asked for first', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ ...plain, monthlyRevenue: 100, onetimeRevenue: 500, amount: 1700 });
    await chat.typeForm('sam', `money ${String(id)}`);
    await chat.submit('sam', { amount: '2000' });
    expect(chat.form('sam')?.words).toContain('A new amount replaces all recurring revenue (monthly revenue 100)');
    expect(errand.stored(id)).toMatchObject({ amount: 1700, monthlyRevenue: 100 });
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Changed amount by Sam Okafor');
    expect(errand.stored(id)).toMatchObject({ amount: 2000, onetimeRevenue: 2000, monthlyRevenue: null });
  });
});
