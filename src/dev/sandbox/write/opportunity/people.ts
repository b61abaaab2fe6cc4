/** The references of an opportunity: contact, owner, organizational level. */
import { canUseContact, invalidReference } from '../checks';
import { isChanged, needsValidation, nextValue, inputValue } from '../write';
import type { Write } from '../write';

/** Entity page, contactID and companyID: an active contact of the same company (R13). */
export function validateContact(write: Write): string | undefined {
  const contact = nextValue(write, 'contactID');
  const isNewContact = needsValidation(write, 'contactID');
  if (contact === null || !(isNewContact || isChanged(write, 'companyID'))) return undefined;
  const company = Number(nextValue(write, 'companyID'));
  return canUseContact(write.world, { contact: Number(contact), company, mustBeActive: isNewContact })
    ? undefined
    : invalidReference({ name: 'contactID', reference: 'Contact' });
}

/** Entity page, ownerResourceID: active, of a standard security level with access to the CRM module (R19). */
export function validateOwner(write: Write): string | undefined {
  if (!needsValidation(write, 'ownerResourceID')) return undefined;
  const { tables, tenant } = write.world.state;
  const owner = tables.Resources.get(Number(inputValue(write, 'ownerResourceID')));
  if (owner === undefined) return undefined;
  const level = tenant.securityLevels[Number(owner.cells['userType'])];
  if (owner.cells['isActive'] === true && level?.standard === true && level.crm) return undefined;
  return 'Data violation: ownerResourceID must reference an active Resource with security level access to the CRM module.';
}

/** Entity page, organizationalLevelAssociationID: never an inactive one (R11). */
export function validateOrganizationalLevel(write: Write): string | undefined {
  const field = 'organizationalLevelAssociationID';
  if (!needsValidation(write, field)) return undefined;
  const level = write.world.state.tables.OrganizationalLevelAssociations.get(Number(inputValue(write, field)));
  return level?.cells['isActive'] === false
    ? invalidReference({ name: field, reference: 'OrganizationalLevelAssociation' })
    : undefined;
}

/** Entity page, organizationalLevelAssociationID: cannot be cleared; the current value stays (R11). */
export function keepOrganizationalLevel(write: Write): void {
  const field = 'organizationalLevelAssociationID';
  if (write.stored !== undefined && nextValue(write, field) === null) {
    write.next.cells[field] = write.stored.cells[field] ?? null;
  }
}
