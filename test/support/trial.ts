/** A change tried through the client, over HTTP: what was said before, what travelled, what is stored afterwards. */
import type { Json } from '../../src/core/json';
import type { Changes } from '../../src/opportunity/changes';
import type { OpportunityFields } from '../../src/opportunity/fields';
import { same, type Judgement } from '../../src/opportunity/judge';
import { author, failureOf, type ClientBench } from './client';
import { anOpportunity } from './sandbox';

type Stored = Readonly<Record<string, Json>>;

export interface Trial {
  readonly violations: Judgement['violations'];
  /** What the person is told beforehand, by rule. */
  readonly said: Readonly<Record<string, string>>;
  /** The bodies of all writes to opportunities. */
  readonly sent: readonly Readonly<Record<string, unknown>>[];
  readonly after: Stored;
  /** Fields that are stored otherwise than was sent or foretold; empty when Autotask did exactly that. */
  readonly surprises: readonly string[];
}

/** What Autotask stamps on every write. */
const stamped = ['lastActivity', 'id', 'createDate', 'creatorResourceID', 'impersonatorCreatorResourceID', 'startDate'];

export async function tryChange(bench: ClientBench, id: number, changes: Changes): Promise<Trial> {
  const before = await bench.read(id);
  const judged = await bench.client.judge(await bench.client.get(id), changes);
  bench.sandbox.requests.clear();
  const isRefused = Object.keys(judged.violations).length > 0;
  if (isRefused) await failureOf(bench.client.change(id, changes, author));
  else await bench.client.change(id, changes, author);
  return trialOf(bench, judged, { before, after: await bench.read(id) });
}

/** A new opportunity, plain where nothing else is said. */
export async function tryCreate(bench: ClientBench, values: Changes = {}): Promise<Trial> {
  const draft = { ...anOpportunity, ...values } as Changes;
  const judged = await bench.client.judge(undefined, draft);
  bench.sandbox.requests.clear();
  if (Object.keys(judged.violations).length > 0) {
    await failureOf(bench.client.create(draft, author));
    return trialOf(bench, judged, { before: {}, after: {} });
  }
  const { id } = await bench.client.create(draft, author);
  return trialOf(bench, judged, { before: {}, after: await bench.read(id) });
}

const layered = (parts: readonly object[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

function trialOf(bench: ClientBench, judged: Judgement, { before, after }: { before: Stored; after: Stored }): Trial {
  const writes = bench.sandbox.requests
    .list()
    .filter(({ method, path }) => method === 'PATCH' || (method === 'POST' && path.endsWith('/Opportunities')));
  const sent = writes.map(({ body }) => JSON.parse(body) as Readonly<Record<string, unknown>>);
  return {
    violations: judged.violations,
    said: Object.fromEntries(judged.effects.map(({ rule, say }) => [rule, say])),
    sent,
    after,
    surprises: Object.keys(after).filter((field) => {
      const expected = layered([before, ...sent, ...judged.effects.map(({ stores }) => stores)]);
      const isFree = stamped.includes(field) || field === 'userDefinedFields' || expected[field] === 'computed';
      return !isFree && !same(field as keyof OpportunityFields, after[field], expected[field]);
    }),
  };
}
