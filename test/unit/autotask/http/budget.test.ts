/** How many requests things cost, counted at the sandbox. Metadata is read once for everybody and counted apart. */
import type { OpportunityFilter } from '../../../../src/opportunity/client';
import { author, fastRetries, openClient, type ClientFixture } from '../../../support/client';
import { danaId } from '../../../support/sandbox';

let bench: ClientFixture;
let id: number;
beforeAll(async () => {
  bench = await openClient({ opportunities: 40, switches: { requestThreshold: 1e6 } }, { limits: fastRetries });
  const contacts = bench.sandbox.records.list('Contacts', ({ companyID }) => companyID === 174);
  id = await bench.create({ contactID: contacts[0]?.['id'] });
});
afterAll(() => bench.stop());
beforeEach(() => bench.takeRequests());

const isMetadata = (line: string) =>
  /entityInformation|ActionTypes|OpportunityCategories|ThresholdInformation/.test(line);
const asked = () => bench.takeRequests().filter((line) => !isMetadata(line));

describe('A card', () => {
  it('costs one request, and four at most while nothing is known yet', async () => {
    const client = bench.newClient();
    await client.get(id);
    const cold = asked();
    expect(cold.sort()).toEqual([
      `GET Opportunities/${id}`,
      'POST Companies/query',
      'POST Contacts/query',
      'POST Resources/query',
    ]);
    await client.get(id);
    expect(bench.takeRequests()).toEqual([`GET Opportunities/${id}`]);
  });
});

describe('A page of 25', () => {
  const filters: Readonly<Record<string, OpportunityFilter>> = {
    owner: { owner: [danaId] },
    stage: { stage: [11, 12, 13, 14] },
    status: { status: [1] },
    date: { closeFrom: '2020-01-01', closeBefore: '2030-01-01' },
  };
  it.each(Object.entries(filters))(
    'by %s costs one query and one look-up for each kind of name not yet known',
    async (_by, filter) => {
      const client = bench.newClient();
      await client.warmUp();
      asked();
      const { opportunities } = await client.find(filter, { size: 25 });
      expect(opportunities.length).toBeGreaterThan(5);
      const cold = asked();
      expect(cold.length).toBeLessThanOrEqual(3);
      expect(new Set(cold).size).toBe(cold.length);
      await client.find(filter, { size: 25 });
      expect(asked()).toEqual(['POST Opportunities/query']);
    },
  );

  it('without anything known at all costs the list of resources besides', async () => {
    const client = bench.newClient();
    await client.find({ status: [1] }, { size: 25 });
    expect(asked().sort()).toEqual([
      'POST Companies/query',
      'POST Contacts/query',
      'POST Opportunities/query',
      'POST Resources/query',
    ]);
  });

  it('by what is typed asks once more for companies and once for contacts, however many words', async () => {
    const client = bench.newClient();
    await client.find({ status: [1] }, { size: 25 });
    asked();
    for (const text of ['acme', 'acme refresh', 'acme refresh acme refresh acme']) {
      await client.find({ text }, { size: 25 });
      const { length, ...lines } = asked();
      expect(Object.values(lines).sort()).toEqual([
        'POST Companies/query',
        'POST Contacts/query',
        'POST Opportunities/query',
      ]);
      expect(length).toBe(3);
    }
  });
});

describe('A change of the stage', () => {
  it('is read, PATCH, read back', async () => {
    const client = bench.newClient();
    await client.update(id, { stage: 12 }, author);
    bench.takeRequests();
    await client.update(id, { stage: 13 }, author);
    expect(bench.takeRequests()).toEqual([`GET Opportunities/${id}`, 'PATCH Opportunities', `GET Opportunities/${id}`]);
  });
});

describe('Metadata', () => {
  it('is asked for once, however many ask at once', async () => {
    const client = bench.newClient();
    await Promise.all(Array.from({ length: 50 }, () => client.get(id)));
    const metadata = bench.takeRequests().filter(isMetadata);
    expect(metadata).toEqual(['GET Opportunities/entityInformation/fields']);
    await Promise.all(
      Array.from({ length: 50 }, () => [client.picklists(), client.access(), client.userDefinedFields()]).flat(),
    );
    const more = bench.takeRequests();
    expect(new Set(more).size).toBe(more.length);
    await Promise.all([client.picklists(), client.access(), client.userDefinedFields(), client.get(id)]);
    expect(bench.takeRequests()).toEqual([`GET Opportunities/${id}`]);
  });
});

describe('A list that is sorted or summed', () => {
  const like = (count: number) => {
    const [one] = bench.sandbox.records.list('Opportunities', (record) => record['id'] === id);
    for (let index = 0; index < count; index += 1) {
      bench.sandbox.records.add('Opportunities', { ...one, id: 50_000_000 + index, title: `Bulk ${index}` });
    }
  };
  const held = () => bench.sandbox.records.list('Opportunities').length;

  it('is read once, 500 to a request, few fields, and says when it was too long to be summed', async () => {
    like(1200);
    const client = bench.newClient();
    await client.warmUp();
    bench.takeRequests();
    const some = await client.all({});
    expect(bench.takeRequests()).toHaveLength(Math.ceil(held() / 500));
    expect([some.opportunities.length, some.complete]).toEqual([held(), true]);

    like(4000);
    await client.all({});
    expect(bench.sandbox.requests.list()).toHaveLength(Math.ceil(held() / 500));
    for (const { body } of bench.sandbox.requests.list()) {
      expect((JSON.parse(body) as { includeFields: string[] }).includeFields.length).toBeLessThan(30);
    }

    like(5500);
    bench.takeRequests();
    const many = await client.all({});
    expect(bench.takeRequests()).toHaveLength(10);
    expect([many.opportunities.length, many.complete]).toEqual([5000, false]);
  });
});
