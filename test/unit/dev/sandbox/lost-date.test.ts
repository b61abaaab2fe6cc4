/** What happens to lostDate when the status changes, or does not. */
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox, today } from '../../../support/sandbox';

const [active, lost, closed] = [1, 2, 3];
const lostAt = '2026-03-05T09:30:00.000Z';

describe('Autotask keeps the lost date in step with the status', () => {
  let fixture: SandboxFixture;
  beforeEach(async () => {
    fixture = await openSandbox();
  });
  afterEach(() => fixture.stop());

  test('R14 a lost date that comes with the status Lost is kept', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { status: lost, lostDate: lostAt });
    expect(await fixture.read(id)).toMatchObject({ status: lost, lostDate: lostAt });
  });

  test('R14 an opportunity created as lost keeps the lost date that it came with', async () => {
    const id = await fixture.create({ status: lost, lostDate: lostAt });
    expect((await fixture.read(id))['lostDate']).toBe(lostAt);
  });

  test('R15 an opportunity that becomes lost without a date is lost now', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { status: lost });
    expect((await fixture.read(id))['lostDate']).toBe(today);
  });

  test('R16 an opportunity that stops being lost forgets its lost date, even when one is sent', async () => {
    const id = await fixture.create({ status: lost, lostDate: lostAt });
    await fixture.patch(id, { status: active, lostDate: lostAt });
    expect((await fixture.read(id))['lostDate']).toBeNull();
  });

  test('R16 an opportunity created as active has no lost date, even when one is sent', async () => {
    const id = await fixture.create({ lostDate: lostAt });
    expect((await fixture.read(id))['lostDate']).toBeNull();
  });

  test('R17 the lost date of a lost opportunity can be corrected', async () => {
    const id = await fixture.create({ status: lost });
    await fixture.patch(id, { lostDate: lostAt });
    expect((await fixture.read(id))['lostDate']).toBe(lostAt);
    await fixture.patch(id, { status: lost, lostDate: '2026-03-06T00:00:00Z' });
    expect((await fixture.read(id))['lostDate']).toBe('2026-03-06T00:00:00.000Z');
  });

  test('R17 the lost date of a lost opportunity cannot be emptied, unless the switch says so', async () => {
    const id = await fixture.create({ status: lost, lostDate: lostAt });
    await fixture.patch(id, { lostDate: null });
    expect((await fixture.read(id))['lostDate']).toBe(lostAt);
    fixture.sandbox.switches.lostDateNulled = 'cleared';
    await fixture.patch(id, { lostDate: null });
    expect((await fixture.read(id))['lostDate']).toBeNull();
  });

  test('R18 a lost date for an opportunity that is not lost is ignored without a word', async () => {
    const id = await fixture.create();
    expect((await fixture.patch(id, { lostDate: lostAt })).status).toBe(200);
    expect((await fixture.read(id))['lostDate']).toBeNull();
  });

  test('R28 somebody who loses it in Autotask itself sets the lost date too, and winning it back clears it', async () => {
    const id = await fixture.create();
    fixture.sandbox.records.edit('Opportunities', id, { status: lost });
    expect((await fixture.read(id))['lostDate']).toBe(today);
    fixture.sandbox.records.edit('Opportunities', id, { status: active });
    expect((await fixture.read(id))['lostDate']).toBeNull();
  });

  test('R28 lost, won back and lost again: the lost date is that of the last time', async () => {
    const id = await fixture.create({ status: lost });
    await fixture.patch(id, { status: active });
    fixture.setTime('2026-03-12T08:00:00.000Z');
    await fixture.patch(id, { status: lost });
    expect((await fixture.read(id))['lostDate']).toBe('2026-03-12T08:00:00.000Z');
  });

  test('R30 closing an opportunity does not set its closed date', async () => {
    const id = await fixture.create();
    await fixture.patch(id, { status: closed });
    expect(await fixture.read(id)).toMatchObject({ status: closed, closedDate: null });
  });

  test('R31 an opportunity can be won and lost without a reason', async () => {
    const id = await fixture.create();
    expect((await fixture.patch(id, { status: closed })).status).toBe(200);
    expect((await fixture.patch(id, { status: lost })).status).toBe(200);
  });

  test('R31 a tenant that insists on reasons says which one is missing', async () => {
    fixture.sandbox.switches.reasonRequired = true;
    const id = await fixture.create();
    const refused = await fixture.patch(id, { status: closed });
    expect(refused.body.errors?.[0]).toBe('Value does not exist for the required field winReason');
    expect((await fixture.patch(id, { status: lost, lossReason: 61 })).status).toBe(200);
  });

  test('with creation taken as no change of status, a lost date is stored as it came', async () => {
    fixture.sandbox.switches.creationChangesStatus = false;
    const id = await fixture.create({ lostDate: lostAt });
    expect((await fixture.read(id))['lostDate']).toBe(lostAt);
  });
});
