/** Metadata of entities, and the small entities around an opportunity. */
import type { SandboxFixture } from '../../../support/sandbox';
import { danaId, openSandbox } from '../../../support/sandbox';

describe('Autotask describes itself', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  const fieldsOf = async (entity: string) =>
    (await fixture.send('GET', `${entity}/entityInformation/fields`)).body.fields ?? [];
  const fieldOf = async (entity: string, name: string) =>
    (await fieldsOf(entity)).find((field) => field['name'] === name);

  test('an opportunity can be created and changed, not deleted', async () => {
    const info = async () => (await fixture.send('GET', 'Opportunities/entityInformation')).body.info;
    expect(await info()).toMatchObject({
      name: 'Opportunity',
      canCreate: true,
      canDelete: false,
      userAccessForCreate: 1,
    });
    fixture.sandbox.switches.accessLevels = 'name';
    expect(await info()).toMatchObject({ userAccessForCreate: 'All', userAccessForDelete: 'None' });
  });

  test('a field has the keys that real metadata has, and no label', async () => {
    const keys = [
      'name',
      'dataType',
      'length',
      'isRequired',
      'isReadOnly',
      'isQueryable',
      'isReference',
      'referenceEntityType',
      'isPickList',
      'picklistValues',
      'picklistParentValueField',
      'isSupportedWebhookField',
    ];
    for (const field of await fieldsOf('Opportunities')) expect(Object.keys(field)).toEqual(keys);
  });

  test('picklist values are texts, retired ones are listed as inactive', async () => {
    const stage = await fieldOf('Opportunities', 'stage');
    const values = stage?.['picklistValues'] as { value: string; label: string; isActive: boolean }[];
    expect(values.map(({ value }) => value)).toEqual(['11', '12', '13', '14', '15', '16', '17', '18', '19']);
    expect(values.at(-1)).toMatchObject({ label: 'DO NOT USE - Verbal (old)', isActive: false });
    expect((await fieldOf('Opportunities', 'title'))?.['picklistValues']).toBeNull();
  });

  test('references are named in the singular', async () => {
    expect(await fieldOf('Opportunities', 'companyID')).toMatchObject({
      isReference: true,
      referenceEntityType: 'Company',
    });
  });

  test('categories and action types are lists too, the retired ones inactive', async () => {
    const category = await fieldOf('Opportunities', 'opportunityCategoryID');
    expect(category?.['picklistValues']).toContainEqual(expect.objectContaining({ value: '2', isDefaultValue: true }));
    const actionType = await fieldOf('CompanyNotes', 'actionType');
    expect(actionType?.['picklistValues']).toContainEqual(expect.objectContaining({ label: 'Fax', isActive: false }));
  });

  test('the code for all at once is whatever the switch says', async () => {
    fixture.sandbox.switches.allAtOnce = '';
    const unit = await fieldOf('Opportunities', 'revenueSpreadUnit');
    expect(unit?.['picklistValues']).toContainEqual(expect.objectContaining({ value: '', label: 'All at once' }));
  });

  test('user-defined fields come with label, type, default and list', async () => {
    const { body } = await fixture.send('GET', 'Opportunities/entityInformation/userDefinedFields');
    expect(body.fields?.[0]).toMatchObject({
      name: 'Deal Type',
      type: 'string',
      isRequired: true,
      defaultValue: 'New Business',
    });
    expect(body.fields?.map(({ type }) => type)).toEqual(['string', 'string', 'decimal', 'datetime']);
  });

  test('whether a contact is active is a number, for companies and people a truth value', async () => {
    expect(await fieldOf('Contacts', 'isActive')).toMatchObject({ dataType: 'integer' });
    expect(await fieldOf('Companies', 'isActive')).toMatchObject({ dataType: 'boolean' });
    expect(await fieldOf('Resources', 'isActive')).toMatchObject({ dataType: 'boolean' });
  });

  test('dates may come without zone and fraction', async () => {
    fixture.sandbox.switches.dates = 'bare';
    expect(await fixture.read(await fixture.create())).toMatchObject({ projectedCloseDate: '2026-04-30T00:00:00' });
  });

  test('another category becomes the default one, and the old one ceases to be', async () => {
    await fixture.send('PATCH', 'OpportunityCategories', { id: 1, isGlobalDefault: true });
    const { body } = await fixture.query('OpportunityCategories', [
      { op: 'eq', field: 'isGlobalDefault', value: true },
    ]);
    expect(body.items?.map(({ id }) => id)).toEqual([1]);
  });

  test('a sales order is found below its opportunity and can be changed there', async () => {
    const id = await fixture.create();
    const order = fixture.sandbox.records.add('SalesOrders', {
      title: 'Order',
      opportunityID: id,
      status: 1,
      ownerResourceID: danaId,
    });
    const path = `Opportunities/${id}/SalesOrders`;
    expect((await fixture.send('PATCH', path, { id: order, status: 4 })).status).toBe(200);
    expect((await fixture.send('GET', path)).body.items).toEqual([expect.objectContaining({ id: order, status: 4 })]);
    expect((await fixture.send('GET', `${path}/${order}`)).body.item).toMatchObject({ title: 'Order' });
    expect((await fixture.send('POST', path, {})).status).toBe(405);
  });

  test('a link opens a page that shows the record, with its words made harmless', async () => {
    const id = await fixture.create({ title: 'Fire & <b>ice</b>' });
    const open = (query: string) =>
      fetch(`${fixture.sandbox.webUrl}Autotask/AutotaskExtend/ExecuteCommand.aspx?${query}`);
    const page = await (await open(`Code=OpenOpportunity&OpportunityID=${id}`)).text();
    expect(page).toContain('Fire &amp; &lt;b&gt;ice&lt;/b&gt;');
    expect(page).toContain('Autotask sandbox: pretend data');
    expect((await open('Code=OpenAccount&AccountID=174')).status).toBe(200);
    expect((await open('Code=OpenOpportunity&OpportunityID=1')).status).toBe(404);
    expect((await open('Code=OpenSesame')).status).toBe(404);
  });
});

describe('Autotask keeps files on an opportunity', () => {
  let fixture: SandboxFixture;
  let path: string;
  beforeEach(async () => {
    fixture = await openSandbox();
    path = `Opportunities/${await fixture.create()}/Attachments`;
  });
  afterEach(() => fixture.stop());

  const attach = (bytes: number) =>
    fixture.send('POST', path, {
      attachmentType: 'FILE_ATTACHMENT',
      title: 'Order form',
      fullPath: 'order.txt',
      publish: 1,
      data: Buffer.alloc(bytes, 'x').toString('base64'),
    });

  test('the content comes only with the single file below its opportunity', async () => {
    const id = (await attach(3)).body.itemId ?? 0;
    expect((await fixture.send('GET', `${path}/${id}`)).body.item).toMatchObject({ data: 'eHh4', fileSize: 3 });
    expect((await fixture.send('GET', path)).body.items?.[0]).not.toHaveProperty('data');
    expect((await fixture.send('GET', `OpportunityAttachments/${id}`)).body.item).not.toHaveProperty('data');
    expect((await fixture.send('GET', `Opportunities/29681234/Attachments/${id}`)).body.item).toBeNull();
  });

  test('a file can be taken off again, once', async () => {
    const id = (await attach(3)).body.itemId ?? 0;
    expect((await fixture.send('DELETE', `${path}/${id}`)).status).toBe(200);
    expect((await fixture.send('DELETE', `${path}/${id}`)).body.errors?.[0]).toContain('No matching records found');
  });

  test('a file larger than 7 MB, or more than 10 MB in five minutes, is refused', async () => {
    expect((await attach(7_000_001)).body.errors?.[0]).toContain('7 MB');
    expect((await attach(6_000_000)).status).toBe(200);
    expect((await attach(6_000_000)).body.errors?.[0]).toContain('10,000,000');
    fixture.setTime('2026-03-10T12:06:00.000Z');
    expect((await attach(6_000_000)).status).toBe(200);
    expect((await attach(0)).body.errors?.[0]).toContain('required field data');
  });
});
