/** Quotes with their items, sales orders, notes and attachments of the pretend opportunities. */
import type { Cells } from '../state/row';
import type { Random } from './random';
import { pickAt } from './random';
import type { SeededOpportunity } from './opportunities';
import { stages, statuses } from './tenant';
import { noteTexts } from './words';

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

/** Writes `salesOrderID` and `useQuoteTotals` into the opportunities as it goes. */
export function seedPaperwork(
  opportunities: readonly SeededOpportunity[],
  random: Random,
  contactNames: ReadonlyMap<number, string>,
): Paperwork {
  const desk: PaperworkContext = {
    quotes: [],
    items: [],
    orders: [],
    notes: [],
    attachments: [],
    random,
    contactNames,
  };
  for (const { cells } of opportunities) {
    if (quotedStages.includes(cells['stage']) && random.chance(0.75)) addQuote(desk, cells);
    if (cells['status'] === statuses.closed && random.chance(0.5)) addSalesOrder(desk, cells);
    const count = random.weighted([
      [0, 35],
      [1, 35],
      [2, 20],
      [3, 10],
    ]);
    for (let index = 0; index < count; index += 1) addNote(desk, cells, index);
    if (random.chance(0.08)) addAttachment(desk, cells);
  }
  return desk;
}

/** The opportunity's own values under other names. */
const copyFields = (opportunity: Cells, names: Readonly<Record<string, string>>): Cells =>
  Object.fromEntries(Object.entries(names).map(([name, field]) => [name, opportunity[field] ?? null]));

const sharedFields = { companyID: 'companyID', contactID: 'contactID', opportunityID: 'id' };

function addQuote(desk: PaperworkContext, opportunity: Cells): void {
  const { random } = desk;
  const versions = random.chance(0.25) ? ['A', 'B'] : [''];
  opportunity['useQuoteTotals'] = random.chance(0.2);
  for (const [index, version] of versions.entries()) {
    const id = 6101 + desk.quotes.length;
    desk.quotes.push({
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
    addQuoteItems(desk, id, opportunity, index === 0 ? 1 : 1.15);
  }
}

/** Two items that add up to the opportunity's own figures, so that the quote of a deal agrees with it. */
function addQuoteItems(desk: PaperworkContext, quoteID: number, opportunity: Cells, factor: number): void {
  const [amount, cost] = [Number(opportunity['amount']) * factor, Number(opportunity['cost']) * factor];
  const half = (figure: number) => Math.round(figure * 60) / 100;
  const rest = (figure: number) => Math.round((figure - half(figure)) * 100) / 100;
  for (const [index, part] of [half, rest].entries()) {
    desk.items.push({
      id: 8201 + desk.items.length,
      quoteID,
      name: pickAt(['Hardware, licences and services', 'Engineering and onboarding'], index),
      quantity: 1,
      unitPrice: part(amount),
      unitCost: part(cost),
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

function addSalesOrder(desk: PaperworkContext, opportunity: Cells): void {
  const id = 5001 + desk.orders.length;
  opportunity['salesOrderID'] = id;
  desk.orders.push({
    ...copyFields(opportunity, {
      ...sharedFields,
      ownerResourceID: 'ownerResourceID',
      salesOrderDate: 'closedDate',
      promisedFulfillmentDate: 'promisedFulfillmentDate',
    }),
    id,
    title: `Order: ${String(opportunity['title'])}`.slice(0, 128),
    status: desk.random.between(1, 4),
  });
}

function addNote(desk: PaperworkContext, opportunity: Cells, index: number): void {
  const [name, text] = desk.random.one(noteTexts);
  const at = index === 0 ? 'lastActivity' : 'startDate';
  desk.notes.push({
    ...copyFields(opportunity, {
      ...sharedFields,
      assignedResourceID: 'ownerResourceID',
      startDateTime: at,
      endDateTime: at,
      createDateTime: at,
      lastModifiedDate: at,
    }),
    id: 29900101 + desk.notes.length,
    actionType: desk.random.one([0, 1, 3, 4]),
    name,
    note: text.replace('{contact}', desk.contactNames.get(Number(opportunity['contactID'])) ?? 'The office manager'),
  });
}

function addAttachment(desk: PaperworkContext, opportunity: Cells): void {
  const content = Buffer.from('Pretend content of a pretend file.').toString('base64');
  const title = desk.random.one(['Network diagram', 'Signed order form', 'Device inventory', 'Insurer questionnaire']);
  desk.attachments.push({
    cells: {
      id: 7301 + desk.attachments.length,
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
