/** Nothing in the client depends on the habits of our own sandbox. */
import type { AutotaskClient } from '../../../../src/autotask/client';
import { NotFound } from '../../../../src/core/errors';
import { connectClient, errorOf } from '../../../support/client';
import { startOtherAutotask, type AutotaskDialect, type OtherAutotask } from '../../../support/other-autotask';

const dialects: Readonly<Record<string, AutotaskDialect>> = {
  'dates with Z, 404, numbers': {
    date: (iso) => iso.replace(/\.\d+/, ''),
    missing: 'not-found',
    access: (word) => (word === 'All' ? 1 : 0),
    userDefinedFields: 'empty',
    isCompressed: false,
  },
  'dates without Z, null items, words, packed': {
    date: (iso) => iso.replace('Z', '0000'),
    missing: 'null-item',
    access: (word) => word,
    userDefinedFields: 'absent',
    isCompressed: true,
  },
  'dates to a tenth of a second': {
    date: (iso) => iso.replace(/(\.\d)\d*Z/, '$1'),
    missing: 'null-item',
    access: (word) => word.toLowerCase(),
    userDefinedFields: 'absent',
    isCompressed: false,
  },
};

describe.each(Object.entries(dialects))('An Autotask with %s', (_dialect, dialect) => {
  let server: OtherAutotask;
  let client: AutotaskClient;
  const max = { id: 9, name: 'Max Roe' };
  beforeAll(async () => {
    server = await startOtherAutotask(dialect);
    client = connectClient(server.url);
  });
  afterAll(() => server.stop());

  it('shows a card, names and all', async () => {
    const { fields, names, picklistValues } = await client.get(150);
    expect(names).toEqual({ company: 'Umbrella Bakery', contact: 'Ada Poe', owner: 'Max Roe' });
    expect(picklistValues.stage?.label).toBe('Qualified');
    expect(fields).toMatchObject({ amount: 50, cost: 1.25, title: 'Deal 50', closedDate: null });
    expect(fields.projectedCloseDate?.slice(0, 10)).toBe('2026-06-30');
    expect(fields.lastActivity).toMatch(/^2026-02-01T10:20:30/);
  });

  it('says that a number is unknown', async () => {
    expect(await errorOf(client.get(5))).toBeInstanceOf(NotFound);
  });

  it('lists, pages, counts and sums', async () => {
    const first = await client.find({ status: [1] }, { size: 10 });
    const second = await client.find(
      { status: [1] },
      { size: 10, ...(first.next === undefined ? {} : { after: first.next }) },
    );
    expect([...first.opportunities, ...second.opportunities].map(({ id }) => id)).toEqual(
      server.rows['opportunities']
        ?.filter(({ status }) => status === 1)
        .slice(0, 20)
        .map(({ id }) => id),
    );
    const { opportunities, complete } = await client.all({ closeFrom: '2026-06-30', closeBefore: '2026-07-01' });
    expect([new Set(opportunities.map(({ id }) => id)).size, complete]).toEqual([1203, true]);
    expect(await client.count({ amountFrom: 1200 })).toBe(3);
    expect((await client.all({ text: 'umbrella 777' })).opportunities.map(({ id }) => id)).toEqual([877]);
  });

  it('is changed, and nothing but the change is sent', async () => {
    const changed = await client.update(160, { stage: 12, nextStep: 'Call' }, max, { expected: { stage: 11 } });
    expect(changed.fields).toMatchObject({ stage: 12, nextStep: 'Call', amount: 60 });
    expect(server.rows['opportunities']?.[60]).toMatchObject({ stage: 12, nextStep: 'Call', amount: 60, cost: 1.25 });
  });

  it('is won, with its note', async () => {
    const note = { title: 'Won', text: 'Signed' };
    const won = await client.update(161, { status: 3 }, max, { note });
    expect(won.fields.status).toBe(3);
    const notes = server.rows['companynotes']?.filter(({ opportunityID }) => opportunityID === 161);
    expect(notes).toEqual([expect.objectContaining({ companyID: 7, actionType: 1, name: 'Won' })]);
  });

  it('takes a new opportunity', async () => {
    const created = await client.create(
      {
        title: 'Ovens',
        companyID: 7,
        ownerResourceID: 9,
        status: 1,
        stage: 11,
        probability: 20,
        amount: 500,
        cost: 100,
        startDate: '2026-03-10',
        projectedCloseDate: '2026-05-01',
        useQuoteTotals: false,
      },
      max,
    );
    expect(created.fields).toMatchObject({ title: 'Ovens', amount: 500, probability: 20 });
  });

  it('offers its own lists and people', async () => {
    const lists = await client.picklists();
    expect(lists.selectable('stage').map(({ label }) => label)).toEqual(['Won', 'Qualified', 'Discovery']);
    expect(lists.statuses).toMatchObject({ active: 1, lost: 2, closed: 3 });
    expect(await client.userDefinedFields()).toEqual([]);
    expect((await client.companies('umb')).map(({ id }) => id)).toEqual([7]);
    expect((await client.contacts(7, 'ada poe')).map(({ id }) => id)).toEqual([8]);
    expect((await client.resourcesByEmail('Max@Example.com')).map(({ id }) => id)).toEqual([9]);
    expect(await client.quotes(150)).toEqual([]);
  });
});
