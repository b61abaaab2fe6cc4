/** useQuoteTotals: amount and cost come from the primary quote, so that there must be one. */
import type { SandboxRow } from '../../state/tables';
import { primaryQuoteOf, quotesOf, totalsOf } from '../quotes';
import { isChanged, nextValue } from '../write';
import type { Write } from '../write';

const turnsOnQuoteTotals = (write: Write): boolean =>
  nextValue(write, 'useQuoteTotals') === true && isChanged(write, 'useQuoteTotals');

function quoteTotalsDecision(write: Write): 'refused' | 'made-false' | 'accepted' {
  if (!turnsOnQuoteTotals(write)) return 'accepted';
  if (write.stored === undefined) return write.world.switches.quoteTotalsOnCreate;
  return quotesOf(write.world, write.stored.id).length > 0 ? 'accepted' : write.world.switches.quoteTotalsWithoutQuote;
}

export function disableQuoteTotals(write: Write): void {
  if (quoteTotalsDecision(write) !== 'made-false') return;
  write.input['useQuoteTotals'] = false;
  write.next.cells['useQuoteTotals'] = false;
}

/** Entity page, useQuoteTotals: true only when a quote references the opportunity (R25). */
export function validateQuoteTotals(write: Write): string | undefined {
  if (quoteTotalsDecision(write) !== 'refused') return undefined;
  return 'Data violation: useQuoteTotals can only be True if a Quote references this Opportunity.';
}

export function applyQuoteTotals(write: Write): void {
  if (write.stored === undefined || nextValue(write, 'useQuoteTotals') !== true) return;
  if (write.world.switches.amountUnderQuoteTotals === 'stored' && !turnsOnQuoteTotals(write)) return;
  const quote: SandboxRow | undefined = primaryQuoteOf(write.world, write.stored.id);
  if (quote !== undefined) Object.assign(write.next.cells, totalsOf(write.world, quote.id));
}
