/** Quotes, sales orders and files of an opportunity. */
import { NotFound } from '../../core/errors';
import type { Attachment, Quote, QuoteChanges, SalesOrder } from '../../opportunity/client';
import type { Author } from '../../opportunity/changes';
import { validateQuote } from '../../opportunity/rules/quotes';
import { dataOf } from '../http/api';
import type { Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { assertNoViolations } from '../opportunities/write-checks';
import { readAfterWrite, confirmWrite } from '../opportunities/confirm-write';
import { loadPage } from '../query/pages';
import { buildQuery, where, type EntityRecords } from '../query/query';

export async function loadQuotes({ api }: ClientContext, opportunity: number, call: Call): Promise<readonly Quote[]> {
  const query = buildQuery('Quotes', [where<'Quotes'>().eq('opportunityID', opportunity)]);
  const { items } = await loadPage(api(call), 'Quotes', query);
  return items.map(toQuote).sort((a, b) => Number(b.primary) - Number(a.primary) || a.id - b.id);
}

const toQuote = (record: EntityRecords['Quotes']): Quote => ({
  id: record.id,
  name: record.name ?? `#${record.id}`,
  number: record.quoteNumber ?? null,
  externalNumber: (record.externalQuoteNumber ?? '').trim(),
  primary: record.primaryQuote ?? false,
  active: record.isActive ?? true,
  effective: record.effectiveDate ?? null,
  expires: record.expirationDate ?? null,
});

interface QuoteUpdate {
  readonly id: number;
  readonly changes: QuoteChanges;
  readonly author: Author;
}

/** In turn with the other writes to its opportunity: the rules look at all of its quotes. */
export async function updateQuote(context: ClientContext, update: QuoteUpdate, call: Call): Promise<readonly Quote[]> {
  const { item } = await dataOf(context.api(call).GET('/V1.0/Quotes/{id}', { params: { path: { id: update.id } } }));
  const opportunity = item?.opportunityID;
  if (opportunity === null || opportunity === undefined) throw quoteNotFound(update.id);
  return context.withLock(opportunity, call.signal, () =>
    updateQuoteInOpportunity(context, { ...update, opportunity }, call),
  );
}

const quoteNotFound = (id: number): NotFound => new NotFound(`Autotask has no quote ${id} of an opportunity.`);

async function updateQuoteInOpportunity(
  context: ClientContext,
  { id, opportunity, changes, author }: QuoteUpdate & { opportunity: number },
  call: Call,
): Promise<readonly Quote[]> {
  const quotes = await loadQuotes(context, opportunity, call);
  const stored = quotes.find((quote) => quote.id === id);
  if (stored === undefined) throw quoteNotFound(id);
  assertNoViolations(validateQuote(stored, changes, quotes));
  if (Object.keys(changes).length === 0) return quotes;
  await confirmWrite(
    context,
    async () => {
      await context.onBehalf(author, 'Quotes', ({ headers }) =>
        dataOf(context.api(call).PATCH('/V1.0/Quotes', { params: { header: headers }, body: { id, ...changes } })),
      );
      return true;
    },
    async (freshCall) => {
      const current = (await loadQuotes(context, opportunity, freshCall)).find((quote) => quote.id === id);
      const primary = changes.primaryQuote ?? current?.primary;
      const number = (changes.externalQuoteNumber ?? current?.externalNumber ?? '').trim();
      return current?.primary === primary && current?.externalNumber === number ? true : undefined;
    },
  );
  return readAfterWrite(() => loadQuotes(context, opportunity, call));
}

export async function loadSalesOrders(
  { api }: ClientContext,
  opportunity: number,
  call: Call,
): Promise<readonly SalesOrder[]> {
  const query = buildQuery('SalesOrders', [where<'SalesOrders'>().eq('opportunityID', opportunity)]);
  const { items } = await loadPage(api(call), 'SalesOrders', query);
  return items.map(({ id, title, status, salesOrderDate }) => ({
    id,
    title: title ?? `#${id}`,
    status: status ?? null,
    date: salesOrderDate ?? null,
  }));
}

export async function loadAttachments(
  { api }: ClientContext,
  opportunity: number,
  call: Call,
): Promise<readonly Attachment[]> {
  const { items } = await dataOf(
    api(call).GET('/V1.0/Opportunities/{parentId}/Attachments', { params: { path: { parentId: opportunity } } }),
  );
  return items.map(({ id, title, fullPath, fileSize, attachDate }) => ({
    id,
    title: title ?? fullPath ?? `#${id}`,
    file: fullPath ?? '',
    bytes: fileSize ?? null,
    attached: attachDate ?? null,
  }));
}
