/** Quotes of one opportunity: which of them counts, and what they are called. */
import type { Quote, QuoteChanges } from '../related';

export interface QuoteValidation {
  readonly violations: { readonly primaryQuote?: string; readonly externalQuoteNumber?: string };
}

/**
 * R6 (Autotask: Opportunities, general: of several quotes one must have primaryQuote = True) and
 * R7 (externalQuoteNumber must be unique for all quotes of the same opportunity).
 */
export function validateQuote(quote: Quote, changes: QuoteChanges, siblings: readonly Quote[]): QuoteValidation {
  const others = siblings.filter(({ id }) => id !== quote.id);
  const primary = changes.primaryQuote ?? quote.primary;
  const number = (changes.externalQuoteNumber ?? '').trim();
  return {
    violations: {
      ...(others.length > 0 && !primary && !others.some((other) => other.primary)
        ? { primaryQuote: 'One quote must be the primary one: make another quote primary instead.' }
        : {}),
      ...(number !== '' && others.some((other) => other.externalNumber === number)
        ? { externalQuoteNumber: `Another quote of this opportunity has the external number “${number}” already.` }
        : {}),
    },
  };
}
