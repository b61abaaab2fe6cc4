/**
 * The client and the sandbox, written apart, agree on random opportunities and random changes of them: what the client
 * lets through is accepted and stored as it said, and what the sandbox refuses the client refused first.
 *
 * Left out, since only the server can know: R1 (whether the module is there), R3 (what a category fills in on create:
 * taken from the sandbox's own settings here), the formula of R8 (any figure is right), who may own by R19 (nobody
 * without access to CRM is chosen). R2, R27 and R32 have nothing to send.
 */
import fc from 'fast-check';
import { Rejected } from '../../../src/core/errors';
import { opportunityFields } from '../../../src/opportunity/fields';
import {
  changedFields,
  fieldsMentioned,
  isStricterOnPurpose,
  expectedRecord,
  expectedNewRecord,
  withoutFields,
  withoutBlanks,
  type Cells,
  type StoredRecord,
  type ExpectedRecord,
} from '../../support/agreement';
import { someChanges, someDraft, fillRepeated, type AnyChanges } from '../../support/arbitrary-changes';
import {
  removeOpportunity,
  addContacts,
  storeOpportunity,
  storedOpportunity,
  type StoredOpportunity,
} from '../../support/arbitrary-opportunity';
import { author, openClient, type ClientFixture } from '../../support/client';

const runs = 150;
const onOpportunities = 8;
let bench: ClientFixture;

/** A tenant that demands more than the entity page, and takes less. */
const ownDemands = {
  'Opportunities.title': { length: 40 },
  'Opportunities.promotionName': { length: 4 },
  'Opportunities.nextStep': { required: true },
};

async function open(demands: Record<string, { required?: boolean; length?: number }>): Promise<void> {
  bench = await openClient({ opportunities: 1, switches: { requestThreshold: 1e9 } });
  addContacts(bench.sandbox);
  bench.sandbox.records.tenant().overrides = demands;
}

const kept = (id: number): StoredRecord => ({
  cells: bench.sandbox.records.read('Opportunities', id) ?? {},
  udfs: bench.sandbox.records.udfs('Opportunities', id),
});

function leaveNothing(): void {
  const { sandbox } = bench;
  for (const { id } of sandbox.records.list('Opportunities')) removeOpportunity(sandbox, Number(id));
}

/** The id that was written, or the client's own refusal. Anything else is a fault. */
async function outcomeOf(work: Promise<{ readonly id: number }>): Promise<number | Rejected> {
  try {
    return (await work).id;
  } catch (error) {
    if (error instanceof Rejected) return error;
    throw error;
  }
}

const writes = (): readonly string[] =>
  bench.takeRequests().filter((line) => /^(PATCH|PUT|DELETE|POST Opportunities$)/.test(line));

interface Request {
  readonly asked: Cells;
  readonly changed: ReadonlySet<string>;
  readonly client: number | Rejected;
  /** The sandbox's sentences; none when it accepted. */
  readonly server: readonly string[];
}

/** Whatever the sandbox refuses the client refused first, by the same field; beyond that it is strict on purpose only. */
function assertSameWord({ asked, changed: differs, client, server }: Request): void {
  const said = client instanceof Rejected ? client.fields : {};
  if (server.length === 0) {
    expect(Object.values(said).filter((say) => !isStricterOnPurpose(say))).toEqual([]);
    return;
  }
  const unsaid = server.filter((sentence) => {
    const named = fieldsMentioned(sentence, asked);
    return named.some((field) => differs.has(field)) && !named.some((field) => field in said);
  });
  expect({ asked, said, unsaid }).toEqual({ asked, said, unsaid: [] });
}

function assertStored(id: number, { cells, udfs, unpredictable: free }: ExpectedRecord): void {
  const now = kept(id);
  expect(withoutFields(withoutBlanks(now.cells), free)).toEqual(withoutFields(withoutBlanks(cells), free));
  expect(withoutBlanks(now.udfs)).toEqual(withoutBlanks(udfs));
}

/** Leaving out what Autotask would ignore makes no difference. */
function assertTwins(mine: number, twin: number, { unpredictable: free }: ExpectedRecord): void {
  const [one, other] = [mine, twin].map((id) => withoutFields(withoutBlanks(kept(id).cells), new Set([...free, 'id'])));
  expect(one).toEqual(other);
}

async function tryChange(stored: StoredOpportunity, changes: AnyChanges): Promise<boolean> {
  const { sandbox, client } = bench;
  const [mine, twin] = [storeOpportunity(sandbox, stored), storeOpportunity(sandbox, stored)];
  const before = kept(mine);
  const asked = fillRepeated(changes, before.cells);
  const judged = await client.validate(await client.get(mine), asked);
  bench.takeRequests();
  const outcome = await outcomeOf(client.update(mine, asked, author));
  const sent = writes();
  const { errors = [] } = (await bench.patch(twin, asked)).body;
  const differing = changedFields(before, asked);
  assertSameWord({ asked, changed: differing, client: outcome, server: errors });
  if (outcome instanceof Rejected) {
    expect({ sent, stored: kept(mine) }).toEqual({ sent: [], stored: before });
    return false;
  }
  assertStored(mine, expectedRecord(before, judged));
  const rich = sandbox.records.richText('Opportunities', mine, 'description');
  expect(rich !== undefined).toBe(stored.rich && !('description' in judged.send));
  const all = Object.keys(asked).every((field) => field === 'userDefinedFields' || differing.has(field));
  if (all && errors.length === 0) assertTwins(mine, twin, expectedRecord(before, judged));
  return true;
}

/** What a new opportunity begins with: the category when none is chosen, its defaults, those of the tenant's own fields. */
function defaults(asked: Cells): StoredRecord {
  const { records } = bench.sandbox;
  const [standard] = records.list('OpportunityCategories', ({ isGlobalDefault }) => isGlobalDefault === true);
  const opportunityCategoryID = Number(asked['opportunityCategoryID'] ?? standard?.['id']);
  const udfs = records.list('UserDefinedFieldDefinitions', ({ udfType }) => udfType === onOpportunities);
  return {
    cells: { opportunityCategoryID, ...records.tenant().categories[opportunityCategoryID]?.defaults },
    udfs: Object.fromEntries(udfs.map(({ name, defaultValue }) => [String(name), defaultValue])),
  };
}

const everything = new Set([...Object.keys(opportunityFields), 'Deal Type', 'Endpoints', 'Renewal Date']);

async function tryDraft(asked: AnyChanges): Promise<boolean> {
  const { sandbox, client } = bench;
  const judged = await client.validate(undefined, asked);
  bench.takeRequests();
  const outcome = await outcomeOf(client.create(asked, author));
  const [sent, found] = [writes(), sandbox.records.list('Opportunities')];
  const { errors = [] } = (await bench.send('POST', 'Opportunities', asked)).body;
  assertSameWord({ asked, changed: everything, client: outcome, server: errors });
  if (outcome instanceof Rejected) {
    expect({ sent, found }).toEqual({ sent: [], found: [] });
    return false;
  }
  assertStored(outcome, expectedNewRecord(defaults(asked), judged));
  return true;
}

describe.each([
  ['as Autotask comes', {}],
  ['that demands more and takes less than the entity page', ownDemands],
])('In a tenant %s', (_name, demands) => {
  beforeAll(() => open(demands));
  afterAll(() => bench.stop());

  it('a change that the client lets through is stored as it said, and what Autotask refuses never leaves the client', async () => {
    let accepted = 0;
    const property = fc.asyncProperty(storedOpportunity, someChanges, async (stored, changes) => {
      if (await tryChange(stored, changes)) accepted += 1;
    });
    await fc.assert(property.beforeEach(leaveNothing), { numRuns: runs });
    expect(accepted).toBeGreaterThan(runs / 10);
  });

  it('a new opportunity that the client lets through is stored as it said, and no other is ever sent', async () => {
    let accepted = 0;
    const property = fc.asyncProperty(someDraft, async (draft) => {
      if (await tryDraft(draft)) accepted += 1;
    });
    await fc.assert(property.beforeEach(leaveNothing), { numRuns: runs });
    expect(accepted).toBeGreaterThan(runs / 10);
  });
});
