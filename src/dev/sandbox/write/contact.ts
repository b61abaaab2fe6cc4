/** Whether a contact belongs to a company, or to the one above it. */
import type { SandboxWorld } from '../world';

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
