/** Notes about an opportunity, through the client. */
import { author, errorOf, openClient, type ClientFixture } from '../../../support/client';
import { parentCompanyId } from '../../../support/sandbox';

let bench: ClientFixture;
let id: number;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
beforeEach(async () => {
  id = await bench.create();
  bench.takeRequests();
});
const note = { title: 'Called', text: 'Wants a quote' };
const notes = () => bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
const writes = () => bench.takeRequests().filter((line) => /^(POST|PATCH)/.test(line) && !line.endsWith('/query'));

test('R26 a note is written below the company of the opportunity, and points to it', async () => {
  await bench.client.note(id, note, author);
  expect(writes()).toEqual([`POST Companies/${String(parentCompanyId)}/Notes`]);
  expect(notes()).toMatchObject([{ companyID: parentCompanyId, opportunityID: id, name: 'Called' }]);
});

test.each([
  ['lost', 2],
  ['closed', 3],
  ['implemented', 4],
])('R26 an opportunity that is %s takes no more notes: refused here, and nothing is sent', async (_, status) => {
  await bench.patch(id, { status });
  bench.takeRequests();
  const failure = await errorOf(bench.client.note(id, note, author));
  expect(failure.fields).toEqual({ note: 'Autotask takes notes only while an opportunity is open.' });
  expect(writes()).toEqual([]);
});

test('R26 one that is not ready to buy takes notes', async () => {
  await bench.patch(id, { status: 0 });
  await bench.client.note(id, note, author);
  expect(notes()).toHaveLength(1);
});

test('R26 a note that comes with a win is written before the status is', async () => {
  await bench.client.update(id, { status: 3 }, author, { note });
  expect(writes()).toEqual([`POST Companies/${String(parentCompanyId)}/Notes`, 'PATCH Opportunities']);
  expect(notes()).toHaveLength(1);
  expect((await bench.read(id))['status']).toBe(3);
});

test('R26 what the change itself breaks is refused before its note is written', async () => {
  await errorOf(bench.client.update(id, { status: 3, probability: 500 }, author, { note }));
  expect(writes()).toEqual([]);
  expect(notes()).toEqual([]);
});

test.each([
  ['a title that is too long', { title: 'x'.repeat(129), text: '' }, 'title'],
  ['a text that is too long', { title: '', text: 'x'.repeat(32_001) }, 'text'],
  ['neither title nor text', { title: ' ', text: '' }, 'text'],
])('R26 %s is refused at its field', async (_, draft, field) => {
  const failure = await errorOf(bench.client.note(id, draft, author));
  expect(Object.keys(failure.fields ?? {})).toEqual([field]);
  expect(writes()).toEqual([]);
});

test('R26 an opportunity that was won back takes notes again', async () => {
  await bench.patch(id, { status: 2 });
  await bench.patch(id, { status: 1 });
  await bench.client.note(id, note, author);
  expect(notes()).toHaveLength(1);
});

test('R26 a note that comes with winning back is refused before anything is sent', async () => {
  await bench.patch(id, { status: 2 });
  bench.takeRequests();
  const failure = await errorOf(bench.client.update(id, { status: 1 }, author, { note }));
  expect(failure.fields).toEqual({ note: 'Autotask takes notes only while an opportunity is open.' });
  expect(writes()).toEqual([]);
});
