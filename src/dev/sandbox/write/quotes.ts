/** The quotes of an opportunity, and their totals. */
import type { SandboxRow } from '../state/tables';
import { numberIn, putRow } from '../state/tables';
import type { SandboxWorld } from '../world';

export const quotesOf = (world: SandboxWorld, opportunity: number): SandboxRow[] =>
  [...world.state.tables.Quotes.values()].filter((quote) => quote.cells['opportunityID'] === opportunity);

export const primaryQuoteOf = (world: SandboxWorld, opportunity: number): SandboxRow | undefined =>
  quotesOf(world, opportunity).find((quote) => quote.cells['primaryQuote'] === true);

/** A quote stores no total: it is the sum of its items without the optional ones. */
export function totalsOf(world: SandboxWorld, quote: number): { amount: number; cost: number } {
  let [amount, cost] = [0, 0];
  for (const { cells } of world.state.tables.QuoteItems.values()) {
    if (cells['quoteID'] !== quote || cells['isOptional'] === true) continue;
    const numberOf = (field: string) => numberIn(cells, field) ?? 0;
    const price = numberOf('unitPrice') * (1 - numberOf('percentageDiscount') / 100) - numberOf('unitDiscount');
    amount += numberOf('quantity') * price;
    cost += numberOf('quantity') * numberOf('unitCost');
  }
  return { amount: roundToCents(amount), cost: roundToCents(cost) };
}

const roundToCents = (value: number): number => Math.round(value * 100) / 100;

/** Writes the totals of the primary quote into an opportunity that uses them. */
export function refreshQuoteTotals(world: SandboxWorld, opportunity: number): void {
  const row = world.state.tables.Opportunities.get(opportunity);
  const quote = primaryQuoteOf(world, opportunity);
  if (row?.cells['useQuoteTotals'] !== true || quote === undefined) return;
  putRow(world.state.tables, 'Opportunities', { ...row, cells: { ...row.cells, ...totalsOf(world, quote.id) } });
}
