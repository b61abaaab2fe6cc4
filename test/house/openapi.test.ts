/** The client's description of the API agrees with the entity page, and the types with the description. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { opportunityFields, type FieldRule } from '../../src/opportunity/fields';

const root = join(__dirname, '../..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
interface Property {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly maxLength?: number;
  readonly readOnly?: boolean;
  readonly 'x-picklist'?: boolean;
  readonly 'x-reference'?: string;
}
interface Schema {
  readonly properties: Readonly<Record<string, Property>>;
  readonly required?: readonly string[];
}
const { schemas } = (
  JSON.parse(read('src/autotask/openapi.json')) as { components: { schemas: Record<string, Schema> } }
).components;

it('the generated types are what the generator makes now', () => {
  const made = execFileSync(
    process.execPath,
    [join(root, 'node_modules/openapi-typescript/bin/cli.js'), 'src/autotask/openapi.json'],
    {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  const plain = (text: string) => text.replace(/\s+/g, ' ').replace(/['"]/g, '"').trim();
  expect(plain(read('src/autotask/schema.d.ts'))).toBe(plain(made));
}, 60_000);

describe('Every field of the entity page is described as the page has it', () => {
  const stored = schemas['Opportunity'];
  const fields = Object.entries(opportunityFields) as [string, FieldRule][];

  it('all 60 of them, and no other', () => {
    expect(fields).toHaveLength(60);
    const described = Object.keys(stored?.properties ?? {}).filter((name) => name !== 'userDefinedFields');
    expect(described.sort()).toEqual(fields.map(([name]) => name).sort());
  });

  it.each(fields)('%s', (name, rule) => {
    const property = stored?.properties[name] ?? {};
    const types = [property.type ?? []].flat();
    const json = {
      decimal: 'number',
      integer: 'integer',
      long: 'integer',
      string: 'string',
      datetime: 'string',
      boolean: 'boolean',
    };
    expect(types).toContain(json[rule.type]);
    expect(property.readOnly ?? false).toBe(rule.readOnly);
    expect(property['x-picklist'] ?? false).toBe(rule.picklist);
    expect(property['x-reference'] ?? '').toBe(rule.reference);
    expect(property.maxLength ?? 0).toBe(rule.length);
  });
});
