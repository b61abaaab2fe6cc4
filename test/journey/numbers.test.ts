import { startAppFixture, type AppFixture } from '../support/app-fixture';
import { setLocale } from '../support/writes-numbers';

let errand: AppFixture;
const quarterly = { quarterlyRevenue: null, semiannualRevenue: null, yearlyRevenue: null };

describe.each(['Slack', 'Teams'] as const)('On %s somebody who writes numbers as in Germany', (platform) => {
  beforeAll(async () => {
    setLocale('sam', 'de-DE');
    errand = await startAppFixture();
    await errand.moveTo('2026-11-24T15:00:00Z');
  });
  afterAll(() => errand.stop());
  afterEach(async () => {
    const chat = errand.chat(platform);
    if (chat.form('sam') !== undefined) await chat.close('sam');
  });

  it('types money in a form as the bot shows it, and is asked where it could mean two things', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({
      ...quarterly,
      monthlyRevenue: 1250.5,
      onetimeRevenue: 300,
      onetimeCost: 0.125,
    });
    const form = await chat.typeForm('sam', `money ${String(id)}`);
    expect(form.values).toMatchObject({ monthlyRevenue: '1250,5', onetimeRevenue: '300', onetimeCost: '0,125' });
    await chat.submit('sam', { onetimeRevenue: '1,200', yearlyRevenue: '1e3' });
    expect(chat.form('sam')?.words).toContain('1.200 or 1,2? Type 1200 or 1,20.');
    expect(chat.form('sam')?.words).toContain('Enter a number, for example 1200.');
    // Slack's own client keeps what was typed; Teams draws the form anew with it.
    if (platform === 'Teams') expect(chat.form('sam')?.values).toMatchObject({ onetimeRevenue: '1,200' });
    errand.sandbox.requests.clear();
    await chat.submit('sam', { onetimeRevenue: '1.200', yearlyRevenue: '2.400,50 €' });
    await chat.waitForCard('sam', /Changed .*one-time revenue.* by Sam Okafor/);
    expect(errand.stored(id)).toMatchObject({ monthlyRevenue: 1250.5, onetimeRevenue: 1200, yearlyRevenue: 2400.5 });
    const [patch] = errand.sandbox.requests.list().filter(({ method }) => method === 'PATCH');
    expect(JSON.parse(patch?.body ?? '')).toEqual({ id, onetimeRevenue: 1200, yearlyRevenue: 2400.5 });
  });

  it('is told with cents what somebody else wrote meanwhile, where only cents differ', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ ...quarterly, monthlyRevenue: 1250.1 });
    await chat.typeForm('sam', `money ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { monthlyRevenue: 1250.4 });
    await chat.submit('sam', { monthlyRevenue: '1.300' });
    expect(chat.form('sam')?.words).toMatch(/was “1\.250,10\s\$” when you saw it; it is “1\.250,40\s\$” now/);
  });

  it('creates one with the revenue that was meant, and a probability with its sign', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', `new Bustard on ${platform}`);
    const [company] = await chat.lookUp('sam', 'companyID', { text: 'ha' });
    await chat.submit('sam', { companyID: company?.value ?? '', probability: '45 %' });
    await chat.submit('sam', { monthlyRevenue: '12.345', onetimeRevenue: '10k' });
    await chat.waitForCard('sam', 'Created by Sam Okafor');
    const [made] = errand.sandbox.records.list('Opportunities', ({ title }) => title === `Bustard on ${platform}`);
    expect(made).toMatchObject({ monthlyRevenue: 12_345, onetimeRevenue: 10_000, probability: 45 });
  });

  it('filters a list by words, which mean the same to whoever presses its buttons', async () => {
    const chat = errand.chat(platform);
    errand.createOpportunity({ title: 'Curlew small', amount: 5000 });
    errand.createOpportunity({ title: 'Curlew large', amount: 12_000 });
    const card = await chat.say('sam', 'list curlew amount:>10.000');
    expect(card.words).toContain('Curlew large');
    expect(card.words).not.toContain('Curlew small');
    expect((await chat.say('sam', 'list curlew amount:>10 000')).words).not.toContain('Curlew small');
    expect((await chat.say('sam', 'list amount:>10,000')).words).toContain('10.000 or 10? Type 10000 or 10.');
    await chat.say('sam', 'list curlew amount:>1.000');
    const form = await chat.pressForm('sam', 'Filter');
    expect(form.values).toMatchObject({ amount: '>1000' });
    await chat.submit('sam', { amount: '>10,000' });
    expect(chat.form('sam')?.words).toContain('10.000 or 10? Type 10000 or 10.');
    await chat.submit('sam', { amount: '10.000..20.000' });
    const narrowed = await chat.waitForCard('sam', 'amount 10000..20000');
    expect(narrowed.words).toContain('Curlew large');
    expect(narrowed.words).not.toContain('Curlew small');
  });

  it('watches from an amount, by words and in the form', async () => {
    const chat = errand.chat(platform);
    await chat.say('sam', 'watch channel won,new>10.000');
    expect((await chat.typeForm('sam', 'watch')).values).toMatchObject({ newFrom: '10000' });
    await chat.submit('sam', { newFrom: '1,500' });
    expect(chat.form('sam')?.words).toContain('1.500 or 1,5? Type 1500 or 1,50.');
    await chat.submit('sam', { newFrom: '1.500,50' });
    await chat.waitForCard('sam', '1.500,50');
    expect((await chat.typeForm('sam', 'watch')).values).toMatchObject({ newFrom: '1500,5' });
    await chat.close('sam');
    expect((await chat.say('sam', 'watch channel new>1,500')).words).toContain('1.500 or 1,5? Type 1500 or 1,50.');
  });

  it('narrows a digest, at whose field what cannot be read is refused', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest');
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    await chat.submit('sam', { amount: '1e3', goalOneTime: '2,500' });
    expect(chat.form('sam')?.words).toContain('Enter a number, for example 1200.');
    expect(chat.form('sam')?.words).toContain('2.500 or 2,5? Type 2500 or 2,50.');
    await chat.submit('sam', { amount: '1.200', goalOneTime: '2.500' });
    const card = await chat.waitForCard('sam', 'The digest is set up.');
    expect(card.words).toContain('Amount >=1200.');
    expect(card.words).toMatch(/2\.500\s\$ a month/);
  });
});
