/** The pages of a query. */
import type { ApiAnswer, SandboxFixture } from '../../../support/sandbox';
import { credentialHeaders, openSandbox } from '../../../support/sandbox';

describe('Autotask returns long results in pages', () => {
  let fixture: SandboxFixture;
  beforeAll(async () => {
    fixture = await openSandbox({ opportunities: 620 });
  });
  afterAll(() => fixture.stop());

  const open = { filter: [{ op: 'exist', field: 'id' }], maxRecords: 250, includeFields: ['id'] };
  const pathOf = (address: unknown) => String(address).replace(`${fixture.sandbox.url}V1.0/`, '');
  const idsOf = ({ body }: ApiAnswer) => (body.items ?? []).map(({ id }) => Number(id));

  test('the pages of a posted query are posted for, with the same filter, until none is left', async () => {
    const one = await fixture.send('POST', 'Opportunities/query', open);
    const two = await fixture.send('POST', pathOf(one.body.pageDetails?.['nextPageUrl']), open);
    const three = await fixture.send('POST', pathOf(two.body.pageDetails?.['nextPageUrl']), open);
    const ids = [one, two, three].flatMap(idsOf);
    expect(ids).toEqual(fixture.sandbox.records.list('Opportunities').map(({ id }) => id));
    expect(three.body.pageDetails).toMatchObject({ count: 120, requestCount: 250, nextPageUrl: null });
    expect(one.body.pageDetails?.['prevPageUrl']).toBeNull();
    const back = await fixture.send('POST', pathOf(three.body.pageDetails?.['prevPageUrl']), open);
    expect(idsOf(back)).toEqual(idsOf(two));
  });

  test('getting the next page of a posted query is refused: it would be lost', async () => {
    const { body } = await fixture.send('POST', 'Opportunities/query', open);
    const got = await fixture.send('GET', pathOf(body.pageDetails?.['nextPageUrl']));
    expect([got.status, got.body]).toEqual([
      405,
      { Message: "The requested resource does not support http method 'GET'." },
    ]);
  });

  test('posting for the next page without the filter is refused', async () => {
    const { body } = await fixture.send('POST', 'Opportunities/query', open);
    expect((await fixture.send('POST', pathOf(body.pageDetails?.['nextPageUrl']), {})).status).toBe(500);
  });

  test('the pages of a query that came by GET are got', async () => {
    const search = encodeURIComponent(JSON.stringify(open));
    const { body } = await fixture.send('GET', `Opportunities/query?search=${search}`);
    const address = body.pageDetails?.['nextPageUrl'] as string;
    expect(address.startsWith(fixture.sandbox.url)).toBe(true);
    const next = (await (
      await fetch(address, { headers: credentialHeaders(fixture.sandbox) })
    ).json()) as ApiAnswer['body'];
    expect(next.items).toHaveLength(250);
    expect((await fixture.send('POST', pathOf(address), open)).status).toBe(405);
  });

  test('a made-up page address is refused', async () => {
    expect((await fixture.send('POST', 'Opportunities/query/next?paging=abc', open)).status).toBe(500);
  });

  test('asking for what comes after the last id finds everything too', async () => {
    const ids: number[] = [];
    for (let last = 0, page = [last]; page.length > 0; last = page.at(-1) ?? last) {
      page = idsOf(await fixture.query('Opportunities', [{ op: 'gt', field: 'id', value: last }], { maxRecords: 300 }));
      ids.push(...page);
    }
    expect(ids).toHaveLength(620);
  });

  test('past 500 records the id must be among the fields', async () => {
    const nameless = await fixture.query('Opportunities', open.filter, { maxRecords: 100, includeFields: ['title'] });
    expect(nameless.body.errors?.[0]).toContain('IncludeFields must contain id');
    const few = [{ op: 'lt', field: 'id', value: 29681300 }];
    expect((await fixture.query('Opportunities', few, { maxRecords: 2, includeFields: ['title'] })).status).toBe(200);
  });

  test('rows may come in falling order where the switch says so, page by page all the same', async () => {
    fixture.sandbox.switches.pageOrder = 'falling';
    const one = await fixture.send('POST', 'Opportunities/query', open);
    fixture.sandbox.switches.pageOrder = 'rising';
    expect(idsOf(one)).toEqual([...idsOf(one)].sort((a, b) => b - a));
    const two = await fixture.send('POST', pathOf(one.body.pageDetails?.['nextPageUrl']), open);
    expect(Math.min(...idsOf(two))).toBeGreaterThan(Math.max(...idsOf(one)));
  });
});
