/** Random filters find what they say and nothing else; a random query that Autotask would misread is never sent. */
import fc from 'fast-check';
import { Rejected } from '../../../../src/core/errors';
import type { Json } from '../../../../src/core/json';
import { buildQuery } from '../../../../src/autotask/query/query';
import { type Condition } from '../../../../src/autotask/query/query';
import type { OpportunityFilter } from '../../../../src/opportunity/client';
import { fastRetries, openClient, type ClientFixture } from '../../../support/client';

type Stored = Readonly<Record<string, Json>>;
let bench: ClientFixture;
let stored: readonly Stored[];
beforeAll(async () => {
  bench = await openClient({ opportunities: 150, switches: { requestThreshold: 1e6 } }, { limits: fastRetries });
  stored = bench.sandbox.records.list('Opportunities');
});
afterAll(() => bench.stop());

/** Some values that occur, and some that do not. */
const idsOf = (field: string) => {
  const known = () => [...new Set(stored.map((record) => Number(record[field])))];
  return fc
    .array(
      fc.oneof(
        fc.nat(200).map((at) => known()[at % known().length] ?? 0),
        fc.nat(99),
      ),
      { maxLength: 6 },
    )
    .map((ids): readonly number[] => ids);
};
const day = fc.integer({ min: 0, max: 900 }).map((days) => new Date(Date.UTC(2025, 0, 1 + days)).toISOString());
const date = day.map((moment) => moment.slice(0, 10));
const amount = fc.oneof(fc.integer({ min: 0, max: 120_000 }), fc.double({ min: 0, max: 9e4, noNaN: true }));

const parts = {
  ids: idsOf('id'),
  owner: idsOf('ownerResourceID'),
  stage: idsOf('stage'),
  status: idsOf('status'),
  company: idsOf('companyID'),
  category: idsOf('opportunityCategoryID'),
  closeFrom: date,
  closeBefore: date,
  closedFrom: date,
  lostFrom: date,
  openOrEnded: fc.record({ open: fc.constantFrom([0, 1], [1]), since: date }),
  amountFrom: amount,
  amountBelow: amount,
  quietSince: day,
};
/** Few parts at once, so that something is found. */
const anyFilter: fc.Arbitrary<OpportunityFilter> = fc
  .subarray(Object.keys(parts) as (keyof typeof parts)[], { maxLength: 3 })
  .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, parts[name]]))));

const moment = (value: Json | undefined) => (typeof value === 'string' ? Date.parse(value) : undefined);
const within = (value: number | undefined, from: number | undefined, before: number | undefined) =>
  (from === undefined || (value !== undefined && value >= from)) &&
  (before === undefined || (value !== undefined && value < before));
const among = (value: Json | undefined, list: readonly number[] | undefined) =>
  list === undefined || (value !== null && value !== undefined && list.includes(Number(value)));

const isOpenOrEnded = (record: Stored, { open, since }: { open: readonly number[]; since: string }): boolean =>
  among(record['status'], open) ||
  within(moment(record['closedDate']), moment(since), undefined) ||
  within(moment(record['lostDate']), moment(since), undefined);

/** The filter as its own words have it, on the sandbox's records. */
function matches(record: Stored, filter: OpportunityFilter): boolean {
  const last = moment(record['lastActivity']);
  const quietSince = moment(filter.quietSince);
  return [
    among(record['id'], filter.ids),
    among(record['ownerResourceID'], filter.owner),
    among(record['stage'], filter.stage),
    among(record['status'], filter.status),
    among(record['companyID'], filter.company),
    among(record['opportunityCategoryID'], filter.category),
    within(moment(record['projectedCloseDate']), moment(filter.closeFrom), moment(filter.closeBefore)),
    within(moment(record['closedDate']), moment(filter.closedFrom), undefined),
    within(moment(record['lostDate']), moment(filter.lostFrom), undefined),
    within(Number(record['amount']), filter.amountFrom, filter.amountBelow),
    filter.openOrEnded === undefined || isOpenOrEnded(record, filter.openOrEnded),
    quietSince === undefined || last === undefined || last < quietSince,
  ].every(Boolean);
}

const sorted = (ids: readonly number[]) => [...ids].sort((a, b) => a - b);

describe('A random filter', () => {
  it('finds what matches and nothing else, as a list, page by page and as a count', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(anyFilter, fc.integer({ min: 1, max: 60 }), async (filter, size) => {
        const expected = stored.filter((record) => matches(record, filter)).map(({ id }) => Number(id));
        found += expected.length;
        const all = await bench.client.all(filter);
        expect(sorted(all.opportunities.map(({ id }) => id))).toEqual(sorted(expected));
        const visited: number[] = [];
        expect(await bench.client.each(filter, ({ id }) => visited.push(id))).toMatchObject({ complete: true });
        expect(sorted(visited)).toEqual(sorted(expected));
        expect(await bench.client.count(filter)).toBe(expected.length);
        const page = await bench.client.find(filter, { size });
        expect(page.opportunities.map(({ id }) => id)).toEqual(sorted(expected).slice(0, size));
        expect(page.next === undefined).toBe(expected.length <= size);
      }),
      { numRuns: 150 },
    );
    expect(found).toBeGreaterThan(500);
  });

  it('is narrowed by whatever is typed beside it, never widened', async () => {
    const typed = fc.oneof(
      fc.string({ minLength: 1, maxLength: 20 }),
      fc.constantFrom('acme', 'e', '%', '*', '"}]', '{"op":"exist","field":"id"}', "' or 1=1", '\\', '[a-z]', '_'),
    );
    await fc.assert(
      fc.asyncProperty(anyFilter, typed, async (filter, text) => {
        const wide = stored.filter((record) => matches(record, filter)).map(({ id }) => Number(id));
        const { opportunities } = await bench.client.all({ ...filter, text }).catch((error: unknown) => {
          // Too common a word is a refusal in words, not an answer.
          if (error instanceof Rejected) return { opportunities: [] };
          throw error;
        });
        expect(wide).toEqual(expect.arrayContaining(opportunities.map(({ id }) => id)));
      }),
      { numRuns: 100 },
    );
  });

  it('whose values are none is refused before anything is asked', async () => {
    const nonsense = fc.constantFrom<unknown>('', ' ', 'soon', '2026-02-30', NaN, Infinity, null, {}, '1 or 1=1', true);
    const field = fc.constantFrom('closeFrom', 'closeBefore', 'closedFrom', 'lostFrom', 'amountFrom', 'quietSince');
    await fc.assert(
      fc.asyncProperty(field, nonsense, async (name, value) => {
        bench.takeRequests();
        await expect(bench.client.count({ [name]: value })).rejects.toBeInstanceOf(Rejected);
        expect(bench.takeRequests()).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

const operators = ['eq', 'noteq', 'gt', 'gte', 'lt', 'lte', 'beginsWith', 'endsWith', 'contains', 'in', 'notIn'];
const known = new Set([...operators, 'exist', 'notExist', 'and', 'or']);
const lists = new Set(['in', 'notIn']);

/** Sound in itself; what is laid over it makes it wrong. */
const sound = fc.constantFrom<Condition>(
  { op: 'eq', field: 'stage', value: 11 },
  { op: 'contains', field: 'title', value: 'acme' },
  { op: 'in', field: 'id', value: [1, 2] },
  { op: 'notExist', field: 'lostDate' },
  { op: 'gte', field: 'projectedCloseDate', value: '2026-01-01T00:00:00Z' },
);
const wrong = fc.oneof(
  fc
    .string()
    .filter((op) => !known.has(op))
    .map((op) => ({ op })),
  fc
    .constantFrom('EQ', 'Contains', 'like', 'between', 'not', 'isnull', '__proto__', 'constructor', undefined, null, 1)
    .map((op) => ({ op })),
  fc.string().map((text) => ({ field: `x${text}` })),
  fc.constantFrom('', 'Title', 'companyName', '__proto__', 'toString', undefined, null, 7).map((field) => ({ field })),
  fc.constantFrom([], [[]], [{}], {}, undefined, null, NaN).map((value) => ({ value, op: 'in' })),
  fc.constantFrom({}, [], null, undefined, NaN, Infinity).map((value) => ({ value, op: 'eq' })),
  fc.constantFrom([], {}, null, 'x').map((items) => ({ op: 'or', items })),
  fc.integer({ min: 501, max: 900 }).map((length) => ({
    op: 'in',
    field: 'id',
    value: Array.from({ length }, (_, id) => id),
  })),
);
/** Somewhere in a query that is right otherwise. */
const hidden = fc.letrec<{ query: readonly Condition[]; group: Condition }>((tie) => ({
  query: fc
    .tuple(fc.array(sound, { maxLength: 2 }), tie('group'), fc.array(sound, { maxLength: 2 }))
    .map(([before, group, after]) => [...before, group, ...after]),
  group: fc.oneof(
    { maxDepth: 3 },
    fc.tuple(sound, wrong).map(([condition, fault]) => ({ ...condition, ...fault }) as unknown as Condition),
    fc.tuple(fc.constantFrom('and' as const, 'or' as const), tie('query')).map(([op, items]) => ({
      op,
      items: [...items],
    })),
  ),
}));

describe('A random query', () => {
  it('with one thing in it that Autotask would misread is refused before anything is sent', () => {
    fc.assert(
      fc.property(hidden.query, (conditions) => {
        expect(() => buildQuery('Opportunities', conditions)).toThrow(Rejected);
      }),
      { numRuns: 500 },
    );
  });

  it('that is sound asks for the id, and for known operators and short lists alone', () => {
    const asked = fc.array(
      fc.oneof(
        sound,
        fc.array(sound, { minLength: 1 }).map((items) => either(items)),
      ),
      {
        minLength: 1,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(asked, fc.subarray(['title', 'id', 'stage'] as const), (conditions, fields) => {
        const { includeFields, filter } = buildQuery('Opportunities', conditions, { fields });
        expect(includeFields?.filter((field) => field === 'id')).toEqual(['id']);
        for (const { op, value } of flat(filter)) {
          expect(known).toContain(op);
          if (lists.has(op)) expect((value as unknown[]).length).toBeLessThanOrEqual(500);
        }
      }),
    );
  });
});

const either = (items: Condition[]): Condition => ({ op: 'or', items });
const flat = (filter: readonly unknown[]): { op: string; value?: unknown }[] =>
  filter.flatMap((one) => {
    const { op, value, items = [] } = one as { op: string; value?: unknown; items?: unknown[] };
    return [{ op, value }, ...flat(items)];
  });
