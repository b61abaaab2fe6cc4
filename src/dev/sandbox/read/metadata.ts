/** entityInformation: what an entity can, its fields, its user-defined fields. */
import type { Answer } from '../answer';
import { ok } from '../answer';
import type { Field, FieldType } from '../schema/entity';
import { fieldKey } from '../state/tenant';
import type { Call } from '../world';
import { picklistOf } from './picklists';
import type { Udf } from './udfs';
import { udfsOf } from './udfs';

export function information({ entity, world }: Call): Answer {
  const level = (can: boolean) => (world.switches.accessLevels === 'number' ? (can ? 1 : 0) : can ? 'All' : 'None');
  const { access, name } = entity;
  const may = (deed: string, can: boolean) => level(can && !world.switches.mayNot.includes(`${name} ${deed}`));
  return ok({
    info: {
      name: entity.singular,
      canCreate: access.create,
      canDelete: access.delete,
      canQuery: true,
      canUpdate: access.update,
      userAccessForCreate: may('create', access.create),
      userAccessForDelete: may('delete', access.delete),
      userAccessForQuery: may('query', true),
      userAccessForUpdate: may('update', access.update),
      hasUserDefinedFields: entity.hasUdfs,
      supportsWebhookCallouts: entity.webhooks,
    },
  });
}

export function fields(call: Call): Answer {
  return ok({ fields: call.entity.fields.map((field) => describe(call, field)) });
}

/** Required flag and length as this tenant has them. */
export function demandsOf({ world, entity }: Pick<Call, 'world' | 'entity'>, field: Field) {
  const own = world.state.tenant.overrides[fieldKey(entity.name, field.name)];
  return { required: own?.required ?? field.required, length: own?.length ?? field.length };
}

function describe(call: Call, field: Field) {
  const { required, length } = demandsOf(call, field);
  const startDate = call.entity.name === 'Opportunities' && field.name === 'startDate';
  return {
    name: field.name,
    dataType: field.type,
    length,
    isRequired: required,
    isReadOnly: field.readOnly || (startDate && call.world.switches.startDateReadOnly),
    isQueryable: field.queryable,
    isReference: field.reference !== '',
    referenceEntityType: field.reference,
    isPickList: field.picklist,
    picklistValues: field.picklist ? picklistOf(call.world, call.entity, field) : null,
    picklistParentValueField: '',
    isSupportedWebhookField: call.entity.webhooks,
  };
}

export function userDefinedFields({ entity, world }: Call): Answer {
  return ok({ fields: udfsOf(world, entity.name).map(describeUdf) });
}

const typeNames: Record<Udf['type'], FieldType> = {
  text: 'string',
  number: 'decimal',
  date: 'datetime',
  list: 'string',
};

function describeUdf(udf: Udf) {
  return {
    name: udf.name,
    label: udf.name,
    type: typeNames[udf.type],
    length: udf.type === 'text' ? 8000 : 0,
    description: udf.description,
    isRequired: udf.required,
    isReadOnly: false,
    isQueryable: true,
    isReference: false,
    referenceEntityType: '',
    isPickList: udf.type === 'list',
    picklistValues:
      udf.type === 'list'
        ? udf.options.map((label, index) => ({
            value: label,
            label,
            isDefaultValue: label === udf.fallback,
            sortOrder: index + 1,
            parentValue: '',
            isActive: true,
            isSystem: false,
          }))
        : null,
    picklistParentValueField: '',
    defaultValue: udf.fallback,
    isSupportedWebhookField: false,
  };
}
