/** Notes on an opportunity: company notes that point to it. */
import type { SandboxFixture, Body } from '../../../support/sandbox';
import { parentCompanyId, danaId, openSandbox, today } from '../../../support/sandbox';

const stranger = 180;

describe('Autotask takes notes on an opportunity', () => {
  let fixture: SandboxFixture;
  let opportunity: number;
  beforeEach(async () => {
    fixture = await openSandbox();
    opportunity = await fixture.create();
  });
  afterEach(() => fixture.stop());

  const aNote = (values: Body = {}) => ({
    actionType: 1,
    assignedResourceID: danaId,
    startDateTime: '2026-03-10T11:00:00Z',
    endDateTime: '2026-03-10T11:30:00Z',
    name: 'Called',
    note: 'Wants a quote',
    opportunityID: opportunity,
    ...values,
  });
  const write = (values: Body = {}, at: number = parentCompanyId) =>
    fixture.send('POST', `Companies/${at}/Notes`, aNote(values));

  test('R26 a note under the company of the opportunity is stored and found by the opportunity', async () => {
    const { body } = await write();
    const found = await fixture.query('CompanyNotes', [{ op: 'eq', field: 'opportunityID', value: opportunity }]);
    expect(found.body.items).toEqual([
      expect.objectContaining({ id: body.itemId, companyID: parentCompanyId, note: 'Wants a quote' }),
    ]);
    const below = await fixture.send('GET', `Companies/${parentCompanyId}/Notes/${body.itemId ?? 0}`);
    expect(below.body.item?.['name']).toBe('Called');
    expect((await fixture.send('GET', `Companies/${stranger}/Notes/${body.itemId ?? 0}`)).body.item).toBeNull();
  });

  test.each([
    ['lost', 2],
    ['closed', 3],
    ['implemented', 4],
  ])('R26 an opportunity that is %s takes no more notes', async (_, status) => {
    await fixture.patch(opportunity, { status });
    expect((await write()).body.errors?.[0]).toContain('active Opportunity');
  });

  test('R26 one that is not ready to buy takes notes, unless the switch wants it active', async () => {
    await fixture.patch(opportunity, { status: 0 });
    expect((await write()).status).toBe(200);
    fixture.sandbox.switches.noteNeeds = 'active';
    expect((await write()).status).toBe(500);
  });

  test('R26 a note under another company cannot point to the opportunity', async () => {
    expect((await write({}, stranger)).body.errors?.[0]).toContain('opportunityID');
  });

  test('R26 a note cannot be written past its company', async () => {
    expect((await fixture.send('POST', 'CompanyNotes', aNote())).status).toBe(404);
  });

  test('a note moves the last activity of the opportunity and of its company', async () => {
    fixture.sandbox.records.edit('Opportunities', opportunity, { lastActivity: '2026-01-01T00:00:00.000Z' });
    await write();
    expect((await fixture.read(opportunity))['lastActivity']).toBe(today);
    expect(fixture.sandbox.records.read('Companies', parentCompanyId)?.['lastActivityDate']).toBe(today);
  });

  test('a note needs action type, person, start and end', async () => {
    const { body } = await fixture.send('POST', `Companies/${parentCompanyId}/Notes`, {});
    expect(body.errors).toEqual(
      ['actionType', 'assignedResourceID', 'endDateTime', 'startDateTime'].map(
        (field) => `Value does not exist for the required field ${field}`,
      ),
    );
  });

  test('an action type that is retired is refused', async () => {
    expect((await write({ actionType: 6 })).body.errors?.[0]).toContain(
      'Picklist value [6] does not exist for actionType',
    );
  });

  test('the contact of a note works at the company, or at the one above', async () => {
    const add = (companyID: number, isActive: number) =>
      fixture.sandbox.records.add('Contacts', { companyID, firstName: 'Ann', lastName: 'Lee', isActive });
    expect((await write({ contactID: add(parentCompanyId, 1) })).status).toBe(200);
    const refused = await write({ contactID: add(parentCompanyId, 0) });
    expect(refused.body.errors).toEqual([
      'Reference value on field: contactID of type: Contact does not exist or is invalid.',
    ]);
    expect((await write({ contactID: add(stranger, 1) })).status).toBe(500);
  });

  test('a note ends no earlier than it starts, unless the switch allows it', async () => {
    const backwards = { startDateTime: '2026-03-10T11:00:00Z', endDateTime: '2026-03-10T10:00:00Z' };
    expect((await write(backwards)).status).toBe(500);
    fixture.sandbox.switches.noteEndsAfterStart = false;
    expect((await write(backwards)).status).toBe(200);
  });

  test('a note may be assigned to the API user, unless the switch forbids it', async () => {
    expect((await write({ assignedResourceID: 4 })).status).toBe(200);
    fixture.sandbox.switches.noteForApiUser = false;
    expect((await write({ assignedResourceID: 4 })).status).toBe(500);
  });

  test('a note is corrected under its own company only, also after the opportunity was closed', async () => {
    const id = (await write()).body.itemId;
    await fixture.patch(opportunity, { status: 3 });
    expect(
      (await fixture.send('PATCH', `Companies/${parentCompanyId}/Notes`, { id, note: 'Wants two quotes' })).status,
    ).toBe(200);
    expect((await fixture.send('PATCH', `Companies/${stranger}/Notes`, { id, note: 'x' })).status).toBe(500);
    expect(fixture.sandbox.records.read('CompanyNotes', id ?? 0)?.['note']).toBe('Wants two quotes');
  });
});
