/** Every rule of the entity page is held by tests on both sides, and named in the code with its source. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import openapi from '../../src/autotask/openapi.json';
import { validationRules } from '../../src/opportunity/validate';
import { ruleTable, type RuleRow } from './rule-table';

const root = join(__dirname, '../..');
const text = (path: string): string => readFileSync(join(root, path), 'utf8');
const all = Array.from({ length: 32 }, (_, index) => `R${String(index + 1)}`);

const hasTest = (rule: string, file: string): boolean =>
  new RegExp(`(?:test|it)(?:\\.each\\([^]*?\\))?\\(\\s*['"\`]${rule} `).test(text(`test/unit/${file}`));

/** What is wrong with the table, in words. */
function complaintsAbout(table: readonly RuleRow[]): string[] {
  const missing = all.filter((rule) => !table.some((row) => row.rule === rule));
  return [
    ...missing.map((rule) => `${rule} is not in the table`),
    ...table.flatMap(({ rule, client, sandbox }) => [
      ...('otherwise' in client ? [] : untested(rule, client, 'client')),
      ...untested(rule, sandbox, 'sandbox'),
    ]),
  ];
}

function untested(rule: string, files: readonly string[], side: string): string[] {
  if (files.length === 0) return [`${rule} has no test for the ${side}`];
  return files.filter((file) => !hasTest(rule, file)).map((file) => `${rule} has no test in ${file}`);
}

test('every rule has its tests, for the client and for the sandbox', () => {
  expect(complaintsAbout(ruleTable)).toEqual([]);
  expect(ruleTable).toHaveLength(32);
});

test('only what sends nothing does without a test of the client', () => {
  expect(ruleTable.flatMap(({ rule, client }) => ('otherwise' in client ? [rule] : []))).toEqual(['R2', 'R27', 'R32']);
});

test('a rule without tests does not go unnoticed', () => {
  const [first, ...rest] = ruleTable;
  if (first === undefined) throw new Error('The table is empty.');
  expect(complaintsAbout(rest)).toEqual([`${first.rule} is not in the table`]);
  expect(complaintsAbout([{ ...first, client: [] }, ...rest])).toEqual(['R1 has no test for the client']);
  expect(complaintsAbout([{ ...first, sandbox: ['dev/sandbox/money.test.ts'] }, ...rest])).toEqual([
    'R1 has no test in dev/sandbox/money.test.ts',
  ]);
});

/** Names of rules, in the files of these rooms. */
const namedIn = (...files: readonly string[]): ReadonlySet<string> =>
  new Set(files.flatMap((file) => text(file).match(/\bR\d{1,2}\b/g) ?? []));
const below = (room: string): readonly string[] =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${room}/${file}`);

test('every rule is named where the client or the sandbox heeds it', () => {
  const silent = ruleTable.flatMap(({ rule, client }) => ('otherwise' in client ? [rule] : []));
  const byClient = namedIn('src/opportunity/tenant.ts', ...below('src/opportunity/rules'));
  const bySandbox = namedIn(...below('src/dev/sandbox'));
  expect(all.filter((rule) => !byClient.has(rule) && !silent.includes(rule))).toEqual([]);
  expect(all.filter((rule) => !bySandbox.has(rule))).toEqual([]);
});

test('every rule that is judged says where Autotask states it', () => {
  for (const { id, source } of validationRules)
    expect([id, source]).toEqual([id, expect.stringMatching(/^Autotask: \S+/)]);
});

test('every judged rule of the page is in the table', () => {
  const judged = validationRules.map(({ id }) => id).filter((id) => /^R\d/.test(id));
  const known = ruleTable.map(({ rule }) => rule);
  expect(judged.filter((id) => !known.includes(id))).toEqual([]);
});

test('nothing of VARStreet and no DELETE of an opportunity can be sent', () => {
  expect(JSON.stringify(openapi)).not.toMatch(/varstreet/i);
  const verbs = Object.entries(openapi.paths).filter(([path]) => /\/Opportunities($|\/(?!.*Attachments))/.test(path));
  expect(verbs.length).toBeGreaterThan(3);
  expect(verbs.filter(([, methods]) => 'delete' in methods)).toEqual([]);
});
