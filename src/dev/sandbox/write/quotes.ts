/** The quotes of an opportunity and what they add up to. */
import type { SandboxRow } from '../state/row';
import { numberIn } from '../state/row';
import { putRow } from '../state/tables';
import type { SandboxWorld } from '../world';

export const quotesOf = (world: SandboxWorld, opportunity: number): SandboxRow[] =>
  [...world.state.tables.Quotes.values()].filter((quote) => quote.cells['opportunityID'] === opportunity);

export const primaryQuoteOf = (world: SandboxWorld, opportunity: number): SandboxRow | undefined =>
  quotesOf(world, opportunity).find((quote) => quote.cells['primaryQuote'] === true);

/** A quote has no total of its own: its items add up, optional ones left out. */
export function totalsOf(world: SandboxWorld, quote: number): { amount: number; cost: number } {
  let [amount, cost] = [0, 0];
  for (const { cells } of world.state.tables.QuoteItems.values()) {
    if (cells['quoteID'] !== quote || cells['isOptional'] === true) continue;
    const figure = (field: string) => numberIn(cells, field) ?? 0;
    const price = figure('unitPrice') * (1 - figure('percentageDiscount') / 100) - figure('unitDiscount');
    amount += figure('quantity') * price;
    cost += figure('quantity') * figure('unitCost');
  }
  return { amount: cents(amount), cost: cents(cost) };
}

const cents = (figure: number): number => Math.round(figure * 100) / 100;

/** The opportunity's figures follow its primary quote where it says so. */
export function refreshQuoteTotals(world: SandboxWorld, opportunity: number): void {
  const row = world.state.tables.Opportunities.get(opportunity);
  const quote = primaryQuoteOf(world, opportunity);
  if (row?.cells['useQuoteTotals'] !== true || quote === undefined) return;
  putRow(world.state.tables, 'Opportunities', { ...row, cells: { ...row.cells, ...totalsOf(world, quote.id) } });
}
