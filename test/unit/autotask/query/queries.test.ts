/** A query that Autotask would misread cannot be written, and is refused if it comes about all the same. */
import fc from 'fast-check';
import { and, or, buildQuery, where } from '../../../../src/autotask/query/query';
import { type Condition, type Entity, type FieldOf } from '../../../../src/autotask/query/query';
import { Rejected } from '../../../../src/core/errors';
import { plainOpportunity, today } from '../../../support/sandbox';
import { author, openClient, type ClientFixture } from '../../../support/client';

const opportunity = where<'Opportunities'>();
const draft = { ...plainOpportunity, userDefinedFields: [{ name: 'Deal Type', value: 'Renewal' }] };
/** As it would come from somewhere without types. */
const claimed = (condition: unknown) => condition as Condition;
const udf = (field: string) => claimed({ op: 'eq', field, value: 'x', udf: true });
const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    if (error instanceof Rejected) return (error.cause as Error).message;
    throw error;
  }
  return 'sent';
};

describe('The compiler does not let anybody write', () => {
  // Each line is held by `tsc`: without the mistake that it expects, the check of types fails.
  it.each<[string, () => unknown]>([
    // @ts-expect-error: Autotask has no such operator, and would answer with everything
    ['an operator that does not exist', () => ({ op: 'startsWith', field: 'title', value: 'A' }) satisfies Condition],
    // @ts-expect-error: a slip of the pen must not widen a query
    ['an operator with a slip in it', () => ({ op: 'noteExist', field: 'title' }) satisfies Condition],
    // @ts-expect-error: no field of an opportunity
    ['a field that does not exist', () => opportunity.eq('stageName', 'Won')],
    // @ts-expect-error: a field of opportunities, not of contacts
    ['a field of another entity', () => where<'Contacts'>().eq('projectedCloseDate', '2026-04-30')],
    // @ts-expect-error: ids given as text find nothing
    ['a number as text', () => opportunity.eq('stage', '12')],
    // @ts-expect-error: ids given as text find nothing
    ['numbers as text in a list', () => opportunity.in('ownerResourceID', ['12'])],
    // @ts-expect-error: null is no value to compare with
    ['nothing as a value', () => opportunity.eq('title', null)],
    // @ts-expect-error: user-defined fields have names of their own
    ['the user-defined fields as one', () => opportunity.notExist('userDefinedFields')],
    // @ts-expect-error: tickets are not asked for
    ['an entity that is not asked for', () => buildQuery('Tickets', [opportunity.gt('id', 0)])],
    // @ts-expect-error: no field of an opportunity
    ['a wish for a field that does not exist', () => buildQuery('Opportunities', [], { fields: ['companyName'] })],
    // @ts-expect-error: a condition is not a text
    ['a condition as text', () => or('title contains Acme')],
  ])('%s', (_what, mistake) => {
    expect(typeof mistake).toBe('function');
  });
});

describe('What types did not catch is refused before it is sent', () => {
  it.each<[string, Condition[], string]>([
    ['nothing to look for', [], 'no condition'],
    ['an unknown operator', [claimed({ op: 'startsWith', field: 'title', value: 'A' })], 'an unknown operator'],
    ['one in other case', [claimed({ op: 'EQ', field: 'stage', value: 1 })], 'an unknown operator'],
    ['no operator', [claimed({ field: 'stage', value: 1 })], 'an unknown operator'],
    ['one deep inside', [or(and(claimed({ op: 'like', field: 'title', value: 'A' })))], 'an unknown operator'],
    ['an unknown field', [claimed({ op: 'eq', field: 'stageName', value: 'A' })], 'no field stageName'],
    [
      'a field of objects in general',
      [claimed({ op: 'eq', field: 'constructor', value: 'A' })],
      'no field constructor',
    ],
    ['no field', [claimed({ op: 'eq', value: 'A' })], 'no field'],
    ['an empty group', [or()], 'an empty group'],
    ['an empty list', [opportunity.in('stage', [])], 'an empty list'],
    ['an empty text', [opportunity.contains('title', '')], 'no text'],
    ['a number as text', [claimed({ op: 'eq', field: 'stage', value: '12' })], 'a value that is no integer'],
    ['no value', [claimed({ op: 'eq', field: 'title' })], 'a value that is no string'],
    ['an endless amount', [opportunity.gt('amount', Infinity)], 'a value that is no number or null'],
    ['a day that is none', [opportunity.lt('projectedCloseDate', 'tomorrow')], 'a value that is no date'],
    ['a value without use', [claimed({ op: 'exist', field: 'title', value: 1 })], 'a value without use'],
    [
      '501 alternatives',
      [
        opportunity.in(
          'stage',
          Array.from({ length: 501 }, (_, id) => id),
        ),
      ],
      '501 alternatives',
    ],
    [
      'lists that are too many together',
      [
        opportunity.in(
          'companyID',
          Array.from({ length: 300 }, (_, id) => id),
        ),
        opportunity.in(
          'ownerResourceID',
          Array.from({ length: 300 }, (_, id) => id),
        ),
      ],
      '600 alternatives',
    ],
    ['two user-defined fields', [or(udf('Deal Type'), udf('Renewal Term'))], 'more than one user-defined field'],
  ])('%s', (_what, filter, trouble) => {
    expect(refusalOf(() => buildQuery('Opportunities', filter))).toBe(trouble);
  });

  it('while one user-defined field, and 500 alternatives, are taken', () => {
    const many = opportunity.in(
      'stage',
      Array.from({ length: 500 }, (_, id) => id),
    );
    expect(buildQuery('Opportunities', [many, udf('Deal Type')]).filter).toHaveLength(2);
  });
});

describe('The fields that are asked for', () => {
  it.each<[Entity, readonly FieldOf<Entity>[]]>([
    ['Opportunities', []],
    ['Companies', ['id']],
    ['Contacts', ['id', 'id']],
  ])('always have the id, once: %s', (entity, fields) => {
    expect(buildQuery(entity, [where<Entity>().gt('id', 0)], { fields }).includeFields).toEqual(['id']);
  });
});

describe('Whatever the client does', () => {
  let bench: ClientFixture;
  beforeAll(async () => {
    bench = await openClient();
  });
  afterAll(() => bench.stop());

  it('what is typed is data: nothing is found that does not have it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 3, maxLength: 12 }).filter((text) => /\S{3}/.test(text)),
        async (typed) => {
          const { opportunities } = await bench.client.all({ text: typed }).catch(() => ({ opportunities: [] }));
          const named = await bench.client.withNames(opportunities);
          const folded = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
          for (const { fields, names } of named) {
            const read = folded([fields.title, names.company, names.contact, names.owner].join(' '));
            for (const word of typed.trim().split(/\s+/).slice(0, 5)) expect(read).toContain(folded(word));
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('its queries are POSTs, are limited, have the id, and hold what was typed as a value', async () => {
    const id = await bench.create();
    const { client } = bench;
    const typed = '"}],"op":"exist';
    await client.get(id);
    await client.all({ text: typed });
    await client.find({ text: 'acme', closeFrom: '2026-01-01', quietSince: '2026-01-01T00:00:00Z' }, { size: 5 });
    await client.count({ owner: [29683401], amountFrom: 1, amountBelow: 5, closeBefore: '2027-01-01' });
    await client.companies(typed);
    await client.contacts(174, 'jane doe');
    await client.products('');
    await client.quotes(id);
    await client.salesOrders(id);
    await client.validate(undefined, { ...draft, contactID: 1, productID: 1, organizationalLevelAssociationID: 1 });
    await client.update(id, { useQuoteTotals: true }, author).catch(() => undefined);
    await client.note(id, { title: 'Call', text: 'x', written: new Date(today) }, author);
    const queries = bench.sandbox.requests.list().filter(({ path }) => path.includes('/query'));
    expect(new Set(queries.map(({ entity }) => entity)).size).toBeGreaterThan(8);
    for (const { method, body, path } of queries) {
      const { filter, includeFields, maxRecords } = JSON.parse(body) as Record<string, unknown>;
      expect([method, Array.isArray(filter) && filter.length > 0]).toEqual(['POST', true]);
      expect(path).not.toContain('?');
      expect(Number(maxRecords)).toBeLessThanOrEqual(500);
      if (includeFields !== undefined) expect(includeFields).toContain('id');
    }
    const holding = queries.filter(({ body }) => body.includes(JSON.stringify(typed).slice(1, -1)));
    expect(holding.length).toBeGreaterThan(1);
    for (const { body } of holding) expect(body).not.toContain(typed);
  });
});
