/** Quotes, sales orders and files of an opportunity. */
import { NotFound } from '../core/errors';
import type { Attachment, Quote, QuoteChanges, SalesOrder } from '../opportunity/client';
import type { Author } from '../opportunity/changes';
import { judgeQuote } from '../opportunity/rules/quotes';
import { dataOf } from './api';
import type { Call } from './call';
import type { Engine } from './engine';
import { assertPermitted } from './judging';
import { readPage } from './pages';
import { queryOf, where } from './query';
import { type Records } from './entities';
import { readBack, settled } from './settle';

export async function quotesOf({ api }: Engine, opportunity: number, call: Call): Promise<readonly Quote[]> {
  const query = queryOf('Quotes', [where<'Quotes'>().is('opportunityID', opportunity)]);
  const { items } = await readPage(api(call), 'Quotes', query);
  return items.map(quoteFrom).sort((a, b) => Number(b.primary) - Number(a.primary) || a.id - b.id);
}

const quoteFrom = (record: Records['Quotes']): Quote => ({
  id: record.id,
  name: record.name ?? `#${record.id}`,
  number: record.quoteNumber ?? null,
  externalNumber: (record.externalQuoteNumber ?? '').trim(),
  primary: record.primaryQuote ?? false,
  active: record.isActive ?? true,
  effective: record.effectiveDate ?? null,
  expires: record.expirationDate ?? null,
});

interface QuoteChange {
  readonly id: number;
  readonly changes: QuoteChanges;
  readonly author: Author;
}

/** In turn with the other writes to its opportunity: the rules look at all of its quotes. */
export async function changeQuote(engine: Engine, change: QuoteChange, call: Call): Promise<readonly Quote[]> {
  const { item } = await dataOf(engine.api(call).GET('/V1.0/Quotes/{id}', { params: { path: { id: change.id } } }));
  const opportunity = item?.opportunityID;
  if (opportunity === null || opportunity === undefined) throw unknown(change.id);
  return engine.inTurn(opportunity, call.signal, () => changeOneOf(engine, { ...change, opportunity }, call));
}

const unknown = (id: number): NotFound => new NotFound(`Autotask has no quote ${id} of an opportunity.`);

async function changeOneOf(
  engine: Engine,
  { id, opportunity, changes, author }: QuoteChange & { opportunity: number },
  call: Call,
): Promise<readonly Quote[]> {
  const quotes = await quotesOf(engine, opportunity, call);
  const stored = quotes.find((quote) => quote.id === id);
  if (stored === undefined) throw unknown(id);
  assertPermitted(judgeQuote(stored, changes, quotes));
  if (Object.keys(changes).length === 0) return quotes;
  await settled(
    engine,
    async () => {
      await engine.onBehalf(author, 'Quotes', ({ headers }) =>
        dataOf(engine.api(call).PATCH('/V1.0/Quotes', { params: { header: headers }, body: { id, ...changes } })),
      );
      return true;
    },
    async (late) => {
      const now = (await quotesOf(engine, opportunity, late)).find((quote) => quote.id === id);
      const primary = changes.primaryQuote ?? now?.primary;
      const number = (changes.externalQuoteNumber ?? now?.externalNumber ?? '').trim();
      return now?.primary === primary && now?.externalNumber === number ? true : undefined;
    },
  );
  return readBack(() => quotesOf(engine, opportunity, call));
}

export async function salesOrdersOf({ api }: Engine, opportunity: number, call: Call): Promise<readonly SalesOrder[]> {
  const query = queryOf('SalesOrders', [where<'SalesOrders'>().is('opportunityID', opportunity)]);
  const { items } = await readPage(api(call), 'SalesOrders', query);
  return items.map(({ id, title, status, salesOrderDate }) => ({
    id,
    title: title ?? `#${id}`,
    status: status ?? null,
    date: salesOrderDate ?? null,
  }));
}

export async function attachmentsOf({ api }: Engine, opportunity: number, call: Call): Promise<readonly Attachment[]> {
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
