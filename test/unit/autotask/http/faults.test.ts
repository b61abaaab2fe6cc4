/** Every fault on every operation: the right value or the truth in words, and nothing written twice. */
import type { AutotaskClient } from '../../../../src/autotask/client';
import { BotError, Unavailable } from '../../../../src/core/errors';
import type { Json } from '../../../../src/core/json';
import type { Fault, RequestMatcher } from '../../../../src/dev/sandbox/faults';
import { author, fastRetries, errorOf, openClient, type ClientFixture } from '../../../support/client';
import { plainOpportunity, parentCompanyId, today } from '../../../support/sandbox';

let bench: ClientFixture;
let id: number;
beforeAll(async () => {
  bench = await openClient({ opportunities: 20, switches: { requestThreshold: 1e6 } });
});
afterAll(() => bench.stop());
beforeEach(async () => {
  bench.sandbox.faults.clear();
  id = await bench.create();
  bench.takeRequests();
});

const recordsOf = (entity: 'Opportunities' | 'CompanyNotes' | 'Quotes', field: string, value: Json) =>
  bench.sandbox.records.list(entity, (record) => record[field] === value);

/** Silence takes the time of one attempt; every other fault is answered at once. */
const isSilent = (fault: Fault) => fault.kind === 'hang' || (fault.kind === 'unanswered' && fault.how === 'silent');
const clientFor = (fault: Fault): AutotaskClient =>
  bench.newClient({ limits: isSilent(fault) ? { ...fastRetries, attempt: 250, retries: 1 } : fastRetries });

type Told = 'done' | 'unavailable' | 'refused' | 'contract-broken';
interface Case {
  readonly fault: Fault;
  /** What becomes of a read that meets it once, and of one that meets it always. */
  readonly read: readonly [Told, Told];
  /** What becomes of a write that meets it once, with the way to look free, and always. */
  readonly write: readonly [Told | 'unsure', Told | 'unsure'];
}
const status = (status: number, more: Partial<Extract<Fault, { kind: 'status' }>> = {}): Fault => ({
  kind: 'status',
  status,
  ...more,
});
const passes = ['done', 'unavailable'] as const;
const cases: Readonly<Record<string, Case>> = {
  'a late answer': { fault: { kind: 'slow', ms: 20 }, read: ['done', 'done'], write: ['done', 'done'] },
  '429': { fault: status(429), read: passes, write: passes },
  '429 with Retry-After': { fault: status(429, { retryAfter: 0 }), read: passes, write: passes },
  '503 with Retry-After': { fault: status(503, { retryAfter: 0 }), read: passes, write: passes },
  '503 as a web page': { fault: status(503), read: passes, write: ['unsure', 'unsure'] },
  '502 without a body': { fault: status(502, { body: 'empty' }), read: passes, write: ['unsure', 'unsure'] },
  '500 with a sentence': {
    fault: status(500, { body: 'errors' }),
    read: ['refused', 'refused'],
    write: ['refused', 'refused'],
  },
  'no answer, not carried out': { fault: { kind: 'disconnect' }, read: passes, write: ['unsure', 'unsure'] },
  'silence, not carried out': { fault: { kind: 'hang' }, read: passes, write: ['unsure', 'unsure'] },
  'carried out, no answer': { fault: { kind: 'unanswered' }, read: passes, write: ['done', 'done'] },
  'carried out, silence': { fault: { kind: 'unanswered', how: 'silent' }, read: passes, write: ['done', 'done'] },
  'half an answer': { fault: { kind: 'cut' }, read: passes, write: ['done', 'done'] },
  'half a JSON': {
    fault: { kind: 'truncated' },
    read: ['contract-broken', 'contract-broken'],
    write: ['done', 'done'],
  },
};

interface Outcome {
  readonly told: Told | 'unsure' | undefined;
  readonly failure?: BotError;
}
async function outcomeOf(work: Promise<unknown>): Promise<Outcome> {
  try {
    await work;
    return { told: 'done' };
  } catch (error) {
    if (!(error instanceof BotError)) throw error;
    if (error instanceof Unavailable && error.mayHaveSucceeded) return { told: 'unsure', failure: error };
    return { told: error.code as Told, failure: error };
  }
}

/** The words say what happened and what to do; nothing of the machine is in them. */
function assertReadable({ failure }: Outcome): void {
  if (failure === undefined) return;
  expect(failure.userMessage).toMatch(/^[A-Z].*[.?]$/);
  expect(`${failure.userMessage} ${failure.hint ?? ''}`).not.toMatch(/<|undefined|null|fetch|socket|ECONN|\bat \//);
}

interface Read {
  readonly on: RequestMatcher;
  readonly ask: (client: AutotaskClient) => Promise<unknown>;
}
const reads: Readonly<Record<string, Read>> = {
  get: { on: { entity: 'Opportunities', verb: 'get' }, ask: (client) => client.get(id) },
  find: { on: { entity: 'Opportunities', verb: 'query' }, ask: (client) => client.find({}, { size: 5 }) },
  all: { on: { entity: 'Opportunities', verb: 'query' }, ask: (client) => client.all({ status: [1] }) },
  'a search by text': { on: { entity: 'Companies', verb: 'query' }, ask: (client) => client.all({ text: 'acme' }) },
  count: { on: { entity: 'Opportunities', verb: 'count' }, ask: (client) => client.count({}) },
  quotes: { on: { entity: 'Quotes' }, ask: (client) => client.quotes(id) },
  salesOrders: { on: { entity: 'SalesOrders' }, ask: (client) => client.salesOrders(id) },
  attachments: { on: { entity: 'OpportunityAttachments' }, ask: (client) => client.attachments(id) },
  companies: { on: { entity: 'Companies' }, ask: (client) => client.companies('a') },
  contacts: { on: { entity: 'Contacts' }, ask: (client) => client.contacts(parentCompanyId, '') },
  products: { on: { entity: 'Products' }, ask: (client) => client.products('') },
  resources: { on: { entity: 'Resources' }, ask: (client) => client.resources('d') },
  resourcesByEmail: { on: { entity: 'Resources' }, ask: (client) => client.resourcesByEmail('dana@example.com') },
  picklists: { on: { entity: 'Opportunities', verb: 'fields' }, ask: (client) => client.picklists() },
  'own fields': {
    on: { entity: 'Opportunities', verb: 'userDefinedFields' },
    ask: (client) => client.userDefinedFields(),
  },
};

describe.each(Object.entries(reads))('%s', (_operation, { on, ask }) => {
  it.each(Object.entries(cases))('%s', async (_fault, { fault, read: [once, always] }) => {
    const truth = JSON.stringify(await ask(bench.newClient()));
    bench.sandbox.faults.plan({ ...on, fault });
    const first = ask(clientFor(fault));
    const outcome = await outcomeOf(first);
    expect([outcome.told, bench.sandbox.faults.pending()]).toEqual([once, []]);
    if (outcome.told === 'done') expect(withoutTime(await first)).toBe(withoutTime(JSON.parse(truth)));
    assertReadable(outcome);

    bench.sandbox.faults.plan({ ...on, fault, times: 99 });
    const lasting = await outcomeOf(ask(clientFor(fault)));
    expect(lasting.told).toBe(always);
    assertReadable(lasting);
  });
});
const withoutTime = (value: unknown): string =>
  JSON.stringify(value, (key, inner: unknown) => (key === 'readAt' ? '' : inner));

interface Write {
  readonly on: RequestMatcher;
  readonly ask: (client: AutotaskClient) => Promise<unknown>;
  /** How often it stands in Autotask. */
  readonly stored: () => number;
}
let word = 0;
const writes: Readonly<Record<'change' | 'create' | 'note', Write>> = {
  change: {
    on: { entity: 'Opportunities', method: 'PATCH' },
    ask: (client) => client.update(id, { stage: 12 }, author),
    stored: () => recordsOf('Opportunities', 'id', id).filter(({ stage }) => stage === 12).length,
  },
  create: {
    on: { entity: 'Opportunities', method: 'POST', verb: 'create' },
    ask: (client) => client.create({ ...plainOpportunity, title: `New ${word}` }, author),
    stored: () => recordsOf('Opportunities', 'title', `New ${word}`).length,
  },
  note: {
    on: { entity: 'CompanyNotes', method: 'POST', verb: 'create' },
    ask: (client) => client.note(id, { title: 'Call', text: 'Wants a quote' }, author),
    stored: () => recordsOf('CompanyNotes', 'opportunityID', id).length,
  },
};

describe.each(Object.entries(writes))('%s', (_operation, { on, ask, stored }) => {
  it.each(Object.entries(cases))('%s', async (_fault, { fault, write }) => {
    for (const [times, expected] of [
      [1, write[0]],
      [99, write[1]],
    ] as const) {
      word += 1;
      id = await bench.create();
      bench.sandbox.faults.clear();
      bench.sandbox.faults.plan({ ...on, fault, times });
      const outcome = await outcomeOf(ask(clientFor(fault)));
      expect(outcome.told).toBe(expected);
      expect(stored()).toBeLessThanOrEqual(1);
      if (outcome.told === 'done') expect(stored()).toBe(1);
      else if (outcome.told !== 'unsure') expect(stored()).toBe(0);
      assertReadable(outcome);
    }
  });

  it.each(['unanswered', 'cut', 'truncated'] as const)(
    'carried out (%s), and nobody can look: told as unsure, stored once',
    async (kind) => {
      word += 1;
      const client = clientFor({ kind });
      await client.get(id);
      bench.sandbox.faults.plan({ ...on, fault: { kind } });
      bench.sandbox.faults.plan({
        entity: on.entity ?? 'Opportunities',
        verb: 'query',
        fault: status(503),
        times: 99,
      });
      // The first reading of a change comes before the write.
      bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'get', after: 1, fault: status(503), times: 99 });
      const outcome = await outcomeOf(ask(client));
      expect([outcome.told, stored()]).toEqual(['unsure', 1]);
      expect(outcome.failure?.hint).toMatch(/before/i);
    },
  );
});

it.each([
  ['change', 1],
  ['create', 0],
] as const)('%s, stored but not read back: told as stored', async (operation, readings) => {
  word += 1;
  const { ask, stored } = writes[operation];
  const client = bench.newClient({ limits: fastRetries });
  await client.get(id);
  bench.sandbox.faults.plan({ entity: 'Opportunities', verb: 'get', after: readings, fault: status(503), times: 9 });
  const outcome = await outcomeOf(ask(client));
  expect([outcome.told, stored()]).toEqual(['unsure', 1]);
  expect(outcome.failure?.userMessage).toContain('It is stored');
});

describe('A win with a note', () => {
  const win = (client: AutotaskClient) =>
    client.update(id, { status: 3 }, author, { note: { title: 'Won', text: 'Signed today' } });
  const noted = () => recordsOf('CompanyNotes', 'opportunityID', id).length;
  const isWon = () => recordsOf('Opportunities', 'id', id).some(({ status }) => status === 3);

  it.each(Object.entries(cases))('%s, with the closing', async (_fault, { fault, write: [expected] }) => {
    bench.sandbox.faults.plan({ entity: 'Opportunities', method: 'PATCH', fault });
    const outcome = await outcomeOf(win(clientFor(fault)));
    expect([outcome.told, noted()]).toEqual([expected, 1]);
    if (expected !== 'unsure') expect(isWon()).toBe(expected === 'done');
    assertReadable(outcome);
  });

  it.each(Object.entries(cases))('%s, with the note', async (_fault, { fault, write: [expected] }) => {
    bench.sandbox.faults.plan({ entity: 'CompanyNotes', method: 'POST', verb: 'create', fault });
    const outcome = await outcomeOf(win(clientFor(fault)));
    expect(outcome.told).toBe(expected);
    expect(isWon()).toBe(expected === 'done');
    expect(noted()).toBe(expected === 'done' ? 1 : 0);
  });

  it('that Autotask refuses after the note says that the note is stored', async () => {
    bench.sandbox.faults.plan({ entity: 'Opportunities', method: 'PATCH', fault: status(500, { body: 'errors' }) });
    const failure = await errorOf(win(bench.client));
    expect(failure.userMessage).toContain('The note is stored already: leave it out when you send this again.');
  });

  it('tried again with the same moment, the note stands there once', async () => {
    const note = { title: 'Won', text: 'Signed today', written: new Date(today) };
    bench.sandbox.faults.plan({ entity: 'Opportunities', method: 'PATCH', fault: { kind: 'disconnect' } });
    await errorOf(bench.client.update(id, { status: 3 }, author, { note }));
    await bench.client.update(id, { status: 3 }, author, { note });
    expect([noted(), isWon()]).toEqual([1, true]);
  });
});
