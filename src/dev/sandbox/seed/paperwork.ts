/** Seeds what belongs to opportunities: quotes with their items, sales orders, notes and attachments. */
import type { Cells } from '../state/tables';
import type { Random } from './random';
import { pickAt } from './random';
import type { SeededOpportunity } from './opportunities';
import { stages, statuses } from './tenant';
import { noteTexts } from './texts';

export interface Paperwork {
  readonly quotes: Cells[];
  readonly items: Cells[];
  readonly orders: Cells[];
  readonly notes: Cells[];
  readonly attachments: SeededOpportunity[];
}

interface PaperworkContext extends Paperwork {
  readonly random: Random;
  readonly contactNames: ReadonlyMap<number, string>;
}

const quotedStages: readonly unknown[] = [stages.quoted, stages.verbal, stages.won];

/** Also sets `salesOrderID` and `useQuoteTotals` of the opportunities. */
export function seedPaperwork(
  opportunities: readonly SeededOpportunity[],
  random: Random,
  contactNames: ReadonlyMap<number, string>,
): Paperwork {
  const paperwork: PaperworkContext = {
    quotes: [],
    items: [],
    orders: [],
    notes: [],
    attachments: [],
    random,
    contactNames,
  };
  for (const { cells } of opportunities) {
    if (quotedStages.includes(cells['stage']) && random.chance(0.75)) addQuote(paperwork, cells);
    if (cells['status'] === statuses.closed && random.chance(0.5)) addSalesOrder(paperwork, cells);
    const count = random.weighted([
      [0, 35],
      [1, 35],
      [2, 20],
      [3, 10],
    ]);
    for (let index = 0; index < count; index += 1) addNote(paperwork, cells, index);
    if (random.chance(0.08)) addAttachment(paperwork, cells);
  }
  return paperwork;
}

/** Values of the opportunity under the names of another entity's fields. */
const copyFields = (opportunity: Cells, names: Readonly<Record<string, string>>): Cells =>
  Object.fromEntries(Object.entries(names).map(([name, field]) => [name, opportunity[field] ?? null]));

const sharedFields = { companyID: 'companyID', contactID: 'contactID', opportunityID: 'id' };

function addQuote(paperwork: PaperworkContext, opportunity: Cells): void {
  const { random } = paperwork;
  const versions = random.chance(0.25) ? ['A', 'B'] : [''];
  opportunity['useQuoteTotals'] = random.chance(0.2);
  for (const [index, version] of versions.entries()) {
    const id = 6101 + paperwork.quotes.length;
    paperwork.quotes.push({
      ...copyFields(opportunity, {
        ...sharedFields,
        createDate: 'startDate',
        expirationDate: 'projectedCloseDate',
        creatorResourceID: 'ownerResourceID',
        lastModifiedBy: 'ownerResourceID',
        lastActivityDate: 'lastActivity',
      }),
      id,
      name: `${String(opportunity['title'])}${version === '' ? '' : `, option ${version}`}`.slice(0, 100),
      quoteNumber: id,
      externalQuoteNumber: random.chance(0.3) ? `Q-${id}` : null,
      primaryQuote: index === 0,
      isActive: true,
      effectiveDate: `${String(opportunity['startDate']).slice(0, 10)}T00:00:00.000Z`,
      approvalStatus: 3,
      paymentTerm: 3,
    });
    addQuoteItems(paperwork, id, opportunity, index === 0 ? 1 : 1.15);
  }
}

/** Two items whose sums are the amount and cost of the opportunity, times `factor`. */
function addQuoteItems(paperwork: PaperworkContext, quoteID: number, opportunity: Cells, factor: number): void {
  const [amount, cost] = [Number(opportunity['amount']) * factor, Number(opportunity['cost']) * factor];
  const firstShare = (total: number) => Math.round(total * 60) / 100;
  const secondShare = (total: number) => Math.round((total - firstShare(total)) * 100) / 100;
  for (const [index, shareOf] of [firstShare, secondShare].entries()) {
    paperwork.items.push({
      id: 8201 + paperwork.items.length,
      quoteID,
      name: pickAt(['Hardware, licences and services', 'Engineering and onboarding'], index),
      quantity: 1,
      unitPrice: shareOf(amount),
      unitCost: shareOf(cost),
      unitDiscount: 0,
      percentageDiscount: 0,
      isOptional: false,
      periodType: 1,
      quoteItemType: index === 0 ? 1 : 3,
      productID: index === 0 ? (opportunity['productID'] ?? null) : null,
      sortOrderID: index + 1,
    });
  }
}

function addSalesOrder(paperwork: PaperworkContext, opportunity: Cells): void {
  const id = 5001 + paperwork.orders.length;
  opportunity['salesOrderID'] = id;
  paperwork.orders.push({
    ...copyFields(opportunity, {
      ...sharedFields,
      ownerResourceID: 'ownerResourceID',
      salesOrderDate: 'closedDate',
      promisedFulfillmentDate: 'promisedFulfillmentDate',
    }),
    id,
    title: `Order: ${String(opportunity['title'])}`.slice(0, 128),
    status: paperwork.random.between(1, 4),
  });
}

function addNote(paperwork: PaperworkContext, opportunity: Cells, index: number): void {
  const [name, text] = paperwork.random.one(noteTexts);
  const at = index === 0 ? 'lastActivity' : 'startDate';
  paperwork.notes.push({
    ...copyFields(opportunity, {
      ...sharedFields,
      assignedResourceID: 'ownerResourceID',
      startDateTime: at,
      endDateTime: at,
      createDateTime: at,
      lastModifiedDate: at,
    }),
    id: 29900101 + paperwork.notes.length,
    actionType: paperwork.random.one([0, 1, 3, 4]),
    name,
    note: text.replace(
      '{contact}',
      paperwork.contactNames.get(Number(opportunity['contactID'])) ?? 'The office manager',
    ),
  });
}

function addAttachment(paperwork: PaperworkContext, opportunity: Cells): void {
  const content = Buffer.from('Pretend content of a pretend file.').toString('base64');
  const title = paperwork.random.one([
    'Network diagram',
    'Signed order form',
    'Device inventory',
    'Insurer questionnaire',
  ]);
  paperwork.attachments.push({
    cells: {
      id: 7301 + paperwork.attachments.length,
      title,
      fullPath: `${title.toLowerCase().replaceAll(' ', '-')}.txt`,
      attachmentType: 'FILE_ATTACHMENT',
      contentType: 'text/plain',
      fileSize: Buffer.from(content, 'base64').length,
      publish: 1,
      creatorType: 1,
      attachDate: opportunity['startDate'] ?? null,
      attachedByResourceID: opportunity['ownerResourceID'] ?? null,
      opportunityID: opportunity['id'] ?? null,
      parentID: opportunity['id'] ?? null,
    },
    udfs: {},
    hidden: { data: content },
  });
}
