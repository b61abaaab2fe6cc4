import { dayIn } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  errand = await startAppFixture();
});
afterEach(() => errand.stop());

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it('an opportunity is created for a company that is looked up, with a contact of that company', async () => {
    const chat = errand.chat(platform);
    const { records } = errand.sandbox;
    const company = records.add('Companies', { companyName: 'Zeppelin Works', companyType: 1, isActive: true });
    const person = { companyID: company, firstName: 'Ada', lastName: 'Byron', isActive: 1 };
    const contact = records.add('Contacts', person);
    records.add('Contacts', { ...person, companyID: 174, lastName: 'Elsewhere' });
    const form = await chat.typeForm('sam', 'new Firewall refresh');
    expect(form.values).toMatchObject({ title: 'Firewall refresh', probability: '10' });

    const companies = await chat.lookUp('sam', 'companyID', { text: 'zeppel' });
    expect(companies).toEqual([{ label: expect.stringContaining('Zeppelin Works') as string, value: String(company) }]);
    const values = { companyID: String(company) };
    const contacts = await chat.lookUp('sam', 'contactID', { text: '', values });
    expect(contacts.map(({ value }) => value)).toEqual([String(contact)]);

    await chat.submit('sam', { ...values, contactID: String(contact) });
    expect(chat.form('sam')?.words).toContain('Step 2 of 2');
    const owners = await chat.lookUp('sam', 'ownerResourceID', { text: '' });
    expect(owners[0]?.label).toBe('Sam Okafor (me)');
    await chat.submit('sam', {
      monthlyRevenue: '1200',
      onetimeRevenue: '5000.5',
      projectedCloseDate: dayIn(477),
    });
    const card = await chat.waitForCard('sam', 'Created by Sam Okafor');
    expect(card.words).toContain('Zeppelin Works · Ada Byron');
    expect(card.words).toContain('$1,200/mo');
    const [created, ...others] = records.list('Opportunities', ({ companyID }) => companyID === company);
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      title: 'Firewall refresh',
      contactID: contact,
      ownerResourceID: 29683408,
      monthlyRevenue: 1200,
      onetimeRevenue: 5000.5,
      status: 1,
      useQuoteTotals: false,
    });
  });

  it('what Autotask would refuse is said at its field, and everything typed is kept', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'new Firewall refresh');
    const [company] = await chat.lookUp('sam', 'companyID', { text: 'oakhaven' });
    await chat.submit('sam', { companyID: company?.value ?? '' });
    await chat.submit('sam', { projectedCloseDate: '2020-01-01', nextStep: 'Kept' });
    const form = chat.form('sam');
    expect(form?.words).toContain('The projected close date cannot be before the create date');
    expect(form?.values).toMatchObject({ nextStep: 'Kept', projectedCloseDate: '2020-01-01' });
    await chat.submit('sam', { projectedCloseDate: dayIn(300) });
    await chat.waitForCard('sam', 'Created by Sam Okafor');
  });
});

it('On Teams a client that offers nothing while one types still finds the company by its words', async () => {
  const chat = errand.chat('Teams');
  const { records } = errand.sandbox;
  const company = { companyType: 1, isActive: true };
  records.add('Companies', { ...company, companyName: 'Quill Works' });
  records.add('Companies', { ...company, companyName: 'Quill Works West' });
  const wanted = records.add('Companies', { ...company, companyName: 'Quilting Club' });
  const form = await chat.typeForm('sam', 'new Firewall refresh');
  expect(form.options['companyID']?.length).toBeGreaterThan(5);
  await chat.submit('sam', { companyID: 'quilxx' });
  expect(chat.form('sam')?.words).toContain('Nothing here is called "quilxx".');
  await chat.submit('sam', { companyID: 'quil' });
  expect(chat.form('sam')?.values).toMatchObject({ companyID: 'quil', title: 'Firewall refresh' });
  expect(chat.form('sam')?.options['companyID']).toEqual(
    expect.arrayContaining(['Quill Works', 'Quill Works West', 'Quilting Club']),
  );
  await chat.submit('sam', { companyID: 'quilting' });
  expect(chat.form('sam')?.words).toContain('Step 2 of 2');
  await chat.submit('sam', { projectedCloseDate: dayIn(477) });
  await chat.waitForCard('sam', 'Created by Sam Okafor');
  expect(records.list('Opportunities', ({ companyID }) => companyID === wanted)).toHaveLength(1);
});

it('words for a contact beside words that fit several companies: the company is asked about, and all that was typed stays', async () => {
  const chat = errand.chat('Teams');
  const { records } = errand.sandbox;
  const company = { companyType: 1, isActive: true };
  const wanted = records.add('Companies', { ...company, companyName: 'Xylo North' });
  records.add('Companies', { ...company, companyName: 'Xylo South' });
  const contact = records.add('Contacts', { companyID: wanted, firstName: 'Ann', lastName: 'Lee', isActive: 1 });
  await chat.typeForm('sam', 'new Firewall refresh');
  await chat.submit('sam', { companyID: 'xylo', contactID: 'ann' });
  expect(chat.form('sam')?.words).toContain('Several match "xylo": choose one.');
  expect(chat.form('sam')?.words).not.toContain('cannot search');
  expect(chat.form('sam')?.values).toMatchObject({ companyID: 'xylo', contactID: 'ann', title: 'Firewall refresh' });
  expect(chat.form('sam')?.options['companyID']).toEqual(expect.arrayContaining(['Xylo North', 'Xylo South']));
  await chat.submit('sam', { companyID: 'Xylo North' });
  expect(chat.form('sam')?.words).toContain('Step 2 of 2');
  await chat.submit('sam', { projectedCloseDate: dayIn(477) });
  await chat.waitForCard('sam', 'Created by Sam Okafor');
  expect(records.list('Opportunities', ({ contactID }) => contactID === contact)).toHaveLength(1);
});
