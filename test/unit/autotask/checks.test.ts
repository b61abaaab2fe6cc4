import { Conflict, UnexpectedResponse, NotFound, Rejected, Unavailable } from '../../../src/core/errors';
import type { Changes } from '../../../src/opportunity/changes';
import { opportunityFields, type FieldName } from '../../../src/opportunity/fields';
import { author, errorOf, shortTimeouts, openClient, type ClientFixture } from '../../support/client';

let bench: ClientFixture;
let id: number;
beforeAll(async () => {
  bench = await openClient({}, { limits: shortTimeouts });
});
afterAll(() => bench.stop());
beforeEach(async () => {
  bench.sandbox.faults.clear();
  id = await bench.create();
});

const refusedFor = async (changes: Changes) => {
  bench.takeRequests();
  const failure = await errorOf(bench.client.update(id, changes, author));
  return { failure, writes: bench.takeRequests().filter((line) => line.startsWith('PATCH')) };
};

describe('What Autotask would refuse is refused here first, at the field, and nothing is sent', () => {
  it.each<[string, Changes]>([
    ['title', { title: 'x'.repeat(129) }],
    ['title', { title: '' }],
    ['nextStep', { nextStep: 'x'.repeat(501) }],
    ['probability', { probability: 101 }],
    ['probability', { probability: -1 }],
    ['stage', { stage: 99 }],
    ['winReason', { winReason: 12345 }],
    ['amount', { amount: null }],
    ['projectedCloseDate', { projectedCloseDate: '2020-01-01' }],
    ['projectedCloseDate', { projectedCloseDate: 'soon' }],
    ['ownerResourceID', { ownerResourceID: 999999 }],
  ])('%s: %j', async (field, changes) => {
    const { failure, writes } = await refusedFor(changes);
    expect(failure).toBeInstanceOf(Rejected);
    expect(Object.keys(failure.fields ?? {})).toEqual([field]);
    expect(writes).toEqual([]);
  });

  it('read-only fields never travel', async () => {
    const readOnly = (Object.keys(opportunityFields) as FieldName[]).filter((name) => opportunityFields[name].readOnly);
    for (const field of readOnly.filter((name) => name !== 'id')) {
      const changes: Changes = { [field]: opportunityFields[field].type === 'datetime' ? '2026-01-01' : 1 };
      const { sent } = await outcomeOf(changes);
      expect(sent).not.toContain(`"${field}"`);
    }
  });
});

/** What was sent in PATCHes, whether the change was refused or not. */
async function outcomeOf(changes: Changes): Promise<{ sent: string }> {
  bench.sandbox.requests.clear();
  await bench.client.update(id, changes, author).catch(() => undefined);
  const patches = bench.sandbox.requests.list().filter(({ method }) => method === 'PATCH');
  return { sent: patches.map(({ body }) => body).join() };
}

describe('A change', () => {
  it('sends only what differs, by PATCH, and answers with what is stored', async () => {
    bench.takeRequests();
    bench.sandbox.requests.clear();
    const fresh = await bench.client.update(id, { stage: 12, title: 'Acme refresh' }, author);
    const [patch] = bench.sandbox.requests.list().filter(({ method }) => method === 'PATCH');
    expect(JSON.parse(patch?.body ?? '')).toEqual({ id, stage: 12 });
    expect(fresh.fields.stage).toBe(12);
    expect(fresh.picklistValues.stage?.label).toBe('Discovery');
  });

  it('is not written over what somebody else wrote meanwhile', async () => {
    await bench.patch(id, { stage: 14 });
    const failure = await errorOf(bench.client.update(id, { stage: 12 }, author, { expected: { stage: 11 } }));
    expect(failure).toBeInstanceOf(Conflict);
    expect((await bench.read(id))['stage']).toBe(14);
  });
});

describe('A look-up', () => {
  it('of a number that does not exist says so, however Autotask says it', async () => {
    for (const missingRecord of ['null-item', 'not-found'] as const) {
      bench.sandbox.switches.missingRecord = missingRecord;
      expect(await errorOf(bench.client.get(1))).toBeInstanceOf(NotFound);
    }
  });

  it.each(['utc', 'bare'] as const)('reads %s dates the same', async (dates) => {
    bench.sandbox.switches.dates = dates;
    expect((await bench.client.get(id)).fields.projectedCloseDate?.slice(0, 10)).toBe('2026-04-30');
  });
});

describe('What goes wrong is told apart', () => {
  it.each([
    ['half an answer', { kind: 'truncated' }],
    ['numbers that are words', { kind: 'wrong-types' }],
  ] as const)('%s is never shown as if it were right', async (_case, fault) => {
    await bench.client.get(id);
    bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'get', fault, times: 50 });
    const failure = await errorOf(bench.client.get(id));
    expect([UnexpectedResponse, Unavailable].some((kind) => failure instanceof kind)).toBe(true);
  });

  it('a note that was carried out without an answer is not written twice', async () => {
    bench.sandbox.faults.plan({ entity: 'CompanyNotes', method: 'POST', fault: { kind: 'unanswered' } });
    await bench.client.note(id, { title: 'Call', text: 'Wants a quote' }, author).catch(() => undefined);
    const notes = bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
    expect(bench.sandbox.faults.pending()).toEqual([]);
    expect(notes).toHaveLength(1);
  });
});
