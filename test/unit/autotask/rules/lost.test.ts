/** The lost date, through the client: what it says, sends, and what Autotask then stores. */
import { author, errorOf, openClient, type ClientFixture } from '../../../support/client';
import { today } from '../../../support/sandbox';
import { tryChange, tryCreate } from '../../../support/write-scenario';

const [active, lost, closed] = [1, 2, 3];
const may = '2026-05-04T09:00:00.000Z';
const june = '2026-06-07T10:30:00.000Z';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const aLost = () => bench.create({ status: lost, lostDate: may });

test('R14 a lost date that is given with the loss is sent and kept', async () => {
  const trial = await tryChange(bench, await bench.create(), { status: lost, lostDate: june });
  expect(trial.requestBodies).toEqual([{ id: trial.after['id'], status: lost, lostDate: june }]);
  expect(trial.after['lostDate']).toBe(june);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R14 the date of an earlier loss is sent again, since Autotask would put the present there', async () => {
  const id = await bench.create();
  bench.sandbox.records.edit('Opportunities', id, { lostDate: may });
  const trial = await tryChange(bench, id, { status: lost, lostDate: may });
  expect(trial.requestBodies).toEqual([{ id, status: lost, lostDate: may }]);
  expect(trial.after['lostDate']).toBe(may);
});

test('R14 a new opportunity that is lost already keeps the date that it came with', async () => {
  const trial = await tryCreate(bench, { status: lost, lostDate: may });
  expect(trial.after['lostDate']).toBe(may);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R15 a loss without a date is said to be today, and is', async () => {
  const trial = await tryChange(bench, await bench.create(), { status: lost });
  expect(trial.announcedEffects['R15']).toBe('The lost date becomes today.');
  expect(trial.after['lostDate']).toBe(today);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R16 leaving Lost is said to clear the date, and does, even when one is given', async () => {
  for (const changes of [{ status: active }, { status: closed, lostDate: june }]) {
    const trial = await tryChange(bench, await aLost(), changes);
    expect(trial.announcedEffects['R16']).toBe('Autotask clears the lost date, 2026-05-04.');
    expect(trial.requestBodies).toEqual([{ id: trial.after['id'], status: changes.status }]);
    expect(trial.after['lostDate']).toBeNull();
    expect(trial.unexpectedFields).toEqual([]);
  }
});

test('R16 a new opportunity that is not lost does not keep a lost date, and the person is told', async () => {
  const trial = await tryCreate(bench, { lostDate: may });
  expect(trial.announcedEffects['R16']).toBe('Only a lost opportunity has a lost date: the one given is not kept.');
  expect(trial.requestBodies[0]).not.toHaveProperty('lostDate');
  expect(trial.unexpectedFields).toEqual([]);
});

test('R17 the date of a lost opportunity is corrected', async () => {
  const trial = await tryChange(bench, await aLost(), { lostDate: june });
  expect(trial.after['lostDate']).toBe(june);
  expect(trial.unexpectedFields).toEqual([]);
});

test('R17 the date of a lost opportunity cannot be emptied: refused before anything is sent', async () => {
  const trial = await tryChange(bench, await aLost(), { lostDate: null });
  expect(trial.violations).toEqual({ lostDate: 'A lost opportunity keeps its lost date: give another day instead.' });
  expect(trial.requestBodies).toEqual([]);
});

test('R18 a lost date of an opportunity that is not lost is said to be ignored, and is not sent', async () => {
  const trial = await tryChange(bench, await bench.create(), { lostDate: june, nextStep: 'Call' });
  expect(trial.announcedEffects['R18']).toBe('Autotask ignores a lost date while the opportunity is not lost.');
  expect(trial.requestBodies).toEqual([{ id: trial.after['id'], nextStep: 'Call' }]);
  expect(trial.after['lostDate']).toBeNull();
  expect(trial.unexpectedFields).toEqual([]);
});

test('R28 lost, won back and lost again: told each time, and the date is that of the last loss', async () => {
  const id = await bench.create();
  expect((await tryChange(bench, id, { status: lost })).announcedEffects).toHaveProperty('R15');
  expect((await tryChange(bench, id, { status: active })).announcedEffects).toHaveProperty('R16');
  bench.setTime('2026-04-01T08:00:00.000Z');
  const trial = await tryChange(bench, id, { status: lost });
  bench.setTime(today);
  expect(trial.after['lostDate']).toBe('2026-04-01T08:00:00.000Z');
});

test('R30 the closed date is said to stay empty when nobody gives one, and does', async () => {
  const trial = await tryChange(bench, await bench.create(), { status: closed });
  expect(trial.announcedEffects['R30']).toBe('The closed date stays empty unless you give one.');
  expect(trial.after['closedDate']).toBeNull();
  expect(trial.unexpectedFields).toEqual([]);
  const given = await tryChange(bench, await bench.create(), { status: closed, closedDate: '2026-03-09' });
  expect(given.announcedEffects).not.toHaveProperty('R30');
  expect(given.after['closedDate']).toBe('2026-03-09T00:00:00.000Z');
});

test('R31 a win or loss without a reason is remarked upon, not refused', async () => {
  for (const changes of [{ status: closed }, { status: lost }]) {
    const trial = await tryChange(bench, await bench.create(), changes);
    expect(trial.violations).toEqual({});
    expect(trial.announcedEffects['R31']).toContain('No reason is given');
    expect(trial.unexpectedFields).toEqual([]);
  }
  const reasoned = await tryChange(bench, await bench.create(), { status: closed, winReason: 32 });
  expect(reasoned.announcedEffects).not.toHaveProperty('R31');
});

test('R31 where the tenant insists, its own words reach the person', async () => {
  const id = await bench.create();
  bench.sandbox.switches.reasonRequired = true;
  const failure = await errorOf(bench.client.update(id, { status: closed }, author));
  bench.sandbox.switches.reasonRequired = false;
  expect(failure).toMatchObject({ code: 'refused' });
  expect(failure.userMessage).toContain('winReason');
});

test('R17 a status that is sent as it is stored is no change: the date of a lost one is kept as given', async () => {
  const id = await aLost();
  const trial = await tryChange(bench, id, { status: lost, lostDate: june });
  expect(trial.after['lostDate']).toBe(june);
  expect(trial.unexpectedFields).toEqual([]);
  const repeated = await tryChange(bench, id, { status: lost });
  expect([repeated.announcedEffects, repeated.requestBodies]).toEqual([{}, []]);
});

test('R18 with a status that is sent as it is stored the lost date is ignored as well', async () => {
  const trial = await tryChange(bench, await bench.create(), { status: active, lostDate: june });
  expect(trial.announcedEffects).toHaveProperty('R18');
  expect(trial.requestBodies).toEqual([]);
  expect(trial.after['lostDate']).toBeNull();
});

test('R18 the date that an old loss left behind stays, whatever is given', async () => {
  for (const lostDate of [june, null]) {
    const id = await bench.create();
    bench.sandbox.records.edit('Opportunities', id, { lostDate: may });
    const trial = await tryChange(bench, id, { lostDate, nextStep: 'Call' });
    expect(trial.announcedEffects).toHaveProperty('R18');
    expect(trial.after['lostDate']).toBe(may);
    expect(trial.unexpectedFields).toEqual([]);
  }
});

test('R15 an emptied date counts as none: the loss happens now', async () => {
  const trial = await tryChange(bench, await bench.create(), { status: lost, lostDate: null });
  expect(trial.announcedEffects).toHaveProperty('R15');
  expect(trial.after['lostDate']).toBe(today);
});

test('R15 a new opportunity that is lost already is lost now', async () => {
  const trial = await tryCreate(bench, { status: lost });
  expect(trial.announcedEffects).toHaveProperty('R15');
  expect(trial.after['lostDate']).toBe(today);
  expect(trial.unexpectedFields).toEqual([]);
});
