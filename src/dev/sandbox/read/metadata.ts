/** Handlers of entityInformation: the permissions of an entity, its fields, its user-defined fields. */
import type { SandboxResponse } from '../responses';
import { okResponse } from '../responses';
import type { Field, FieldType } from '../schema/entity';
import { fieldKey } from '../state/tenant';
import type { EntityRequest } from '../world';
import { picklistOf } from './picklists';
import type { UdfDefinition } from './udfs';
import { udfsOf } from './udfs';

export function entityInformation({ entity, world }: EntityRequest): SandboxResponse {
  const level = (can: boolean) => (world.switches.accessLevels === 'number' ? (can ? 1 : 0) : can ? 'All' : 'None');
  const { access, name } = entity;
  const accessFor = (operation: string, can: boolean) =>
    level(can && !world.switches.mayNot.includes(`${name} ${operation}`));
  return okResponse({
    info: {
      name: entity.singular,
      canCreate: access.create,
      canDelete: access.delete,
      canQuery: true,
      canUpdate: access.update,
      userAccessForCreate: accessFor('create', access.create),
      userAccessForDelete: accessFor('delete', access.delete),
      userAccessForQuery: accessFor('query', true),
      userAccessForUpdate: accessFor('update', access.update),
      hasUserDefinedFields: entity.hasUdfs,
      supportsWebhookCallouts: entity.webhooks,
    },
  });
}

export function entityFields(request: EntityRequest): SandboxResponse {
  return okResponse({ fields: request.entity.fields.map((field) => describeField(request, field)) });
}

/** Whether the field is required, and its length, with this tenant's overrides. */
export function constraintsOf({ world, entity }: Pick<EntityRequest, 'world' | 'entity'>, field: Field) {
  const own = world.state.tenant.overrides[fieldKey(entity.name, field.name)];
  return { required: own?.required ?? field.required, length: own?.length ?? field.length };
}

function describeField(request: EntityRequest, field: Field) {
  const { required, length } = constraintsOf(request, field);
  const startDate = request.entity.name === 'Opportunities' && field.name === 'startDate';
  return {
    name: field.name,
    dataType: field.type,
    length,
    isRequired: required,
    isReadOnly: field.readOnly || (startDate && request.world.switches.startDateReadOnly),
    isQueryable: field.queryable,
    isReference: field.reference !== '',
    referenceEntityType: field.reference,
    isPickList: field.picklist,
    picklistValues: field.picklist ? picklistOf(request.world, request.entity, field) : null,
    picklistParentValueField: '',
    isSupportedWebhookField: request.entity.webhooks,
  };
}

export function entityUserDefinedFields({ entity, world }: EntityRequest): SandboxResponse {
  return okResponse({ fields: udfsOf(world, entity.name).map(describeUdf) });
}

const typeNames: Record<UdfDefinition['type'], FieldType> = {
  text: 'string',
  number: 'decimal',
  date: 'datetime',
  list: 'string',
};

function describeUdf(udf: UdfDefinition) {
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
