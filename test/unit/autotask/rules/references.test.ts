/** What an opportunity points to, through the client. */
import { author, errorOf, openClient, type ClientFixture } from '../../../support/client';
import { parentCompanyId, danaId } from '../../../support/sandbox';
import { tryChange, tryCreate } from '../../../support/write-scenario';

const [kevinWhoLeft, raviWithoutCrm, sam, apiUser] = [29683471, 29683464, 29683408, 4];
const [daughter, stranger] = [177, 180];

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const contactAt = (companyID: number, isActive = 1) =>
  bench.sandbox.records.add('Contacts', { companyID, firstName: 'Ann', lastName: 'Lee', isActive });

test('R13 a contact of another company is refused at the contact, and nothing is sent', async () => {
  const trial = await tryChange(bench, await bench.create(), { contactID: contactAt(stranger) });
  expect(trial.violations).toEqual({ contactID: 'This contact belongs to another company.' });
  expect(trial.requestBodies).toEqual([]);
});

test('R13 a contact who left is refused', async () => {
  const trial = await tryChange(bench, await bench.create(), { contactID: contactAt(parentCompanyId, 0) });
  expect(trial.violations).toEqual({ contactID: 'This contact is not active any more: choose another one.' });
});

test('R13 a contact of the parent company goes through with a warning', async () => {
  const contactID = contactAt(parentCompanyId);
  const trial = await tryChange(bench, await bench.create({ companyID: daughter }), { contactID });
  expect(trial.announcedEffects['R13']).toBe('This contact belongs to the parent company; Autotask may refuse it.');
  expect(trial.after['contactID']).toBe(contactID);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R13 another company is refused while the contact is one of the old; with another contact or none it goes through', async () => {
  const id = await bench.create({ contactID: contactAt(parentCompanyId) });
  expect((await tryChange(bench, id, { companyID: stranger })).violations).toEqual({
    contactID: 'The present contact does not belong to the new company: choose another contact, or none.',
  });
  expect(
    (await tryChange(bench, id, { companyID: stranger, contactID: contactAt(stranger) })).unexpectedFields,
  ).toEqual([]);
  expect((await tryChange(bench, id, { companyID: parentCompanyId, contactID: null })).unexpectedFields).toEqual([]);
});

test('R13 a contact who left since does not stand in the way of other changes', async () => {
  const contactID = contactAt(parentCompanyId);
  const id = await bench.create({ contactID });
  bench.sandbox.records.edit('Contacts', contactID, { isActive: 0 });
  expect((await tryChange(bench, id, { nextStep: 'Call' })).after['nextStep']).toBe('Call');
});

test('R19 somebody who left cannot own it: refused by name, and nothing is sent', async () => {
  const trial = await tryChange(bench, await bench.create(), { ownerResourceID: kevinWhoLeft });
  expect(trial.violations['ownerResourceID']).toMatch(/is not active any more and cannot own it\.$/);
  expect(trial.requestBodies).toEqual([]);
});

test('R19 that only people with CRM can own it is said beforehand; Autotask decides, in its own words', async () => {
  const id = await bench.create();
  const judged = await bench.client.validate(await bench.client.get(id), { ownerResourceID: raviWithoutCrm });
  expect(judged.effects.map(({ say }) => say)).toEqual([
    'Only people with access to CRM can own an opportunity; Autotask checks that when it is saved.',
  ]);
  await expect(
    bench.client.update(id, { ownerResourceID: raviWithoutCrm }, { id: sam, name: 'Sam' }),
  ).rejects.toMatchObject({ code: 'refused', fields: { ownerResourceID: expect.any(String) as string } });
  expect((await tryChange(bench, id, { ownerResourceID: sam })).after['ownerResourceID']).toBe(sam);
});

test('R11 the organizational level is said to stay when it is emptied, and stays', async () => {
  const id = await bench.create({ organizationalLevelAssociationID: 7 });
  const trial = await tryChange(bench, id, { organizationalLevelAssociationID: null });
  expect(trial.announcedEffects['R11']).toBe('The organizational level cannot be cleared: it stays as it is.');
  expect(trial.requestBodies).toEqual([]);
  expect(trial.after['organizationalLevelAssociationID']).toBe(7);
});

test('R11 an organizational level that is not in use is refused at its field', async () => {
  const trial = await tryChange(bench, await bench.create(), { organizationalLevelAssociationID: 9 });
  expect(trial.violations).toEqual({
    organizationalLevelAssociationID: 'This organizational level is not in use any more: choose another one.',
  });
  expect(trial.requestBodies).toEqual([]);
});

test.each(['companyID', 'contactID', 'ownerResourceID', 'productID', 'organizationalLevelAssociationID'])(
  'a record that does not exist is refused at %s, before anything is sent',
  async (field) => {
    const trial = await tryChange(bench, await bench.create(), { [field]: 999_999 });
    expect(trial.violations[field]).toMatch(/^Autotask has no .* with the number 999999\.$/);
    expect(trial.requestBodies).toEqual([]);
  },
);

test('R13 a contact of the parent company who left is refused all the same', async () => {
  const trial = await tryChange(bench, await bench.create({ companyID: daughter }), {
    contactID: contactAt(parentCompanyId, 0),
  });
  expect(Object.keys(trial.violations)).toEqual(['contactID']);
  expect(trial.requestBodies).toEqual([]);
});

test('R13 a contact of a daughter company does not belong to the parent', async () => {
  const trial = await tryChange(bench, await bench.create(), { contactID: contactAt(daughter) });
  expect(trial.violations).toEqual({ contactID: 'This contact belongs to another company.' });
});

test('R13 moving to a daughter company keeps the contact of its parent, with the warning', async () => {
  const contactID = contactAt(parentCompanyId);
  const trial = await tryChange(bench, await bench.create({ contactID }), { companyID: daughter });
  expect(trial.announcedEffects['R13']).toContain('belongs to the parent company');
  expect(trial.after).toMatchObject({ companyID: daughter, contactID });
});

test('R13 where the tenant refuses the parent company, its own words reach the contact', async () => {
  const id = await bench.create({ companyID: daughter });
  bench.sandbox.switches.parentCompanyContact = 'refused';
  const failure = await errorOf(bench.client.update(id, { contactID: contactAt(parentCompanyId) }, author));
  bench.sandbox.switches.parentCompanyContact = 'accepted';
  expect(failure).toMatchObject({ code: 'refused' });
  expect(Object.keys(failure.fields ?? {})).toEqual(['contactID']);
  expect((await bench.read(id))['contactID']).toBeNull();
});

test('R13 a new opportunity is held to it as well', async () => {
  const elsewhere = await tryCreate(bench, { contactID: contactAt(stranger) });
  expect(Object.keys(elsewhere.violations)).toEqual(['contactID']);
  expect(elsewhere.requestBodies).toEqual([]);
  const contactID = contactAt(parentCompanyId);
  expect((await tryCreate(bench, { contactID })).after['contactID']).toBe(contactID);
});

test('R19 a new opportunity cannot belong to somebody who left', async () => {
  const trial = await tryCreate(bench, { ownerResourceID: kevinWhoLeft });
  expect(Object.keys(trial.violations)).toEqual(['ownerResourceID']);
  expect(trial.requestBodies).toEqual([]);
});

test('R19 the API user cannot own one: Autotask says so, at the owner', async () => {
  const id = await bench.create();
  const failure = await errorOf(bench.client.update(id, { ownerResourceID: apiUser }, author));
  expect(Object.keys(failure.fields ?? {})).toEqual(['ownerResourceID']);
  expect((await bench.read(id))['ownerResourceID']).toBe(danaId);
});
