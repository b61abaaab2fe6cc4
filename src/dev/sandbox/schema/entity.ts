/** Defines an entity from a text that is written like its page in Autotask's documentation: one line for each field. */
export type FieldType = 'decimal' | 'integer' | 'long' | 'string' | 'datetime' | 'boolean';

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** Maximum length of a text; 0 where the page gives none. */
  readonly length: number;
  readonly required: boolean;
  readonly readOnly: boolean;
  /** Accepted when the record is created, ignored afterwards. */
  readonly createOnly: boolean;
  readonly picklist: boolean;
  /** The entity it refers to, in the singular as metadata has it; empty when there is none. */
  readonly reference: string;
  /** The time of day in a request is dropped. */
  readonly dateOnly: boolean;
  /** Autotask stores formatted text beside the plain one that the API returns. */
  readonly rich: boolean;
  readonly queryable: boolean;
}

export interface Entity<Name extends string = string> {
  readonly name: Name;
  readonly singular: string;
  readonly access: { readonly create: boolean; readonly update: boolean; readonly delete: boolean };
  readonly hasUdfs: boolean;
  /** Webhooks exist for few entities. */
  readonly webhooks: boolean;
  readonly fields: readonly Field[];
  /** By name in lower case: names in requests are matched whatever their case. */
  readonly byName: ReadonlyMap<string, Field>;
}

interface EntityPage<Name extends string> {
  name: Name;
  singular: string;
  can?: string;
  udfs?: boolean;
  webhooks?: boolean;
  fields: string;
}

/**
 * Each line: name, type with its length in brackets, then any of `required`, `read-only`, `create-only`, `picklist`,
 * `date-only`, `rich`, `unqueryable` and `->Entity`.
 */
export function defineEntity<const Name extends string>(page: EntityPage<Name>): Entity<Name> {
  const fields = page.fields
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map(parseFieldLine);
  const can = (page.can ?? '').split(' ');
  return {
    name: page.name,
    singular: page.singular,
    access: { create: can.includes('create'), update: can.includes('update'), delete: can.includes('delete') },
    hasUdfs: page.udfs ?? false,
    webhooks: page.webhooks ?? false,
    fields,
    byName: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

const fieldLinePattern = /^(\w+) (decimal|integer|long|string|datetime|boolean)(?:\((\d+)\))?((?: [\w>-]+)*)$/;

function parseFieldLine(line: string): Field {
  const [, name, type, length, rest] = fieldLinePattern.exec(line) ?? [];
  if (name === undefined) throw new Error(`This line of an entity page cannot be read: "${line}".`);
  const flags = new Set((rest ?? '').split(' '));
  return {
    name,
    type: type as FieldType,
    length: Number(length ?? 0),
    required: flags.has('required'),
    readOnly: flags.has('read-only'),
    createOnly: flags.has('create-only'),
    picklist: flags.has('picklist'),
    reference: [...flags].find((flag) => flag.startsWith('->'))?.slice(2) ?? '',
    dateOnly: flags.has('date-only'),
    rich: flags.has('rich'),
    queryable: !flags.has('unqueryable'),
  };
}
