/** Who a write is for: on behalf of the person where Autotask permits it, and what happens where it does not. */
import type { AutotaskClient, AutotaskOptions } from '../../../../src/autotask/client';
import { AccessDenied } from '../../../../src/core/errors';
import { plainOpportunity, danaId, today } from '../../../support/sandbox';
import { author, errorOf, fastRetries, openClient, type ClientFixture } from '../../../support/client';
import { createMemoryStore } from '../../../support/memory-store';
import { createRecordingLog } from '../../../support/noted-log';

let bench: ClientFixture;
let id: number;
let now: number;
beforeAll(async () => {
  bench = await openClient({}, { limits: fastRetries, clock: () => new Date(now) });
});
afterAll(() => bench.stop());
beforeEach(async () => {
  now = Date.parse(today);
  bench.sandbox.reset();
  id = await bench.create();
  bench.sandbox.requests.clear();
});

const anew = (options: Partial<AutotaskOptions> = {}) => bench.newClient(options);
const another = {
  ...plainOpportunity,
  title: 'Another',
  userDefinedFields: [{ name: 'Deal Type', value: 'Renewal' }],
};
const note = { title: 'Call', text: 'Wants a quote' };
/** What was written since the last look, and in whose name. */
const writes = () => {
  const list = bench.sandbox.requests.list();
  bench.sandbox.requests.clear();
  return list
    .filter(({ verb }) => verb === 'patch' || verb === 'create')
    .map(
      ({ entity, status, impersonating }) =>
        `${entity} ${status} ${impersonating === '' ? 'as itself' : impersonating}`,
    );
};
const notes = () =>
  bench.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id).map(({ note: text }) => text);
const quoteOf = () => {
  const [quote] = bench.sandbox.records.list('Quotes', ({ primaryQuote }) => primaryQuote === true);
  return Number(quote?.['id']);
};

describe('On behalf of the person', () => {
  it.each(['auto', 'required'] as const)('goes every write and no read (%s)', async (impersonation) => {
    bench.sandbox.switches.impersonationOnRead = 'refused';
    const client = anew({ impersonation });
    await client.update(id, { stage: 12 }, author, { note });
    await client.note(id, note, author);
    await client.create(another, author);
    await client.updateQuote(quoteOf(), { externalQuoteNumber: 'Q-1' }, author);
    await client.all({ text: 'acme' });
    const named = bench.sandbox.requests.list().filter(({ impersonating }) => impersonating !== '');
    expect(named.map(({ verb, entity }) => `${verb ?? ''} ${entity}`)).toEqual([
      'create CompanyNotes',
      'patch Opportunities',
      'create CompanyNotes',
      'create Opportunities',
      'patch Quotes',
    ]);
    expect(named.every(({ impersonating }) => impersonating === String(danaId))).toBe(true);
    expect(writes()).toHaveLength(5);
  });

  it('Autotask shows the person as the writer, and the note needs no name', async () => {
    const client = anew();
    const { fields } = await client.create(another, author);
    expect(fields.creatorResourceID).toBe(danaId);
    await client.note(id, note, author);
    expect(notes()).toEqual(['Wants a quote']);
  });
});

describe('A new opportunity whose answer got lost', () => {
  const twin = (creatorResourceID: number) =>
    bench.sandbox.records.add('Opportunities', {
      ...bench.sandbox.records.read('Opportunities', id),
      id: null,
      title: another.title,
      createDate: new Date(now).toISOString(),
      creatorResourceID,
    });

  it('is not taken for the same one of a colleague, where Autotask shows who created it', async () => {
    const client = anew();
    await client.create({ ...another, title: 'Before' }, author);
    twin(danaId + 1);
    expect((await errorOf(client.create(another, author, { possiblySentSince: new Date(now) }))).userMessage).toMatch(
      /^I cannot tell whether it was created/,
    );
  });

  it('is found by whoever asked for it', async () => {
    const client = anew();
    await client.create({ ...another, title: 'Before' }, author);
    const own = twin(danaId);
    expect((await client.create(another, author, { possiblySentSince: new Date(now) })).id).toBe(own);
  });

  it('is found as the one of the bot, where Autotask shows the bot alone', async () => {
    const own = twin(4);
    expect(
      (await anew({ impersonation: 'off' }).create(another, author, { possiblySentSince: new Date(now) })).id,
    ).toBe(own);
  });
});

describe('Where Autotask does not permit it', () => {
  beforeEach(() => {
    bench.sandbox.switches.impersonation = 'nobody';
  });

  it('the first refused write is sent again as the bot itself, and the note names the person', async () => {
    const noted = createRecordingLog();
    await anew({ log: noted.log }).note(id, note, author);
    expect(writes()).toEqual([`CompanyNotes 500 ${danaId}`, 'CompanyNotes 200 as itself']);
    expect(notes()).toEqual(['Wants a quote\n\n— Dana Whitfield']);
    expect(noted.warnings()).toEqual(['impersonation is not permitted; writing as the API user']);
  });

  it('the later ones go so at once, for an hour: the right may be granted meanwhile', async () => {
    const client = anew();
    await client.note(id, note, author);
    writes();
    await client.note(id, note, author);
    now += 59 * 60_000;
    await client.note(id, note, author);
    expect(writes()).toEqual(['CompanyNotes 200 as itself', 'CompanyNotes 200 as itself']);
    bench.sandbox.switches.impersonation = 'anyone';
    now += 2 * 60_000;
    await client.note(id, note, author);
    expect(writes()).toEqual([`CompanyNotes 200 ${danaId}`]);
    expect(notes()).toHaveLength(4);
  });

  it('each entity and each person is learnt apart', async () => {
    const client = anew();
    const other = { id: 29682885, name: 'Somebody Else' };
    await client.note(id, note, author);
    writes();
    await client.update(id, { stage: 12 }, author);
    expect(writes()).toEqual([`Opportunities 500 ${danaId}`, 'Opportunities 200 as itself']);
    await client.update(id, { stage: 13 }, other);
    expect(writes()).toEqual([`Opportunities 500 ${other.id}`, 'Opportunities 200 as itself']);
    await client.update(id, { stage: 14 }, author);
    expect(writes()).toEqual(['Opportunities 200 as itself']);
  });

  it.each<[string, (client: AutotaskClient) => Promise<unknown>]>([
    ['a change', (client) => client.update(id, { stage: 12 }, author)],
    ['a note', (client) => client.note(id, note, author)],
    ['a new opportunity', (client) => client.create(another, author)],
  ])('%s is refused, clearly and for good, when it is required', async (_what, work) => {
    const client = anew({ impersonation: 'required' });
    for (const failure of [await errorOf(work(client)), await errorOf(work(client))]) {
      expect(failure).toBeInstanceOf(AccessDenied);
      expect(failure.userMessage).toBe(
        'Autotask does not let this bot write in your name, and it is set up not to write in its own.',
      );
      expect(failure).toMatchObject({ hint: expect.stringContaining('impersonate your security level') as string });
    }
    expect(writes().filter((line) => line.endsWith('as itself'))).toEqual([]);
    expect(notes()).toEqual([]);
  });
});

describe('What was learnt', () => {
  it('is known to the other replicas, and after a restart', async () => {
    bench.sandbox.switches.impersonation = 'nobody';
    const store = createMemoryStore();
    await anew({ store }).note(id, note, author);
    writes();
    await anew({ store }).note(id, note, author);
    expect(writes()).toEqual(['CompanyNotes 200 as itself']);
    bench.sandbox.switches.impersonation = 'anyone';
    now += 61 * 60_000;
    await anew({ store }).note(id, note, author);
    expect(writes()).toEqual([`CompanyNotes 200 ${danaId}`]);
  });

  it('of one API user says nothing about another', async () => {
    bench.sandbox.switches.impersonationIgnored = ['CompanyNotes'];
    const store = createMemoryStore();
    await anew({ store }).note(id, note, author);
    writes();
    const other = await errorOf(anew({ store, username: 'other@example.com' }).note(id, note, author));
    expect(other.userMessage).toBe('Autotask does not accept the credentials of this bot.');
    await anew({ store }).note(id, note, author);
    expect(writes()).toEqual(['CompanyNotes 200 as itself']);
  });

  it('is no condition of a write: one goes through while the store does not answer', async () => {
    const noted = createRecordingLog();
    const lost = () => Promise.reject(new Error('lost'));
    await anew({ store: { get: lost, update: lost }, log: noted.log }).note(id, note, author);
    expect(writes()).toEqual([`CompanyNotes 200 ${danaId}`]);
    expect(noted.warnings()).toContain('what was learnt about impersonation cannot be kept');
  });
});

describe('Where Autotask takes no notice of it', () => {
  const ignoring = 'impersonation is ignored without a word; writing as the API user';
  beforeEach(() => {
    bench.sandbox.switches.impersonationIgnored = ['CompanyNotes', 'Opportunities'];
  });

  it('the first note shows it, and the later ones name the person for a day', async () => {
    const noted = createRecordingLog();
    const client = anew({ log: noted.log });
    await client.note(id, note, author);
    await client.note(id, note, author);
    now += 23 * 60 * 60_000;
    await client.note(id, note, author);
    expect(notes()).toEqual(['Wants a quote', ...Array<string>(2).fill('Wants a quote\n\n— Dana Whitfield')]);
    expect(writes()).toEqual([`CompanyNotes 200 ${danaId}`, ...Array<string>(2).fill('CompanyNotes 200 as itself')]);
    expect(noted.warnings()).toEqual([ignoring]);
    now += 2 * 60 * 60_000;
    await client.note(id, note, author);
    expect(writes()).toEqual([`CompanyNotes 200 ${danaId}`]);
  });

  it('a new opportunity shows it, and changes go as the bot itself', async () => {
    const noted = createRecordingLog();
    const client = anew({ log: noted.log });
    await client.create(another, author);
    await client.update(id, { stage: 12 }, author);
    expect(writes()).toEqual([`Opportunities 200 ${danaId}`, 'Opportunities 200 as itself']);
    expect(noted.warnings()).toEqual([ignoring]);
  });

  it('nothing more is written when it is required', async () => {
    const client = anew({ impersonation: 'required' });
    await client.note(id, note, author);
    writes();
    const failure = await errorOf(client.note(id, note, author));
    expect(failure.userMessage).toContain('Autotask does not let this bot write in your name');
    expect(writes()).toEqual([]);
  });
});

it('Where Autotask shows the person, that is read back once for all notes', async () => {
  const store = createMemoryStore();
  const readings = () => bench.takeRequests().filter((line) => line === 'POST CompanyNotes/query').length;
  await anew({ store }).note(id, note, author);
  expect(readings()).toBe(1);
  const client = anew({ store });
  await client.note(id, note, author);
  expect(readings()).toBe(0);
});

it('A note that cannot be read back is stored all the same, and is not written twice', async () => {
  const noted = createRecordingLog();
  const fault = { kind: 'status', status: 500, body: 'html' } as const;
  bench.sandbox.faults.plan({ entity: 'CompanyNotes', verb: 'query', fault, times: 9 });
  await anew({ log: noted.log }).note(id, note, author);
  expect(notes()).toEqual(['Wants a quote']);
  expect(noted.warnings()).toEqual(['in whose name a note was written could not be read back']);
});

it('Switched off, no write names anybody in its header, and the note names the person in its text', async () => {
  const client = anew({ impersonation: 'off' });
  await client.update(id, { stage: 12 }, author, { note });
  expect(writes()).toEqual(['CompanyNotes 200 as itself', 'Opportunities 200 as itself']);
  expect(notes()).toEqual(['Wants a quote\n\n— Dana Whitfield']);
});

describe('Another refusal is not taken for one of impersonation', () => {
  const refuseWrites = (status: number, body?: 'errors') =>
    bench.sandbox.faults.plan({
      method: 'PATCH',
      fault: { kind: 'status', status, ...(body === undefined ? { body: 'empty' } : { body }) },
      times: 9,
    });

  it.each(['auto', 'required'] as const)('wrong credentials are told as such (%s)', async (impersonation) => {
    refuseWrites(401);
    const failure = await errorOf(anew({ impersonation }).update(id, { stage: 12 }, author));
    expect(failure.userMessage).toBe('Autotask does not accept the credentials of this bot.');
    expect(writes()).toEqual([`Opportunities 401 ${danaId}`]);
  });

  it('a sentence about a field is passed on, and nothing is sent a second time', async () => {
    refuseWrites(500, 'errors');
    const failure = await errorOf(anew().update(id, { stage: 12 }, author));
    expect(failure).not.toBeInstanceOf(AccessDenied);
    expect(writes()).toEqual([`Opportunities 500 ${danaId}`]);
  });

  it('a missing right stays a missing right, and is not remembered as anything else', async () => {
    bench.sandbox.switches.crmModule = false;
    const client = anew();
    expect(await errorOf(client.update(id, { stage: 12 }, author))).toBeInstanceOf(AccessDenied);
    expect(writes()).toEqual([`Opportunities 500 ${danaId}`, 'Opportunities 500 as itself']);
    bench.sandbox.switches.crmModule = true;
    await client.update(id, { stage: 12 }, author);
    expect(writes()).toEqual([`Opportunities 200 ${danaId}`]);
  });
});
