/** Makes up a believable managed service provider: the same seed, size and day give the same records. */
import type { EntityName } from '../schema';
import { entityOf } from '../schema';
import type { SandboxState } from '../state';
import type { Cells } from '../state/tables';
import { emptyTables, createRow } from '../state/tables';
import { listCompanies, seedCompanies } from './companies';
import { seedContacts } from './contacts';
import { createDays } from './days';
import type { Days } from './days';
import type { SeededOpportunity } from './opportunities';
import { seedOpportunities } from './opportunities';
import { seedPaperwork } from './paperwork';
import { seedProducts } from './products';
import { createRandom } from './random';
import { seedResources } from './resources';
import { seedTenant } from './tenant';

export function seedState({
  seed,
  opportunities,
  now,
}: {
  seed: number;
  opportunities: number;
  now: Date;
}): SandboxState {
  const [random, days, companies] = [createRandom(seed), createDays(now), listCompanies()];
  const contacts = seedContacts(companies, random, days);
  const deals = seedOpportunities({ random, days, companies, contacts: byCompany(contacts) }, opportunities);
  const names = new Map(contacts.map((cells) => [Number(cells['id']), String(cells['firstName'])]));
  const paperwork = seedPaperwork(deals, random, names);
  const state: SandboxState = { tables: emptyTables(), tenant: seedTenant() };
  const fill = (name: EntityName, rows: readonly Partial<SeededOpportunity>[]) => {
    for (const { cells = {}, ...rest } of rows) {
      const row = createRow(entityOf(name), cells, rest);
      state.tables[name].set(row.id, row);
    }
  };
  const plain = (rows: readonly Cells[]) => rows.map((cells) => ({ cells }));
  fill('Companies', plain(seedCompanies(companies, random, days)));
  fill('Contacts', plain(contacts));
  fill('Resources', plain(seedResources(days)));
  fill('Products', plain(seedProducts(days)));
  fill('Opportunities', deals);
  fill('OpportunityAttachments', paperwork.attachments);
  fill('Quotes', plain(paperwork.quotes));
  fill('QuoteItems', plain(paperwork.items));
  fill('SalesOrders', plain(paperwork.orders));
  fill('CompanyNotes', plain(paperwork.notes));
  fill('OpportunityCategories', plain(categories));
  fill('ActionTypes', plain(actionTypes));
  fill('OrganizationalLevelAssociations', plain(levels));
  fill('UserDefinedFieldDefinitions', plain(definitions(days)));
  return state;
}

function byCompany(contacts: readonly Cells[]): Map<number, Cells[]> {
  const groups = new Map<number, Cells[]>();
  for (const contact of contacts) {
    const company = Number(contact['companyID']);
    groups.set(company, [...(groups.get(company) ?? []), contact]);
  }
  return groups;
}

const categories: readonly Cells[] = [
  {
    id: 1,
    name: 'Recurring services',
    nickname: 'REC',
    displayColorRGB: 3_381_759,
    isActive: true,
    isGlobalDefault: false,
  },
  { id: 2, name: 'Project', nickname: 'PRJ', displayColorRGB: 6_737_151, isActive: true, isGlobalDefault: true },
  { id: 3, name: 'Renewal', nickname: 'REN', displayColorRGB: 10_079_334, isActive: true, isGlobalDefault: false },
  {
    id: 4,
    name: 'Break/fix (old)',
    nickname: 'OLD',
    displayColorRGB: 8_421_504,
    isActive: false,
    isGlobalDefault: false,
  },
];

const actionTypes: readonly Cells[] = [
  { id: 0, name: 'Opportunity Update', isActive: true, isSystemActionType: true, view: 0 },
  { id: 1, name: 'Phone Call', isActive: true, isSystemActionType: true, view: 1 },
  { id: 2, name: 'Quick Note', isActive: true, isSystemActionType: false, view: 0 },
  { id: 3, name: 'Note: General', isActive: true, isSystemActionType: false, view: 0 },
  { id: 4, name: 'Note: Sales', isActive: true, isSystemActionType: false, view: 0 },
  { id: 5, name: 'To-Do: Meeting', isActive: true, isSystemActionType: false, view: 3 },
  { id: 6, name: 'Fax', isActive: false, isSystemActionType: false, view: 0 },
];

const levels: readonly Cells[] = [
  { id: 7, isActive: true, organizationalLevel1ID: 1, organizationalLevel2ID: 1 },
  { id: 8, isActive: true, organizationalLevel1ID: 1, organizationalLevel2ID: 2 },
  { id: 9, isActive: false, organizationalLevel1ID: 1, organizationalLevel2ID: 3 },
];

const onOpportunities = 8;

const definitions = (days: Days): Cells[] =>
  [
    { name: 'Deal Type', dataType: 4, isRequired: true, defaultValue: 'New Business', description: 'New or existing' },
    { name: 'Purchase Order Number', dataType: 1, isRequired: false, description: 'As the customer writes it' },
    { name: 'Endpoints', dataType: 2, isRequired: false, description: 'Number of devices in scope' },
    { name: 'Renewal Date', dataType: 3, isRequired: false, description: 'When the agreement ends' },
  ].map((definition, index) => ({
    ...definition,
    id: 29683901 + index,
    udfType: onOpportunities,
    isActive: true,
    sortOrder: index + 1,
    createDate: days.moment(-800, index),
  }));
