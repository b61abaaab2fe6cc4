/** What a list shows, as plain data that a card carries. Periods and figures stay in words: they mean the same tomorrow. */
import type { Sort } from './sorting';

/** A chosen record with the name it had then, so that a card can say it without asking again. */
export type NamedRecord = { readonly id: number; readonly name: string };

export type OutcomeFilter = 'open' | 'won' | 'lost' | 'any';

/** A type, not an interface: it travels in cards as JSON. */
export type Criteria = {
  readonly which: OutcomeFilter;
  /** Matches title, company, contact or owner. */
  readonly text?: string | undefined;
  readonly owner?: readonly NamedRecord[] | undefined;
  readonly stage?: readonly NamedRecord[] | undefined;
  readonly company?: readonly NamedRecord[] | undefined;
  readonly category?: readonly NamedRecord[] | undefined;
  /** The projected close, such as `this-month`; and the day it was won or lost. */
  readonly close?: string | undefined;
  readonly ended?: string | undefined;
  /** Such as `>10k`: Autotask's amount, recurring revenue per month, one-time revenue. */
  readonly amount?: string | undefined;
  readonly mrr?: string | undefined;
  readonly onetime?: string | undefined;
  /** Days without activity, at least. */
  readonly quiet?: number | undefined;
  readonly sort?: Sort | undefined;
};

const joinNames = (names: readonly NamedRecord[] | undefined): string | undefined =>
  names?.map(({ name }) => name).join(' or ');

/** In a few words, for the top of the card: `owner Sam Okafor · closing this-month`. */
export function describeCriteria(criteria: Criteria): string {
  const { text, close, ended, quiet } = criteria;
  const parts: readonly (readonly [string, string | undefined])[] = [
    ['', text === undefined ? undefined : `“${text}”`],
    ['owner ', joinNames(criteria.owner)],
    ['stage ', joinNames(criteria.stage)],
    ['company ', joinNames(criteria.company)],
    ['category ', joinNames(criteria.category)],
    ['closing ', close],
    ['ended ', ended],
    ['amount ', criteria.amount],
    ['recurring per month ', criteria.mrr],
    ['one-time ', criteria.onetime],
    ['quiet for ', quiet === undefined ? undefined : `${String(quiet)} days or more`],
  ];
  return parts.flatMap(([label, value]) => (value === undefined ? [] : [`${label}${value}`])).join(' · ');
}
