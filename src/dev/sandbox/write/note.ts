/** The rules of company notes, which are also the notes on an opportunity. */
import { putRow } from '../state/tables';
import type { EntityName } from '../schema';
import { canUseContact, invalidReference } from './checks';
import { isInput, needsValidation, nextValue, inputValue } from './write';
import type { EntityRules, Write } from './write';

export const noteRules: EntityRules = {
  validate: [validateNoteOpportunity, validateNoteContact, validateNoteTimes, validateAssignee],
  effects: [stampNote],
  afterSave: [updateLastActivity],
};

/** Closed, Lost and Implemented. */
const endedStatuses: readonly unknown[] = [2, 3, 4];
const activeStatus = 1;

/** Entity page of opportunities: an active opportunity of the note's company (R26). */
function validateNoteOpportunity(write: Write): string | undefined {
  if (!needsValidation(write, 'opportunityID')) return undefined;
  const cells = write.world.state.tables.Opportunities.get(Number(inputValue(write, 'opportunityID')))?.cells;
  if (cells === undefined) return undefined;
  const status = cells['status'];
  const open = write.world.switches.noteNeeds === 'active' ? status === activeStatus : !endedStatuses.includes(status);
  if (open && cells['companyID'] === nextValue(write, 'companyID')) return undefined;
  return 'Data violation: opportunityID must reference an active Opportunity associated with the Company.';
}

function validateNoteContact(write: Write): string | undefined {
  if (!needsValidation(write, 'contactID')) return undefined;
  const [contact, company] = [inputValue(write, 'contactID'), nextValue(write, 'companyID')].map(Number);
  const isValid = canUseContact(write.world, { contact: contact ?? 0, company: company ?? 0, mustBeActive: true });
  return isValid ? undefined : invalidReference({ name: 'contactID', reference: 'Contact' });
}

function validateNoteTimes(write: Write): string | undefined {
  const [start, end] = [nextValue(write, 'startDateTime'), nextValue(write, 'endDateTime')];
  if (!write.world.switches.noteEndsAfterStart || typeof start !== 'string' || typeof end !== 'string')
    return undefined;
  const isAffected = isInput(write, 'startDateTime') || isInput(write, 'endDateTime');
  if (!isAffected || end >= start) return undefined;
  return 'Data violation: endDateTime must be greater than or equal to startDateTime.';
}

function validateAssignee(write: Write): string | undefined {
  const { switches, apiUser } = write.world;
  if (switches.noteForApiUser || inputValue(write, 'assignedResourceID') !== apiUser) return undefined;
  return invalidReference({ name: 'assignedResourceID', reference: 'Resource' });
}

function stampNote({ verb, next, at, actor }: Write): void {
  next.cells['lastModifiedDate'] = at;
  if (verb === 'create') {
    Object.assign(next.cells, { createDateTime: at, impersonatorCreatorResourceID: actor.impersonator });
  } else next.cells['impersonatorUpdaterResourceID'] = actor.impersonator;
}

function updateLastActivity(write: Write): void {
  setTimestamp(write, 'Opportunities', Number(nextValue(write, 'opportunityID')), 'lastActivity');
  setTimestamp(write, 'Companies', Number(nextValue(write, 'companyID')), 'lastActivityDate');
}

function setTimestamp({ world, at }: Write, name: EntityName, id: number, field: string): void {
  const row = world.state.tables[name].get(id);
  if (row !== undefined) putRow(world.state.tables, name, { ...row, cells: { ...row.cells, [field]: at } });
}
