/** Long lists are asked for in parts, and long answers read page by page: everything once, and nothing of another host. */
import type { AutotaskClient } from '../../../../src/autotask/client';
import type { Opportunity } from '../../../../src/opportunity/opportunity';
import type { OpportunityFilter } from '../../../../src/opportunity/client';
import { UnexpectedResponse, InvalidInput } from '../../../../src/core/errors';
import type { Json } from '../../../../src/core/json';
import { errorOf, fastRetries, openClient, type ClientFixture } from '../../../support/client';

let bench: ClientFixture;
const companies: number[] = [];
const hosts: string[] = [];
/** The companies beyond those of the small tenant, and one opportunity with each of the first 1100. */
beforeAll(async () => {
  const fetch: typeof globalThis.fetch = (input, init) => {
    hosts.push(new URL(input).host);
    return globalThis.fetch(input, init);
  };
  bench = await openClient({ opportunities: 3, switches: { requestThreshold: 1e6 } }, { limits: fastRetries, fetch });
  const { records } = bench.sandbox;
  const [like] = records.list('Opportunities');
  for (let index = 0; index < 1200; index += 1) {
    const company = records.add('Companies', { companyName: `Company ${index}`, companyType: 1, isActive: true });
    companies.push(company);
    const values = { id: 40_000_000 + index, title: `Deal ${index}`, companyID: company };
    if (index < 1100) records.add('Opportunities', { ...like, ...values });
  }
});
afterAll(() => bench.stop());
beforeEach(() => {
  bench.sandbox.faults.clear();
  bench.sandbox.switches.pageOrder = 'rising';
  hosts.length = 0;
  bench.takeRequests();
});

const idsOf = (opportunities: readonly Opportunity[]) => opportunities.map(({ id }) => id);
const distinct = (values: readonly number[]) => new Set(values).size;
const listsSent = () => {
  const list = bench.sandbox.requests.list().filter(({ path }) => path.includes('/query'));
  bench.sandbox.requests.clear();
  return list.map(({ body }) => {
    const { filter } = JSON.parse(body) as { filter: { op: string; value: unknown }[] };
    return filter.flatMap(({ op, value }) => (op === 'in' ? [(value as unknown[]).length] : []));
  });
};

describe('Names of many companies', () => {
  it.each([
    [500, [500]],
    [501, [500, 1]],
    [1200, [500, 500, 200]],
  ])('%i are asked for in %j', async (count, parts) => {
    const client = bench.newClient();
    const { opportunities } = await client.find({}, { size: 1 });
    const [one] = opportunities;
    if (one === undefined) throw new Error('no opportunity');
    bench.takeRequests();
    const many = companies.slice(0, count).map((companyID) => ({ ...one, fields: { ...one.fields, companyID } }));
    const named = await client.withNames([...many, ...many.slice(0, 50)]);
    expect(named.slice(0, count).map(({ names }) => names.company)).toEqual(many.map((_, index) => `Company ${index}`));
    expect(named.slice(count).map(({ names }) => names.company)).toEqual(
      many.slice(0, 50).map((_, index) => `Company ${index}`),
    );
    expect(listsSent().flat()).toEqual(parts);
  });
});

describe('A filter with many values', () => {
  it.each([450, 501, 1200])('of %i companies, some named twice, finds each opportunity once', async (count) => {
    const client = bench.newClient();
    const company = [...companies.slice(0, count), ...companies.slice(0, 30)];
    const expected = Math.min(count, 1100);
    const { opportunities, complete } = await client.all({ company });
    expect([opportunities.length, distinct(idsOf(opportunities)), complete]).toEqual([expected, expected, true]);
    expect(await client.count({ company })).toBe(expected);
    const lists = listsSent().flat();
    expect(Math.max(...lists)).toBeLessThanOrEqual(450);
    expect(lists.length > 2).toBe(count > 450);
  });

  it('in two lists is split until both fit', async () => {
    const owner = Array.from({ length: 400 }, (_, index) => index + 1);
    const [one] = bench.sandbox.records.list('Opportunities', ({ title }) => title === 'Deal 7');
    const filter = { company: companies.slice(0, 300), owner: [...owner, Number(one?.['ownerResourceID'])] };
    const found = await bench.newClient().all(filter);
    const sums = listsSent().map((list) => list.reduce((sum, length) => sum + length, 0));
    expect(found.opportunities).toHaveLength(300);
    expect(Math.max(...sums)).toBeLessThanOrEqual(450);
  });

  it('and words beside them, still fits', async () => {
    const { opportunities } = await bench.newClient().all({ company: companies.slice(0, 100), text: 'Deal 42' });
    expect(opportunities.map(({ fields }) => fields.title)).toEqual(['Deal 42']);
  });

  it('of which none is named at all, asks for nothing', async () => {
    const client = bench.newClient();
    expect((await client.all({ company: [] })).opportunities).toEqual([]);
    expect((await client.find({ owner: [] }, { size: 5 })).opportunities).toEqual([]);
    expect(await client.count({ stage: [] })).toBe(0);
    expect(bench.takeRequests()).toEqual([]);
  });
});

/** Every page, each asked for by a client that knows nothing but the cursor. */
async function everyPage(filter: OpportunityFilter, size: number, another?: AutotaskClient): Promise<number[][]> {
  const pages: number[][] = [];
  let after: string | undefined;
  do {
    const client = another ?? (pages.length === 1 ? bench.newClient() : bench.client);
    const page = await client.find(filter, { size, ...(after === undefined ? {} : { after }) });
    pages.push(idsOf(page.opportunities));
    after = page.next;
  } while (after !== undefined && pages.length < 50);
  return pages;
}

/** Whole pages in falling order of ids: neither documented nor excluded. */
const turnOver = () => {
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const url = new URL(input);
    if (!url.pathname.endsWith('Opportunities/query')) return globalThis.fetch(input, init);
    const { maxRecords, filter } = JSON.parse(init.body as string) as { maxRecords: number; filter: object[] };
    const all = bench.sandbox.records.list('Opportunities').map(({ id }) => Number(id));
    const bounds = filter as { op: string; field: string; value: number }[];
    const inside = (id: number) => bounds.every(({ op, value }) => (op === 'gt' ? id > value : id < value));
    const some = all.filter(inside).reverse().slice(0, maxRecords);
    const body = JSON.stringify({ maxRecords, filter: [{ op: 'in', field: 'id', value: some }] });
    const page = (await (await globalThis.fetch(input, { ...init, body })).json()) as { items: object[] };
    const next = all.filter(inside).length > maxRecords ? `${bench.sandbox.url}V1.0/Opportunities/query/next` : null;
    return Response.json({ items: page.items.reverse(), pageDetails: { nextPageUrl: next } });
  };
  return bench.newClient({ fetch });
};

describe('Page by page', () => {
  it.each(['rising', 'falling'] as const)(
    'everything comes once, whatever the order within a page: %s',
    async (order) => {
      bench.sandbox.switches.pageOrder = order;
      const pages = await everyPage({}, 200);
      expect(pages.map(({ length }) => length)).toEqual([200, 200, 200, 200, 200, 103]);
      expect(distinct(pages.flat())).toBe(1103);
      expect(bench.takeRequests().filter((line) => line.endsWith('/count'))).toHaveLength(order === 'rising' ? 0 : 1);
    },
  );

  it('and whatever the order of the pages', async () => {
    const pages = await everyPage({}, 300, turnOver());
    expect(pages.map(({ length }) => length)).toEqual([300, 300, 300, 203]);
    const ids = pages.flat();
    expect(ids).toEqual([...ids].sort((a, b) => b - a));
    expect(distinct(ids)).toBe(1103);
  });

  it.each(['rising', 'falling'] as const)('also of a filter that is asked in parts: %s', async (order) => {
    bench.sandbox.switches.pageOrder = order;
    const pages = await everyPage({ company: companies }, 400);
    expect(pages.map(({ length }) => length)).toEqual([400, 400, 300]);
    expect(distinct(pages.flat())).toBe(1100);
  });

  it('a page in no order at all is not gone on from', async () => {
    bench.sandbox.faults.plan({
      entity: 'Opportunities',
      verb: 'query',
      fault: {
        kind: 'altered',
        change: (body) => {
          const { items } = body as { items: Json[] };
          items.push(...items.splice(0, 2));
          return body;
        },
      },
    });
    expect(await errorOf(bench.client.find({}, { size: 5 }))).toBeInstanceOf(UnexpectedResponse);
  });

  it.each(['', 'x', '>', '>x', '<>1', '> 1', '1', '>99999999999999999', `>1}],"op":"exist"`])(
    'a cursor that is none (%j) is refused before anything is asked',
    async (after) => {
      expect(await errorOf(bench.client.find({}, { size: 5, after }))).toBeInstanceOf(InvalidInput);
      expect(bench.takeRequests()).toEqual([]);
    },
  );
});

describe('A long answer', () => {
  const nextPage = (change: (url: string) => Json) =>
    bench.sandbox.faults.plan({
      entity: 'Opportunities',
      verb: 'query',
      fault: {
        kind: 'altered',
        change: (body) => {
          const { pageDetails } = body as { pageDetails: Record<string, Json> };
          pageDetails['nextPageUrl'] = change(pageDetails['nextPageUrl'] as string);
          return body;
        },
      },
    });

  it('is read by POSTing the same query to the address of the next page', async () => {
    const { opportunities, complete } = await bench.client.all({});
    expect([distinct(idsOf(opportunities)), complete]).toEqual([1103, true]);
    const asked = bench.sandbox.requests.list().filter(({ entity }) => entity === 'Opportunities');
    expect(asked.map(({ method, verb }) => `${method} ${verb ?? ''}`)).toEqual([
      'POST query',
      'POST next',
      'POST next',
    ]);
    expect(new Set(asked.map(({ body }) => body)).size).toBe(1);
  });

  it.each<[string, (url: string) => Json]>([
    ['on another host', (url) => url.replace(/127\.0\.0\.1:\d+/, 'evil.example')],
    ['on another port of the same host', (url) => url.replace(/:(\d+)/, ':1')],
    ['without encryption where there was', (url) => url.replace('http:', 'https:')],
    ['that hides the host behind a name', (url) => url.replace('http://', 'http://evil.example/?')],
    ['that is no address', () => 'next please'],
    ['that is not a text', () => 7],
  ])('with a next page %s is not read on, and no credentials go there', async (_case, change) => {
    await bench.client.count({});
    const [home] = hosts;
    nextPage(change);
    expect(await errorOf(bench.client.all({}))).toBeInstanceOf(UnexpectedResponse);
    expect(new Set(hosts)).toEqual(new Set([home]));
    expect(bench.takeRequests().filter((line) => line.includes('/next'))).toEqual([]);
  });

  it('that leads in a circle is given up', async () => {
    nextPage((url) => url.replace(/\/next.*$/, ''));
    nextPage((url) => url.replace(/\/next.*$/, ''));
    expect(await errorOf(bench.client.all({}))).toBeInstanceOf(UnexpectedResponse);
  });
});
