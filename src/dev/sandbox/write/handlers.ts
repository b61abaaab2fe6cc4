/** Handlers that write: create, PATCH and PUT with the id in the body, delete. */
import type { SandboxResponse } from '../responses';
import { jsonResponse, permissionDenied, okResponse, AutotaskRefusal } from '../responses';
import type { LooseObject } from '../read/loose-json';
import { isLooseObject } from '../read/loose-json';
import type { EntityName } from '../schema';
import type { Cells } from '../state/tables';
import type { EntityRequest } from '../world';
import { prepareWrite } from './prepare-write';
import { checkWrite } from './checks';
import { attachmentRules } from './attachment';
import { noteRules } from './note';
import { opportunityRules } from './opportunity';
import { categoryRules, definitionRules, quoteRules } from './selling';
import type { EntityRules, WriteVerb } from './write';
import { executeWrite } from './write';

const rulesByEntity: Partial<Record<EntityName, EntityRules>> = {
  Opportunities: opportunityRules,
  OpportunityAttachments: attachmentRules,
  OpportunityCategories: categoryRules,
  CompanyNotes: noteRules,
  Quotes: quoteRules,
  UserDefinedFieldDefinitions: definitionRules,
};

/** Entities of the CRM module: without it nobody may change them (R1). */
const crmEntities: readonly EntityName[] = [
  'Opportunities',
  'OpportunityCategories',
  'OpportunityAttachments',
  'CompanyNotes',
];

/** `parent` is the field whose value is the first number of the path. */
export const writeHandler =
  (verb: WriteVerb, parent?: string) =>
  (request: EntityRequest): SandboxResponse => {
    if (!request.world.switches.crmModule && crmEntities.includes(request.entity.name))
      throw permissionDenied('update');
    const body = parseBody(request.body);
    if (body === undefined) return jsonResponse(400, { Message: 'The request is invalid.' });
    const parentFields: Cells = parent === undefined ? {} : { [parent]: request.ids[0] ?? null };
    const rules = rulesByEntity[request.entity.name] ?? {};
    return okResponse({ itemId: executeWrite(prepareWrite(request, verb, body, parentFields), rules, checkWrite) });
  };

function parseBody(text: string): LooseObject | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isLooseObject(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

export function deleteRecord({ world, entity, ids }: EntityRequest): SandboxResponse {
  const id = ids.at(-1) ?? Number.NaN;
  if (!world.state.tables[entity.name].delete(id)) {
    throw new AutotaskRefusal(
      'No matching records found. The logged in Resource may not have the required permissions to delete the data.',
    );
  }
  world.markChanged();
  return okResponse({ itemId: id });
}
