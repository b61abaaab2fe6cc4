/** The checks that every entity shares: required, length, picklist, reference, user-defined fields. */
import { parseUtcMoment } from '../dates';
import { constraintsOf } from '../read/metadata';
import { picklistOf } from '../read/picklists';
import { udfsOf } from '../read/udfs';
import type { UdfDefinition } from '../read/udfs';
import { entityBySingular } from '../schema';
import type { Field } from '../schema/entity';
import type { Scalar } from '../state/tables';
import { isInput, needsValidation, nextValue, inputValue } from './write';
import type { Write } from './write';
import type { SandboxWorld } from '../world';

export function checkWrite(write: Write): string[] {
  const messages = write.entity.fields.flatMap((field) => [
    checkRequired(write, field),
    checkLength(write, field),
    checkPicklist(write, field),
    checkReference(write, field),
  ]);
  return [...messages, ...checkUdfs(write)].filter((message) => message !== undefined);
}

export const isBlank = (value: Scalar): boolean => value === null || value === '';

function checkRequired(write: Write, field: Field): string | undefined {
  if (field.readOnly || !constraintsOf(write, field).required) return undefined;
  const isFilled = write.world.switches.categoryDefaultSatisfiesRequired && !isBlank(nextValue(write, field.name));
  const isExpected = write.verb === 'create' || isInput(write, field.name);
  if (!isExpected || isFilled || !isBlank(inputValue(write, field.name))) return undefined;
  return `Value does not exist for the required field ${field.name}`;
}

function checkLength(write: Write, field: Field): string | undefined {
  const { length } = constraintsOf(write, field);
  const value = inputValue(write, field.name);
  if (field.type !== 'string' || length === 0 || typeof value !== 'string' || value.length <= length) return undefined;
  return `String value exceeds maximum length (field:${field.name}). `;
}

function checkPicklist(write: Write, field: Field): string | undefined {
  if (!field.picklist || !needsValidation(write, field.name)) return undefined;
  const value = String(inputValue(write, field.name));
  const entry = picklistOf(write.world, write.entity, field).find((each) => each.value === value);
  if (entry !== undefined && (entry.isActive || write.world.switches.retiredPicklistValue === 'accepted'))
    return undefined;
  return `Picklist value [${value}] does not exist for ${field.name}. ; on record number [1].`;
}

const mayBeInactive = ['Company', 'Product'];

/** Contacts, owners and organizational levels have stricter rules besides. */
function checkReference(write: Write, field: Field): string | undefined {
  const target = entityBySingular(field.reference);
  if (target === undefined || !needsValidation(write, field.name)) return undefined;
  const row = write.world.state.tables[target.name].get(Number(inputValue(write, field.name)));
  if (row !== undefined) {
    const isInactive = mayBeInactive.includes(field.reference) && row.cells['isActive'] === false;
    if (!isInactive || write.world.switches.inactiveCompanyOrProduct === 'accepted') return undefined;
  }
  return invalidReference(field);
}

export const invalidReference = (field: Pick<Field, 'name' | 'reference'>): string =>
  `Reference value on field: ${field.name} of type: ${field.reference} does not exist or is invalid.`;

function checkUdfs(write: Write): (string | undefined)[] {
  if (!write.entity.hasUdfs) return [];
  const known = udfsOf(write.world, write.entity.name);
  const unknown = Object.keys(write.inputUdfs).filter((name) => !known.some((udf) => udf.name === name));
  return [
    ...unknown.map((name) => `Unable to find the user-defined field ${name} in the ${write.entity.singular} Entity.`),
    ...known.flatMap((udf) => [checkRequiredUdf(write, udf), checkUdfValue(write, udf)]),
  ];
}

function checkRequiredUdf(write: Write, udf: UdfDefinition): string | undefined {
  if (!udf.required || write.world.switches.requiredUdfMissing === 'accepted') return undefined;
  const isExpected = write.verb === 'create' || udf.name in write.inputUdfs;
  if (!isExpected || !isBlank(write.next.udfs[udf.name] ?? null)) return undefined;
  return `Value does not exist for the required field ${udf.name}`;
}

function checkUdfValue(write: Write, udf: UdfDefinition): string | undefined {
  const value = write.inputUdfs[udf.name] ?? null;
  if (value === null || value === '') return undefined;
  const fits: Record<UdfDefinition['type'], boolean> = {
    text: value.length <= 8000,
    number: Number.isFinite(Number(value)),
    date: parseUtcMoment(value) !== undefined,
    list: udf.options.includes(value),
  };
  return fits[udf.type] ? undefined : `The value [${value}] is not valid for the user-defined field ${udf.name}.`;
}

/** Whether the contact belongs to the company, or to its parent company. */
export function canUseContact(
  world: SandboxWorld,
  { contact, company, mustBeActive }: { contact: number; company: number; mustBeActive: boolean },
): boolean {
  const { Contacts, Companies } = world.state.tables;
  const cells = Contacts.get(contact)?.cells;
  if (cells === undefined || (mustBeActive && cells['isActive'] !== 1)) return false;
  if (cells['companyID'] === company) return true;
  const parent = Companies.get(company)?.cells['parentCompanyID'] ?? null;
  return parent !== null && cells['companyID'] === parent && world.switches.parentCompanyContact === 'accepted';
}
