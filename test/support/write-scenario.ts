/** A change tried through the client, over HTTP: what was said before, what travelled, what is stored afterwards. */
import type { Json } from '../../src/core/json';
import type { Changes } from '../../src/opportunity/changes';
import type { OpportunityFields } from '../../src/opportunity/fields';
import { isSameValue, type ValidationResult } from '../../src/opportunity/validate';
import { author, errorOf, type ClientFixture } from './client';
import { plainOpportunity } from './sandbox';

type Stored = Readonly<Record<string, Json>>;

export interface WriteResult {
  readonly violations: ValidationResult['violations'];
  /** What the person is told beforehand, by rule. */
  readonly announcedEffects: Readonly<Record<string, string>>;
  /** The bodies of all writes to opportunities. */
  readonly requestBodies: readonly Readonly<Record<string, unknown>>[];
  readonly after: Stored;
  /** Fields that are stored otherwise than was sent or foretold; empty when Autotask did exactly that. */
  readonly unexpectedFields: readonly string[];
}

/** What Autotask stamps on every write. */
const stampedFields = [
  'lastActivity',
  'id',
  'createDate',
  'creatorResourceID',
  'impersonatorCreatorResourceID',
  'startDate',
];

export async function tryChange(fixture: ClientFixture, id: number, changes: Changes): Promise<WriteResult> {
  const before = await fixture.read(id);
  const validation = await fixture.client.validate(await fixture.client.get(id), changes);
  fixture.sandbox.requests.clear();
  const isRefused = Object.keys(validation.violations).length > 0;
  if (isRefused) await errorOf(fixture.client.update(id, changes, author));
  else await fixture.client.update(id, changes, author);
  return resultOf(fixture, validation, { before, after: await fixture.read(id) });
}

/** A new opportunity, plain where nothing else is said. */
export async function tryCreate(fixture: ClientFixture, values: Changes = {}): Promise<WriteResult> {
  const draft = { ...plainOpportunity, ...values } as Changes;
  const validation = await fixture.client.validate(undefined, draft);
  fixture.sandbox.requests.clear();
  if (Object.keys(validation.violations).length > 0) {
    await errorOf(fixture.client.create(draft, author));
    return resultOf(fixture, validation, { before: {}, after: {} });
  }
  const { id } = await fixture.client.create(draft, author);
  return resultOf(fixture, validation, { before: {}, after: await fixture.read(id) });
}

const mergeParts = (parts: readonly object[]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(parts.flatMap((part) => Object.entries(part)));

function resultOf(
  fixture: ClientFixture,
  validation: ValidationResult,
  { before, after }: { before: Stored; after: Stored },
): WriteResult {
  const writes = fixture.sandbox.requests
    .list()
    .filter(({ method, path }) => method === 'PATCH' || (method === 'POST' && path.endsWith('/Opportunities')));
  const requestBodies = writes.map(({ body }) => JSON.parse(body) as Readonly<Record<string, unknown>>);
  return {
    violations: validation.violations,
    announcedEffects: Object.fromEntries(validation.effects.map(({ rule, say }) => [rule, say])),
    requestBodies,
    after,
    unexpectedFields: Object.keys(after).filter((field) => {
      const expected = mergeParts([
        before,
        ...requestBodies,
        ...validation.effects.map(({ resultingValues }) => resultingValues),
      ]);
      const isFree = stampedFields.includes(field) || field === 'userDefinedFields' || expected[field] === 'computed';
      return !isFree && !isSameValue(field as keyof OpportunityFields, after[field], expected[field]);
    }),
  };
}
