/** Queries: operators, fields, limits, and what Autotask silently makes of mistakes. */
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

describe('Autotask answers queries', () => {
  let fixture: SandboxFixture;
  let ids: number[];
  beforeAll(async () => {
    fixture = await openSandbox({ opportunities: 0 });
    ids = [
      await fixture.create({ title: 'Firewall refresh', nextStep: 'Call', probability: 10 }),
      await fixture.create({ title: 'Backup for the firewall', probability: 50, promotionName: 'Spring' }),
      await fixture.create({ title: 'Hosted voice', probability: 90, projectedCloseDate: '2026-05-15' }),
    ];
    await fixture.patch(ids[0] ?? 0, { userDefinedFields: [{ name: 'Endpoints', value: '40' }] });
  });
  afterAll(() => fixture.stop());
  beforeEach(() => {
    fixture.sandbox.switches.textFindsLong = false;
  });

  const found = async (...filter: unknown[]) => {
    const { body } = await fixture.query('Opportunities', filter);
    return (body.items ?? []).map(({ id }) => ids.indexOf(Number(id)));
  };
  const error = async (...filter: unknown[]) => (await fixture.query('Opportunities', filter)).body.errors?.[0];

  test.each([
    ['eq', 'probability', 50, [1]],
    ['noteq', 'probability', 50, [0, 2]],
    ['gt', 'probability', 50, [2]],
    ['gte', 'probability', 50, [1, 2]],
    ['lt', 'probability', 50, [0]],
    ['lte', 'probability', 50, [0, 1]],
    ['beginsWith', 'title', 'fire', [0]],
    ['endsWith', 'title', 'FIREWALL', [1]],
    ['contains', 'title', 'firewall', [0, 1]],
    ['exist', 'nextStep', undefined, [0]],
    ['notExist', 'nextStep', undefined, [1, 2]],
    ['in', 'probability', [10, 90], [0, 2]],
    ['notIn', 'probability', [10, 90], [1]],
    ['gte', 'projectedCloseDate', '2026-05-15', [2]],
    ['eq', 'useQuoteTotals', false, [0, 1, 2]],
    ['eq', 'promotionName', 'SPRING', [1]],
    ['noteq', 'promotionName', 'Autumn', [1]],
  ])('%s on %s with %j', async (op, field, value, expected) => {
    expect(await found({ op, field, value })).toEqual(expected);
  });

  test('conditions side by side must all hold; groups nest', async () => {
    expect(
      await found({ op: 'contains', field: 'title', value: 'firewall' }, { op: 'gt', field: 'probability', value: 20 }),
    ).toEqual([1]);
    const low = { op: 'lt', field: 'probability', value: 20 };
    const voice = {
      op: 'and',
      items: [
        { op: 'contains', field: 'title', value: 'voice' },
        { op: 'exist', field: 'id' },
      ],
    };
    expect(await found({ op: 'or', items: [low, voice] })).toEqual([0, 2]);
  });

  test('an unknown operator is dropped without a word, and everything is found', async () => {
    expect(await found({ op: 'startsWith', field: 'title', value: 'fire' })).toEqual([0, 1, 2]);
    expect(await found({ op: 'or', items: [{ op: 'isNull', field: 'title' }] })).toEqual([0, 1, 2]);
    expect(await found({ op: 'noteExist', field: 'nextStep' }, { op: 'eq', field: 'probability', value: 10 })).toEqual([
      0,
    ]);
  });

  test('an unknown field is an error that names it', async () => {
    const sentence = 'Unable to find companyName in the Opportunity Entity.';
    expect(await error({ op: 'eq', field: 'companyName', value: 'Acme' })).toBe(sentence);
    const { body } = await fixture.query('Opportunities', [], { includeFields: ['id', 'companyName'] });
    expect(body.errors).toEqual([sentence]);
    const hidden = await fixture.query('Quotes', [{ op: 'eq', field: 'showTaxCategory', value: true }]);
    expect(hidden.body.errors).toEqual(['Unable to find showTaxCategory in the Quote Entity.']);
  });

  test('values of the wrong kind are errors', async () => {
    expect(await error({ op: 'eq', field: 'stage', value: 'material' })).toBe(
      "Conversion failed when converting varchar 'material' to data type int",
    );
    expect(await error({ op: 'gte', field: 'lastActivity', value: 'soon' })).toContain('Conversion failed');
    expect(await error({ op: 'eq', field: 'useQuoteTotals', value: null })).toContain('useQuoteTotals');
    expect(await error({ op: 'in', field: 'stage', value: 11 })).toContain('list of values');
  });

  test('an id sent as text finds nothing, unless the switch says otherwise', async () => {
    const byText = { op: 'eq', field: 'id', value: String(ids[1]) };
    expect(await found(byText)).toEqual([]);
    fixture.sandbox.switches.textFindsLong = true;
    expect(await found(byText)).toEqual([1]);
    expect(await found({ op: 'eq', field: 'id', value: ids[1] })).toEqual([1]);
  });

  test('one user-defined field can be asked for, not two', async () => {
    const udf = (value: unknown) => ({ op: 'gte', field: 'Endpoints', value, udf: true });
    expect(await found(udf(40))).toEqual([0]);
    expect(await found(udf(41))).toEqual([]);
    expect(await error(udf(1), udf(2))).toContain('Only one user-defined field');
    expect(await error({ op: 'eq', field: 'Colour', value: 'red', udf: true })).toContain('Unable to find Colour');
  });

  test('more than 500 alternatives are too many, however they are written', async () => {
    const numbers = Array.from({ length: 501 }, (_, index) => index);
    const sentence = "Invalid query syntax. Queries are limited to 500 or fewer 'OR' conditions.";
    expect(await found({ op: 'in', field: 'probability', value: numbers.slice(1) })).toEqual([0, 1, 2]);
    expect(await error({ op: 'in', field: 'probability', value: numbers })).toBe(sentence);
    expect(await error({ op: 'or', items: numbers.map((value) => ({ op: 'eq', field: 'stage', value })) })).toBe(
      sentence,
    );
  });

  test.each([0, 501, -1, 1.5, 'many'])(
    'a page of %s records is refused, not brought back into bounds',
    async (MaxRecords) => {
      const { status, body } = await fixture.query('Opportunities', [], { MaxRecords });
      expect([status, body.errors?.[0]]).toEqual([500, expect.stringContaining('MaxRecords')]);
    },
  );

  test('keys are understood in any case, and only the fields asked for come back', async () => {
    const { body } = await fixture.send('POST', 'opportunities/QUERY', { IncludeFields: ['ID', 'Title'], Filter: [] });
    expect(body.items?.map((item) => Object.keys(item))[0]).toEqual(['id', 'title', 'userDefinedFields']);
  });

  test('a query by GET carries it in the address, which must not be too long', async () => {
    const search = (value: string) =>
      encodeURIComponent(JSON.stringify({ filter: [{ op: 'contains', field: 'title', value }] }));
    const { body } = await fixture.send('GET', `Opportunities/query?search=${search('voice')}`);
    expect(body.items).toHaveLength(1);
    expect((await fixture.send('GET', `Opportunities/query?search=${search('x'.repeat(2100))}`)).status).toBe(404);
  });

  test('counting counts all, whatever the page', async () => {
    const { body } = await fixture.send('POST', 'Opportunities/query/count', { filter: [], maxRecords: 1 });
    expect(body).toEqual({ queryCount: 3 });
  });

  test('a query without a filter, or none at all, is refused', async () => {
    expect((await fixture.send('POST', 'Opportunities/query', {})).body.errors?.[0]).toContain('filter is required');
    expect((await fixture.send('POST', 'Opportunities/query', '<xml>')).body.errors).toEqual([
      'Unexpected character encountered while parsing value: <',
    ]);
  });
});
