/** useQuoteTotals: amount and cost come from the primary quote, which must exist first. */
import type { Row } from '../../state/row';
import { primaryQuoteOf, quotesOf, totalsOf } from '../quotes';
import { isChanged, nextValue } from '../write';
import type { Write } from '../write';

const turnsOn = (write: Write): boolean =>
  nextValue(write, 'useQuoteTotals') === true && isChanged(write, 'useQuoteTotals');

function withoutQuote(write: Write): 'refused' | 'made-false' | 'accepted' {
  if (!turnsOn(write)) return 'accepted';
  if (write.stored === undefined) return write.world.switches.quoteTotalsOnCreate;
  return quotesOf(write.world, write.stored.id).length > 0 ? 'accepted' : write.world.switches.quoteTotalsWithoutQuote;
}

export function makeFalse(write: Write): void {
  if (withoutQuote(write) !== 'made-false') return;
  write.sent['useQuoteTotals'] = false;
  write.next.cells['useQuoteTotals'] = false;
}

/** Entity page, useQuoteTotals: true only when a quote references the opportunity (R25). */
export function quoteExists(write: Write): string | undefined {
  if (withoutQuote(write) !== 'refused') return undefined;
  return 'Data violation: useQuoteTotals can only be True if a Quote references this Opportunity.';
}

export function takeTotals(write: Write): void {
  if (write.stored === undefined || nextValue(write, 'useQuoteTotals') !== true) return;
  if (write.world.switches.amountUnderQuoteTotals === 'stored' && !turnsOn(write)) return;
  const quote: Row | undefined = primaryQuoteOf(write.world, write.stored.id);
  if (quote !== undefined) Object.assign(write.next.cells, totalsOf(write.world, quote.id));
}
