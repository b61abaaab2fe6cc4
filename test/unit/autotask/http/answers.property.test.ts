/** Answers that are broken on their way, at random: told as broken, and never shown as a figure that is not stored. */
import fc from 'fast-check';
import type { AutotaskClient } from '../../../../src/autotask/client';
import { BotError } from '../../../../src/core/errors';
import type { Json } from '../../../../src/core/json';
import type { Opportunity } from '../../../../src/opportunity/opportunity';
import { author, fastRetries, openClient, type ClientFixture } from '../../../support/client';

let bench: ClientFixture;
let id: number;
beforeAll(async () => {
  bench = await openClient({ opportunities: 12, switches: { requestThreshold: 1e6 } });
  id = await bench.create({ amount: 1234.5, contactID: null });
});
afterAll(() => bench.stop());

/** Changes the text of one answer, the `turn`th; everything else goes through. */
function breaking(turn: number, change: (text: string) => string): { client: AutotaskClient; touched: () => boolean } {
  let answers = 0;
  let touched = false;
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await globalThis.fetch(input, init);
    answers += 1;
    if (answers !== turn || !response.ok) return response;
    const text = await response.text();
    const changed = change(text);
    touched ||= changed !== text;
    return new Response(changed, { status: response.status, headers: { 'Content-Type': 'application/json' } });
  };
  return { client: bench.newClient({ fetch, limits: { ...fastRetries, retries: 0 } }), touched: () => touched };
}

const operations: Record<string, (client: AutotaskClient) => Promise<unknown>> = {
  get: async (client) => assertTrue(await client.get(id)),
  find: async (client) => {
    const { opportunities } = await client.find({ status: [1] }, { size: 5 });
    opportunities.forEach(assertTrue);
    const held = bench.sandbox.records.list('Opportunities', ({ status }) => status === 1);
    expect(opportunities).toHaveLength(Math.min(5, held.length));
  },
  all: async (client) => {
    const { opportunities, complete } = await client.all({});
    opportunities.forEach(assertTrue);
    if (complete) expect(opportunities).toHaveLength(bench.sandbox.records.list('Opportunities').length);
  },
  count: async (client) => expect(await client.count({})).toBe(bench.sandbox.records.list('Opportunities').length),
  search: async (client) => (await client.all({ text: 'e' })).opportunities.forEach(assertTrue),
  change: async (client) => assertTrue(await client.update(id, { nextStep: `Call ${Math.random()}` }, author)),
  picklists: async (client) => {
    for (const { label } of (await client.picklists()).selectable('stage')) expect(typeof label).toBe('string');
  },
  quotes: (client) => client.quotes(id),
  salesOrders: (client) => client.salesOrders(id),
  attachments: (client) => client.attachments(id),
  companies: (client) => client.companies('a'),
  resourcesByEmail: (client) => client.resourcesByEmail('dana@example.com'),
  userDefinedFields: (client) => client.userDefinedFields(),
  usage: (client) => client.usage(),
};

const shown = ['amount', 'cost', 'monthlyRevenue', 'probability', 'stage', 'status', 'title'] as const;
function assertTrue({ id, fields }: Opportunity): void {
  const [stored = {}] = bench.sandbox.records.list('Opportunities', (record) => record['id'] === id);
  const told = Object.fromEntries(shown.map((field) => [field, fields[field]]));
  expect(told).toEqual(Object.fromEntries(shown.map((field) => [field, stored[field] ?? null])));
}

type Place = readonly (string | number)[];
/** Every place of a JSON value below its root. */
const placesOf = (value: Json, above: Place = []): Place[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, inner]) => [[...above, key], ...placesOf(inner as Json, [...above, key])]);

const otherTypes: Record<string, readonly unknown[]> = {
  number: ['12', '1,000', 'many', true, [7], {}, undefined],
  string: [7, true, ['x'], {}, undefined],
  boolean: ['yes', 'false', 1, undefined],
  array: [null, 'x', {}, 7, undefined],
  object: [null, 'x', 7, undefined],
  null: ['x', [], {}, undefined],
};
const typeOf = (value: unknown) => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** One value of the answer becomes another type, or goes. */
function wrongType(text: string, at: number, which: number): string {
  const body = JSON.parse(text) as Json;
  const places = placesOf(body);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return text;
  const holder = place.slice(0, -1).reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], body);
  const key = place.at(-1) ?? '';
  const held = holder as Record<string, unknown>;
  const choices = otherTypes[typeOf(held[key])] ?? [];
  const value = choices[which % choices.length];
  // A record that is left out whole cannot be noticed.
  if (value !== undefined || !Array.isArray(held)) held[key] = value;
  return JSON.stringify(body);
}

const changes = fc.oneof(
  fc.tuple(fc.nat(5000), fc.nat(50)).map(
    ([at, which]) =>
      (text: string) =>
        wrongType(text, at, which),
  ),
  fc.nat(1000).map((at) => (text: string) => text.slice(0, at % Math.max(1, text.length))),
  fc
    .constantFrom('', 'null', '[]', '{}', '7', '"x"', '<html><body>Error</body></html>', '{"items":null}')
    .map((instead) => () => instead),
);

it.each(Object.keys(operations))('%s', async (name) => {
  let broken = 0;
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 8 }), changes, async (turn, change) => {
      const { client, touched } = breaking(turn, change);
      try {
        await operations[name]?.(client);
      } catch (error) {
        if (!(error instanceof BotError)) throw error;
        expect(error.userMessage).not.toMatch(/undefined|null|NaN|\[object/);
        broken += 1;
        expect(touched()).toBe(true);
      }
    }),
    { numRuns: 30 },
  );
  expect(broken).toBeGreaterThan(0);
});
