/** Creating, PATCH and PUT as such, user-defined fields, and the start date. */
import type { SandboxFixture } from '../../../support/sandbox';
import { plainOpportunity, openSandbox, today } from '../../../support/sandbox';

describe('Autotask takes creations and changes', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  const udfs = async (id: number) => (await fixture.read(id))['userDefinedFields'];

  test('a new opportunity gets the next id, its creator and its dates', async () => {
    const highest = Math.max(...fixture.sandbox.records.list('Opportunities').map(({ id }) => Number(id)));
    const id = await fixture.create();
    expect(await fixture.read(id)).toMatchObject({
      id: highest + 1,
      createDate: today,
      lastActivity: today,
      creatorResourceID: 4,
      impersonatorCreatorResourceID: null,
    });
  });

  test('a PATCH changes what it names, and null clears', async () => {
    const id = await fixture.create({ nextStep: 'Call', market: 'Local' });
    await fixture.patch(id, { nextStep: null });
    expect(await fixture.read(id)).toMatchObject({ nextStep: null, market: 'Local' });
  });

  test('a PUT clears what it leaves out and refuses when that is required', async () => {
    const id = await fixture.create({ nextStep: 'Call', onetimeRevenue: 1000 });
    const whole = { id, ...plainOpportunity, userDefinedFields: [{ name: 'Deal Type', value: 'Renewal' }] };
    expect((await fixture.send('PUT', 'Opportunities', whole)).status).toBe(200);
    expect((await fixture.read(id))['nextStep']).toBeNull();
    const { body } = await fixture.send('PUT', 'Opportunities', { id, ...plainOpportunity, title: undefined });
    expect(body.errors).toEqual([
      'Value does not exist for the required field title',
      'Value does not exist for the required field Deal Type',
      'Error updating entity for record number [1].',
    ]);
  });

  test('a change without an id, or of an opportunity that is not there, is refused', async () => {
    const nameless = await fixture.send('PATCH', 'Opportunities', { itemId: 5, nextStep: 'Call' });
    expect(nameless.body.errors?.[0]).toBe('Value does not exist for the required field id');
    expect((await fixture.patch(1, { nextStep: 'Call' })).body.errors?.[0]).toContain('No matching records found');
  });

  test('a body that is no JSON object is a bad request', async () => {
    for (const body of ['{"id":', '[1]', ''])
      expect((await fixture.send('PATCH', 'Opportunities', body)).status).toBe(400);
  });

  test('fields that do not exist are ignored in a body', async () => {
    const id = await fixture.create({ weightedAmount: 5 });
    expect(await fixture.read(id)).not.toHaveProperty('weightedAmount');
  });

  test('the start date is required, or now, as the switch says', async () => {
    await expect(fixture.create({ startDate: undefined })).rejects.toThrow('required field startDate');
    fixture.sandbox.switches.startDateMissing = 'now';
    expect((await fixture.read(await fixture.create({ startDate: undefined })))['startDate']).toBe(today);
  });

  test('a later start date is ignored, or stored, as the switch says; metadata flags it so', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { startDate: '2026-03-02' });
    expect((await fixture.read(id))['startDate']).toBe('2026-03-01T00:00:00.000Z');
    Object.assign(fixture.sandbox.switches, { startDateOnUpdate: 'stored', startDateReadOnly: false });
    await fixture.patch(id, { startDate: '2026-03-02' });
    expect((await fixture.read(id))['startDate']).toBe('2026-03-02T00:00:00.000Z');
    const { body } = await fixture.send('GET', 'Opportunities/entityInformation/fields');
    expect(body.fields?.find(({ name }) => name === 'startDate')?.['isReadOnly']).toBe(false);
  });

  test('an edit moves the last activity only where the switch says so', async () => {
    const id = await fixture.create();
    fixture.setTime('2026-03-11T12:00:00.000Z');
    await fixture.patch(id, { nextStep: 'Call' });
    expect((await fixture.read(id))['lastActivity']).toBe(today);
    fixture.sandbox.switches.editMovesLastActivity = true;
    await fixture.patch(id, { nextStep: 'Call again' });
    expect((await fixture.read(id))['lastActivity']).toBe('2026-03-11T12:00:00.000Z');
  });

  test('a tenant stricter than the page is obeyed and says so in its metadata', async () => {
    const { overrides } = fixture.sandbox.records.tenant();
    Object.assign(overrides, { 'Opportunities.nextStep': { required: true, length: 10 } });
    await expect(fixture.create()).rejects.toThrow('required field nextStep');
    await expect(fixture.create({ nextStep: 'More than ten' })).rejects.toThrow('field:nextStep');
    const { body } = await fixture.send('GET', 'Opportunities/entityInformation/fields');
    expect(body.fields?.find(({ name }) => name === 'nextStep')).toMatchObject({ isRequired: true, length: 10 });
  });

  test('user-defined fields are changed one by one and keep their default', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { userDefinedFields: [{ name: 'Endpoints', value: 40 }] });
    await fixture.patch(id, { userDefinedFields: [{ name: 'Purchase Order Number', value: 'PO-1' }] });
    expect(await udfs(id)).toEqual([
      { name: 'Deal Type', value: 'New Business' },
      { name: 'Purchase Order Number', value: 'PO-1' },
      { name: 'Endpoints', value: '40' },
      { name: 'Renewal Date', value: null },
    ]);
  });

  test.each([
    ['Endpoints', 'many'],
    ['Renewal Date', 'soon'],
    ['Deal Type', 'Mystery'],
    ['Colour', 'red'],
  ])('the user-defined field %s refuses "%s"', async (name, value) => {
    const id = await fixture.create();
    const answer = await fixture.patch(id, { userDefinedFields: [{ name, value }] });
    expect([answer.status, answer.body.errors?.[0]]).toEqual([500, expect.stringContaining(name)]);
  });

  test('a required user-defined field without a default is asked for, unless the switch says otherwise', async () => {
    await fixture.send('POST', 'UserDefinedFieldDefinitions', {
      name: 'Region',
      dataType: 1,
      udfType: 8,
      isRequired: true,
    });
    await expect(fixture.create()).rejects.toThrow('required field Region');
    await fixture.create({ userDefinedFields: [{ name: 'Region', value: 'West' }] });
    fixture.sandbox.switches.requiredUdfMissing = 'accepted';
    await fixture.create();
  });
});
