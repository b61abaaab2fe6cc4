/** The writing verbs: create, PATCH and PUT with the id in the body, delete. */
import type { Answer } from '../answer';
import { json, notPermitted, ok, Refusal } from '../answer';
import type { Loose } from '../read/loose';
import { isLoose } from '../read/loose';
import type { EntityName } from '../schema';
import type { Cells } from '../state/row';
import type { Call } from '../world';
import { begin } from './begin';
import { check } from './checks';
import { attachmentRules } from './attachment';
import { noteRules } from './note';
import { opportunityRules } from './opportunity';
import { categoryRules, definitionRules, quoteRules } from './selling';
import type { Rules, WriteVerb } from './write';
import { carryOut } from './write';

const rulesOf: Partial<Record<EntityName, Rules>> = {
  Opportunities: opportunityRules,
  OpportunityAttachments: attachmentRules,
  OpportunityCategories: categoryRules,
  CompanyNotes: noteRules,
  Quotes: quoteRules,
  UserDefinedFieldDefinitions: definitionRules,
};

/** Entities of the CRM module: without the module nobody may change them (R1). */
const crm: readonly EntityName[] = ['Opportunities', 'OpportunityCategories', 'OpportunityAttachments', 'CompanyNotes'];

/** `parent` is the field that the first number of the path stands for. */
export const write =
  (verb: WriteVerb, parent?: string) =>
  (call: Call): Answer => {
    if (!call.world.switches.crmModule && crm.includes(call.entity.name)) throw notPermitted('update');
    const body = readBody(call.body);
    if (body === undefined) return json(400, { Message: 'The request is invalid.' });
    const given: Cells = parent === undefined ? {} : { [parent]: call.ids[0] ?? null };
    const rules = rulesOf[call.entity.name] ?? {};
    return ok({ itemId: carryOut(begin(call, verb, body, given), rules, check) });
  };

function readBody(text: string): Loose | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return isLoose(body) ? body : undefined;
  } catch {
    return undefined;
  }
}

export function remove({ world, entity, ids }: Call): Answer {
  const id = ids.at(-1) ?? Number.NaN;
  if (!world.state.tables[entity.name].delete(id)) {
    throw new Refusal(
      'No matching records found. The logged in Resource may not have the required permissions to delete the data.',
    );
  }
  world.changed();
  return ok({ itemId: id });
}
