/** The seeded tenant: believable, consistent with its own rules, fit for a demonstration. */
import { entities } from '../../../../src/dev/sandbox/schema';
import type { EntityName, SandboxRecord } from '../../../../src/dev/sandbox';
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox, today } from '../../../support/sandbox';

describe('The pretend MSP', () => {
  let fixture: SandboxFixture;
  let deals: readonly SandboxRecord[];
  beforeAll(async () => {
    fixture = await openSandbox({ opportunities: 400 });
    deals = fixture.sandbox.records.list('Opportunities');
  });
  afterAll(() => fixture.stop());
  const list = (entity: EntityName) => fixture.sandbox.records.list(entity);
  const share = (where: (deal: SandboxRecord) => boolean) => deals.filter(where).length / deals.length;

  test('has the size that a demonstration needs', () => {
    const sizes = ['Companies', 'Contacts', 'Resources', 'Opportunities'] as const;
    expect(sizes.map((entity) => list(entity).length)).toEqual([61, 150, 12, 400]);
    for (const entity of ['Quotes', 'SalesOrders', 'CompanyNotes', 'OpportunityAttachments'] as const) {
      expect(list(entity).length).toBeGreaterThan(15);
    }
    expect(deals[0]?.['id']).toBe(29681234);
  });

  test('has exactly the fields of the pages in every record', () => {
    for (const entity of entities) {
      const names = entity.fields.map(({ name }) => name);
      for (const record of list(entity.name)) expect(Object.keys(record)).toEqual(names);
    }
  });

  test('has all statuses and stages, and a few old deals on the retired stage', () => {
    expect(new Set(deals.map(({ status }) => status))).toEqual(new Set([0, 1, 2, 3, 4]));
    expect(new Set(deals.map(({ stage }) => stage))).toEqual(new Set([11, 12, 13, 14, 15, 16, 17, 18, 19]));
    const retired = deals.filter(({ stage }) => stage === 19).length;
    expect(retired).toBeGreaterThan(1);
    expect(retired).toBeLessThan(20);
  });

  test('has deals that are overdue, that close this month and later', () => {
    const open = deals.filter(({ status }) => status === 1);
    const close = ({ projectedCloseDate }: SandboxRecord) => String(projectedCloseDate);
    expect(open.filter((deal) => close(deal) < today.slice(0, 10)).length).toBeGreaterThan(10);
    expect(open.filter((deal) => close(deal) > today && close(deal).startsWith('2026-03')).length).toBeGreaterThan(20);
    expect(open.filter((deal) => close(deal) >= '2026-04').length).toBeGreaterThan(50);
  });

  test('has one-time and recurring money, and titles that differ', () => {
    expect(share(({ monthlyRevenue }) => monthlyRevenue !== null)).toBeGreaterThan(0.3);
    expect(share(({ onetimeRevenue }) => onetimeRevenue !== null)).toBeGreaterThan(0.5);
    expect(new Set(deals.map(({ title }) => title)).size).toBeGreaterThan(90);
    for (const { amount, cost } of deals) expect(Number(cost)).toBeLessThan(Number(amount));
  });

  test('has a sales lead, a rep, somebody who left, and the API user', () => {
    const one = (email: string) => list('Resources').find((person) => person['email'] === email);
    expect(one('dana.reyes@example.com')).toMatchObject({ isActive: true, title: 'Sales Lead' });
    expect(one('sam.okafor@example.com')).toMatchObject({ isActive: true });
    expect(one('kevin.doyle@example.com')).toMatchObject({ isActive: false });
    expect(one('api.bot@example.com')).toMatchObject({ userType: 17, id: 4 });
  });

  test('dates nothing in the future that has happened already', () => {
    for (const deal of deals) {
      for (const field of ['startDate', 'createDate', 'lastActivity', 'closedDate', 'lostDate']) {
        expect(String(deal[field] ?? '') <= today).toBe(true);
      }
      expect(String(deal['projectedCloseDate']).slice(0, 10) >= String(deal['startDate']).slice(0, 10)).toBe(true);
    }
  });

  test('keeps its own rules: every deal can be written back as it is', async () => {
    const refused: unknown[] = [];
    for (const { id, title, stage, status, ownerResourceID, contactID, projectedCloseDate, amount } of deals) {
      const answer = await fixture.patch(Number(id), {
        title,
        stage,
        status,
        ownerResourceID,
        contactID,
        projectedCloseDate,
        amount,
      });
      if (answer.status !== 200) refused.push([id, answer.body.errors]);
    }
    expect(refused).toEqual([]);
    expect(list('Opportunities')).toEqual(deals);
  });

  test('adds up: billing periods give the amount, and primary quotes give it too', () => {
    const items = list('QuoteItems');
    for (const quote of list('Quotes').filter(({ primaryQuote }) => primaryQuote === true)) {
      const deal = fixture.sandbox.records.read('Opportunities', Number(quote['opportunityID']));
      const sum = items
        .filter(({ quoteID }) => quoteID === quote['id'])
        .reduce((all, item) => all + Number(item['unitPrice']), 0);
      expect(sum).toBeCloseTo(Number(deal?.['amount']), 2);
    }
    for (const deal of deals) {
      const months = Number(deal['totalAmountMonths']);
      const per = (field: string, length: number) => (Number(deal[field]) * months) / length;
      const sum =
        per('monthlyRevenue', 1) + per('quarterlyRevenue', 3) + per('semiannualRevenue', 6) + per('yearlyRevenue', 12);
      expect(Number(deal['onetimeRevenue']) + sum).toBeCloseTo(Number(deal['amount']), 2);
    }
  });

  test.each(['2026-11-30T23:30:00Z', '2027-01-01T00:30:00Z', '2028-02-29T12:00:00Z', '2027-03-28T00:59:00Z'])(
    'has at %s what it has on any day',
    async (startsAt) => {
      const awkward = await openSandbox({ opportunities: 400, startsAt });
      const all = awkward.sandbox.records.list('Opportunities');
      const day = startsAt.slice(0, 10);
      const closes = all.filter(({ status }) => status === 1).map((deal) => String(deal['projectedCloseDate']));
      expect(closes.filter((close) => close < day).length).toBeGreaterThan(10);
      expect(closes.filter((close) => close >= day && close.startsWith(day.slice(0, 7))).length).toBeGreaterThan(10);
      expect(closes.filter((close) => close.slice(0, 7) > day.slice(0, 7)).length).toBeGreaterThan(50);
      for (const field of ['startDate', 'createDate', 'lastActivity', 'closedDate', 'lostDate'])
        expect(all.filter((deal) => String(deal[field] ?? '') > startsAt)).toEqual([]);
      await awkward.stop();
    },
  );

  test('is there also with twenty thousand deals', async () => {
    const large = await openSandbox({ opportunities: 20_000 });
    const { body } = await large.query('Opportunities', [{ op: 'eq', field: 'status', value: 1 }], {
      includeFields: ['id', 'amount'],
    });
    expect(body.items).toHaveLength(500);
    await large.stop();
  });
});
