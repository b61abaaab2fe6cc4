/** Company notes: the only way to leave a note on an opportunity. */
import { store } from '../state/tables';
import type { EntityName } from '../schema';
import { contactFits } from './contact';
import { invalidReference } from './checks';
import { isSent, isToBeJudged, nextValue, sentValue } from './write';
import type { Rules, Write } from './write';

export const noteRules: Rules = {
  judge: [opportunityIsActive, contactOfCompany, endsAfterStart, assignedToPerson],
  effects: [stamp],
  after: [moveLastActivity],
};

/** Closed, Lost and Implemented. */
const finished: readonly unknown[] = [2, 3, 4];
const active = 1;

/** Entity page of opportunities: an active opportunity of the note's company (R26). */
function opportunityIsActive(write: Write): string | undefined {
  if (!isToBeJudged(write, 'opportunityID')) return undefined;
  const cells = write.world.state.tables.Opportunities.get(Number(sentValue(write, 'opportunityID')))?.cells;
  if (cells === undefined) return undefined;
  const status = cells['status'];
  const open = write.world.switches.noteNeeds === 'active' ? status === active : !finished.includes(status);
  if (open && cells['companyID'] === nextValue(write, 'companyID')) return undefined;
  return 'Data violation: opportunityID must reference an active Opportunity associated with the Company.';
}

function contactOfCompany(write: Write): string | undefined {
  if (!isToBeJudged(write, 'contactID')) return undefined;
  const [contact, company] = [sentValue(write, 'contactID'), nextValue(write, 'companyID')].map(Number);
  const fits = contactFits(write.world, { contact: contact ?? 0, company: company ?? 0, mustBeActive: true });
  return fits ? undefined : invalidReference({ name: 'contactID', reference: 'Contact' });
}

function endsAfterStart(write: Write): string | undefined {
  const [start, end] = [nextValue(write, 'startDateTime'), nextValue(write, 'endDateTime')];
  if (!write.world.switches.noteEndsAfterStart || typeof start !== 'string' || typeof end !== 'string')
    return undefined;
  const touched = isSent(write, 'startDateTime') || isSent(write, 'endDateTime');
  if (!touched || end >= start) return undefined;
  return 'Data violation: endDateTime must be greater than or equal to startDateTime.';
}

function assignedToPerson(write: Write): string | undefined {
  const { switches, apiUser } = write.world;
  if (switches.noteForApiUser || sentValue(write, 'assignedResourceID') !== apiUser) return undefined;
  return invalidReference({ name: 'assignedResourceID', reference: 'Resource' });
}

function stamp({ verb, next, at, actor }: Write): void {
  next.cells['lastModifiedDate'] = at;
  if (verb === 'create') {
    Object.assign(next.cells, { createDateTime: at, impersonatorCreatorResourceID: actor.impersonator });
  } else next.cells['impersonatorUpdaterResourceID'] = actor.impersonator;
}

function moveLastActivity(write: Write): void {
  touch(write, 'Opportunities', Number(nextValue(write, 'opportunityID')), 'lastActivity');
  touch(write, 'Companies', Number(nextValue(write, 'companyID')), 'lastActivityDate');
}

function touch({ world, at }: Write, name: EntityName, id: number, field: string): void {
  const row = world.state.tables[name].get(id);
  if (row !== undefined) store(world.state.tables, name, { ...row, cells: { ...row.cells, [field]: at } });
}
