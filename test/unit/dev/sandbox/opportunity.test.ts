/** The remaining rules of the opportunity's page. */
import type { SandboxFixture } from '../../../support/sandbox';
import { parentCompanyId, danaId, openSandbox } from '../../../support/sandbox';

const noPermission = 'The logged in Resource does not have the adequate permissions to update this entity type.';

describe('Autotask applies its rules to opportunities', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  test('R1 without the CRM module every write is refused in exactly one sentence', async () => {
    const id = await fixture.create();
    fixture.sandbox.switches.crmModule = false;
    expect((await fixture.patch(id, { nextStep: 'Call' })).body).toEqual({ errors: [noPermission] });
    await expect(fixture.create()).rejects.toThrow(noPermission);
    expect((await fixture.send('GET', 'Modules')).text).toContain('{"key":1,"value":false}');
  });

  test('R2 an opportunity carries at most 200 user-defined fields: the 201st is refused where it is defined', async () => {
    const define = (name: string) =>
      fixture.send('POST', 'UserDefinedFieldDefinitions', { name, dataType: 1, udfType: 8, isActive: true });
    for (let index = fixture.sandbox.records.list('UserDefinedFieldDefinitions').length; index < 199; index += 1) {
      fixture.sandbox.records.add('UserDefinedFieldDefinitions', { name: `Field ${index}`, dataType: 1, udfType: 8 });
    }
    expect((await define('The 200th')).status).toBe(200);
    expect((await define('The 201st')).body.errors?.[0]).toContain('no more than 200 UDFs');
  });

  test('R3 the defaults of the category are laid under a new opportunity; what was sent wins', async () => {
    expect((await fixture.read(await fixture.create({ opportunityCategoryID: 3 })))['rating']).toBe(21);
    expect((await fixture.read(await fixture.create({ opportunityCategoryID: 3, rating: 23 })))['rating']).toBe(23);
  });

  test('R3 without a category the default one is used, with its defaults', async () => {
    expect(await fixture.read(await fixture.create())).toMatchObject({ opportunityCategoryID: 2, rating: 22 });
  });

  test('R3 an explicit null is filled by the default, unless the switch says otherwise', async () => {
    expect((await fixture.read(await fixture.create({ rating: null })))['rating']).toBe(22);
    fixture.sandbox.switches.nullBeatsCategoryDefault = true;
    expect((await fixture.read(await fixture.create({ rating: null })))['rating']).toBeNull();
  });

  test('R3 another category later brings no defaults, unless the switch says so', async () => {
    const id = await fixture.create({ rating: 23 });
    await fixture.patch(id, { opportunityCategoryID: 3 });
    expect((await fixture.read(id))['rating']).toBe(23);
    fixture.sandbox.switches.categoryDefaultsOnChange = true;
    await fixture.patch(id, { opportunityCategoryID: 1 });
    expect((await fixture.read(id))['rating']).toBe(22);
  });

  test('R3 a default makes up for a required field only where the switch says so', async () => {
    const settings = fixture.sandbox.records.tenant().categories[2];
    Object.assign(settings?.defaults ?? {}, { stage: 12 });
    await expect(fixture.create({ stage: undefined })).rejects.toThrow('required field stage');
    fixture.sandbox.switches.categoryDefaultSatisfiesRequired = true;
    expect((await fixture.read(await fixture.create({ stage: undefined })))['stage']).toBe(12);
  });

  test('R4 what a category requires and limits is not respected', async () => {
    const settings = fixture.sandbox.records.tenant().categories[1];
    expect(settings?.required).toContain('nextStep');
    expect(settings?.stages).not.toContain(18);
    expect((await fixture.read(await fixture.create({ opportunityCategoryID: 1, stage: 18 })))['nextStep']).toBeNull();
  });

  test('R5 an opportunity needs no description, even where its category wants one', async () => {
    fixture.sandbox.records.tenant().categories[2]?.required.push('description');
    expect((await fixture.read(await fixture.create()))['description']).toBeNull();
  });

  test('R10 writing the description takes its formatting and pictures away; other changes do not', async () => {
    const id = await fixture.create({ description: 'Plain' });
    fixture.sandbox.records.writeRichText('Opportunities', id, 'description', '<b>Plain</b>');
    await fixture.patch(id, { nextStep: 'Call' });
    expect(fixture.sandbox.records.richText('Opportunities', id, 'description')).toBe('<b>Plain</b>');
    await fixture.patch(id, { description: 'Plainer' });
    expect(fixture.sandbox.records.richText('Opportunities', id, 'description')).toBeUndefined();
    expect((await fixture.read(id))['description']).toBe('Plainer');
  });

  test('R11 the organizational level cannot be cleared, neither by null nor by leaving it out of a PUT', async () => {
    const id = await fixture.create({ organizationalLevelAssociationID: 7 });
    expect((await fixture.patch(id, { organizationalLevelAssociationID: null })).status).toBe(200);
    const whole = { ...(await fixture.read(id)), organizationalLevelAssociationID: undefined };
    expect((await fixture.send('PUT', 'Opportunities', whole)).status).toBe(200);
    expect((await fixture.read(id))['organizationalLevelAssociationID']).toBe(7);
  });

  test('R11 an inactive organizational level is refused', async () => {
    const id = await fixture.create({ organizationalLevelAssociationID: 7 });
    const answer = await fixture.patch(id, { organizationalLevelAssociationID: 9 });
    expect(answer.body.errors?.[0]).toContain('organizationalLevelAssociationID');
  });

  test('R12 dates without a time lose the time that was sent, and stay on their day', async () => {
    const sent = '2026-04-30T23:45:00-08:00';
    const id = await fixture.create({ projectedCloseDate: sent, throughDate: sent, closedDate: sent });
    const midnight = '2026-04-30T00:00:00.000Z';
    const stored = { projectedCloseDate: midnight, throughDate: midnight, closedDate: midnight };
    expect(await fixture.read(id)).toMatchObject(stored);
  });

  test('R12 other dates keep their time', async () => {
    const id = await fixture.create({
      promisedFulfillmentDate: '2026-05-02T17:45:00Z',
      startDate: '2026-03-01T08:15:00',
    });
    expect(await fixture.read(id)).toMatchObject({
      promisedFulfillmentDate: '2026-05-02T17:45:00.000Z',
      startDate: '2026-03-01T08:15:00.000Z',
    });
  });

  test('R20 the probability lies between 0 and 100, both included', async () => {
    const id = await fixture.create();
    for (const probability of [0, 100]) expect((await fixture.patch(id, { probability })).status).toBe(200);
    for (const probability of [-1, 101]) {
      expect((await fixture.patch(id, { probability })).body.errors?.[0]).toContain('probability');
    }
  });

  test('R21 an opportunity may close on the day it starts, not before', async () => {
    const id = await fixture.create({ startDate: '2026-03-01T15:00:00Z' });
    expect((await fixture.patch(id, { projectedCloseDate: '2026-03-01' })).status).toBe(200);
    expect((await fixture.patch(id, { projectedCloseDate: '2026-02-28' })).body.errors?.[0]).toContain(
      'projectedCloseDate',
    );
    await expect(fixture.create({ projectedCloseDate: '2026-02-28' })).rejects.toThrow('projectedCloseDate');
  });

  test('R21 compared by the moment, midnight of that day comes too early', async () => {
    fixture.sandbox.switches.closeDateCompared = 'by-moment';
    const id = await fixture.create({ startDate: '2026-03-01T15:00:00Z' });
    expect((await fixture.patch(id, { projectedCloseDate: '2026-03-01' })).status).toBe(500);
  });

  test('R27 nothing is left of VARStreet', async () => {
    const { body } = await fixture.send('GET', 'Opportunities/entityInformation/fields');
    expect(JSON.stringify(body.fields?.map((field) => field['name'])).toLowerCase()).not.toContain('varstreet');
    expect((await fixture.send('GET', 'VARStreet/query')).status).toBe(404);
  });

  test('R29 read-only fields in a change are ignored without a word', async () => {
    const id = await fixture.create();
    const before = await fixture.read(id);
    const answer = await fixture.patch(id, {
      createDate: '2020-01-01',
      salesOrderID: 5001,
      lastActivity: '2020-01-01',
    });
    expect(answer.status).toBe(200);
    expect(await fixture.read(id)).toEqual(before);
  });

  test('R29 a tenant that refuses them names the field', async () => {
    const id = await fixture.create();
    fixture.sandbox.switches.readOnlyInBody = 'refused';
    expect((await fixture.patch(id, { salesOrderID: 5001 })).body.errors?.[0]).toContain('salesOrderID');
  });

  test('R32 an opportunity cannot be deleted', async () => {
    const id = await fixture.create();
    const answer = await fixture.send('DELETE', `Opportunities/${id}`);
    expect(answer.status).toBe(405);
    expect(answer.body.Message).toBe("The requested resource does not support http method 'DELETE'.");
    expect(await fixture.read(id)).toMatchObject({ id, companyID: parentCompanyId, ownerResourceID: danaId });
  });
});
