/** The checks that every entity shares: required, length, picklist, reference, user-defined fields. */
import { readMoment } from '../moment';
import { demandsOf } from '../read/metadata';
import { picklistOf } from '../read/picklists';
import { udfsOf } from '../read/udfs';
import type { Udf } from '../read/udfs';
import { entityBySingular } from '../schema';
import type { Field } from '../schema/entity';
import type { Scalar } from '../state/row';
import { isSent, isToBeJudged, nextValue, sentValue } from './write';
import type { Write } from './write';

export function check(write: Write): string[] {
  const sentences = write.entity.fields.flatMap((field) => [
    missing(write, field),
    tooLong(write, field),
    notInList(write, field),
    pointsNowhere(write, field),
  ]);
  return [...sentences, ...checkUdfs(write)].filter((sentence) => sentence !== undefined);
}

const isBlank = (value: Scalar): boolean => value === null || value === '';

function missing(write: Write, field: Field): string | undefined {
  if (field.readOnly || !demandsOf(write, field).required) return undefined;
  const filled = write.world.switches.categoryDefaultSatisfiesRequired && !isBlank(nextValue(write, field.name));
  const asked = write.verb === 'create' || isSent(write, field.name);
  if (!asked || filled || !isBlank(sentValue(write, field.name))) return undefined;
  return `Value does not exist for the required field ${field.name}`;
}

function tooLong(write: Write, field: Field): string | undefined {
  const { length } = demandsOf(write, field);
  const value = sentValue(write, field.name);
  if (field.type !== 'string' || length === 0 || typeof value !== 'string' || value.length <= length) return undefined;
  return `String value exceeds maximum length (field:${field.name}). `;
}

function notInList(write: Write, field: Field): string | undefined {
  if (!field.picklist || !isToBeJudged(write, field.name)) return undefined;
  const value = String(sentValue(write, field.name));
  const entry = picklistOf(write.world, write.entity, field).find((each) => each.value === value);
  if (entry !== undefined && (entry.isActive || write.world.switches.retiredPicklistValue === 'accepted'))
    return undefined;
  return `Picklist value [${value}] does not exist for ${field.name}. ; on record number [1].`;
}

const mayBeInactive = ['Company', 'Product'];

/** Contacts, owners and organizational levels have stricter rules of their own. */
function pointsNowhere(write: Write, field: Field): string | undefined {
  const target = entityBySingular(field.reference);
  if (target === undefined || !isToBeJudged(write, field.name)) return undefined;
  const row = write.world.state.tables[target.name].get(Number(sentValue(write, field.name)));
  if (row !== undefined) {
    const judged = mayBeInactive.includes(field.reference) && row.cells['isActive'] === false;
    if (!judged || write.world.switches.inactiveCompanyOrProduct === 'accepted') return undefined;
  }
  return invalidReference(field);
}

export const invalidReference = (field: Pick<Field, 'name' | 'reference'>): string =>
  `Reference value on field: ${field.name} of type: ${field.reference} does not exist or is invalid.`;

function checkUdfs(write: Write): (string | undefined)[] {
  if (!write.entity.hasUdfs) return [];
  const known = udfsOf(write.world, write.entity.name);
  const unknown = Object.keys(write.sentUdfs).filter((name) => !known.some((udf) => udf.name === name));
  return [
    ...unknown.map((name) => `Unable to find the user-defined field ${name} in the ${write.entity.singular} Entity.`),
    ...known.flatMap((udf) => [missingUdf(write, udf), wrongUdf(write, udf)]),
  ];
}

function missingUdf(write: Write, udf: Udf): string | undefined {
  if (!udf.required || write.world.switches.requiredUdfMissing === 'accepted') return undefined;
  const asked = write.verb === 'create' || udf.name in write.sentUdfs;
  if (!asked || !isBlank(write.next.udfs[udf.name] ?? null)) return undefined;
  return `Value does not exist for the required field ${udf.name}`;
}

function wrongUdf(write: Write, udf: Udf): string | undefined {
  const value = write.sentUdfs[udf.name] ?? null;
  if (value === null || value === '') return undefined;
  const fits: Record<Udf['type'], boolean> = {
    text: value.length <= 8000,
    number: Number.isFinite(Number(value)),
    date: readMoment(value) !== undefined,
    list: udf.options.includes(value),
  };
  return fits[udf.type] ? undefined : `The value [${value}] is not valid for the user-defined field ${udf.name}.`;
}
