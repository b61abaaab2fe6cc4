/** References of an opportunity: contact, owner, company, product, stage. */
import type { SandboxFixture } from '../../../support/sandbox';
import { parentCompanyId, danaId, openSandbox } from '../../../support/sandbox';

const [kevinWhoLeft, raviWithoutCrm, apiUser] = [29683471, 29683464, 4];
const [daughter, stranger] = [177, 180];

describe('Autotask validates references of an opportunity', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  const contactAt = (companyID: number, isActive = 1) =>
    fixture.sandbox.records.add('Contacts', { companyID, firstName: 'Ann', lastName: 'Lee', isActive });
  const refusal = async (id: number, values: Record<string, unknown>) =>
    (await fixture.patch(id, values)).body.errors?.[0] ?? '';
  const invalidContact = 'Reference value on field: contactID of type: Contact does not exist or is invalid.';

  test('R13 the contact is somebody of the same company', async () => {
    const id = await fixture.create({ contactID: contactAt(parentCompanyId) });
    expect(await refusal(id, { contactID: contactAt(stranger) })).toBe(invalidContact);
  });

  test('R13 a contact who left is refused', async () => {
    const id = await fixture.create();
    expect(await refusal(id, { contactID: contactAt(parentCompanyId, 0) })).toBe(invalidContact);
  });

  test('R13 a contact of the parent company will do, unless the switch says otherwise', async () => {
    const id = await fixture.create({ companyID: daughter });
    const contactID = contactAt(parentCompanyId);
    expect((await fixture.patch(id, { contactID })).status).toBe(200);
    fixture.sandbox.switches.parentCompanyContact = 'refused';
    expect(await refusal(id, { contactID: contactAt(parentCompanyId) })).toBe(invalidContact);
  });

  test('R13 another company is refused while the contact is one of the old', async () => {
    const id = await fixture.create({ contactID: contactAt(parentCompanyId) });
    expect(await refusal(id, { companyID: stranger })).toBe(invalidContact);
    expect((await fixture.patch(id, { companyID: stranger, contactID: contactAt(stranger) })).status).toBe(200);
    expect((await fixture.patch(id, { companyID: parentCompanyId, contactID: null })).status).toBe(200);
  });

  test.each([
    ['somebody who left', kevinWhoLeft],
    ['somebody without the CRM module', raviWithoutCrm],
    ['the API user', apiUser],
  ])('R19 %s cannot own an opportunity', async (_, ownerResourceID) => {
    const id = await fixture.create();
    expect(await refusal(id, { ownerResourceID })).toContain('ownerResourceID');
    expect((await fixture.read(id))['ownerResourceID']).toBe(danaId);
    await expect(fixture.create({ ownerResourceID })).rejects.toThrow('ownerResourceID');
  });

  test('an opportunity whose owner left since can still be changed', async () => {
    const id = await fixture.create();
    fixture.sandbox.records.edit('Opportunities', id, { ownerResourceID: kevinWhoLeft });
    expect((await fixture.patch(id, { nextStep: 'Call' })).status).toBe(200);
    expect((await fixture.patch(id, { ownerResourceID: kevinWhoLeft })).status).toBe(200);
    fixture.sandbox.switches.judgeUnchanged = true;
    expect(await refusal(id, { ownerResourceID: kevinWhoLeft })).toContain('ownerResourceID');
  });

  test('nobody and nothing that does not exist can be pointed to', async () => {
    const id = await fixture.create();
    for (const field of [
      'companyID',
      'contactID',
      'ownerResourceID',
      'productID',
      'organizationalLevelAssociationID',
    ]) {
      expect(await refusal(id, { [field]: 999_999 })).toContain(`Reference value on field: ${field} of type:`);
    }
  });

  test('an inactive company or product is accepted, unless the switch says otherwise', async () => {
    const id = await fixture.create();
    const product = fixture.sandbox.records.add('Products', { name: 'Old', isActive: false });
    expect((await fixture.patch(id, { productID: product })).status).toBe(200);
    fixture.sandbox.switches.inactiveCompanyOrProduct = 'refused';
    fixture.sandbox.records.edit('Companies', stranger, { isActive: false });
    expect(await refusal(id, { companyID: stranger })).toContain('companyID');
  });

  test('a stage that is retired cannot be chosen, and stays where it is', async () => {
    const id = await fixture.create();
    expect(await refusal(id, { stage: 19 })).toBe(
      'Picklist value [19] does not exist for stage. ; on record number [1].',
    );
    fixture.sandbox.records.edit('Opportunities', id, { stage: 19 });
    expect((await fixture.patch(id, { stage: 19, nextStep: 'Call' })).status).toBe(200);
    fixture.sandbox.switches.retiredPicklistValue = 'accepted';
    expect((await fixture.patch(id, { rating: 21, winReason: 36 })).status).toBe(200);
  });
});
