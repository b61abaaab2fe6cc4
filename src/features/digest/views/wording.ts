/** Names, labels and amounts as every part of a digest card writes them. */
import { dateFormat } from '../../../opportunity/intl';
import { roundToCents } from '../../../opportunity/money';
import type { Picklists } from '../../../opportunity/client';
import type { OpportunitySnapshot } from '../../../opportunity/snapshot';
import type { Money } from '../calculations/sums';
import { pluralize, shorten, type Format } from '../../../views/format';
import { momentLine } from '../schedule';
import { stageName } from '../../../views/stages';

export interface DigestNames {
  /** Undefined for one that Autotask no longer has. */
  title(id: number): string | undefined;
  company(id: number): string;
  owner(id: number | null): string;
  url(id: number): string;
}

export interface DigestWords {
  readonly format: Format;
  readonly picklists: Picklists;
  readonly names: DigestNames;
  /** IANA name of the time zone of days and times. */
  readonly timezone: string;
  readonly locale: string;
}

/** Characters, so that many rows fit on a card. */
const longest = { title: 60, company: 40, stage: 40, owner: 30 };

export const opportunityCount = (count: number): string => pluralize(count, 'opportunity', 'opportunities');

export const stageWord = (stage: number, { picklists }: DigestWords): string =>
  shorten(stageName(stage, picklists), longest.stage);

export const titleWord = (id: number, { names }: DigestWords): string =>
  shorten(names.title(id) ?? `#${String(id)}`, longest.title);

export const companyWord = ({ company }: OpportunitySnapshot, { names }: DigestWords): string =>
  shorten(names.company(company), longest.company);

export const ownerWord = (owner: number | null, { names }: DigestWords): string =>
  owner === null ? 'no owner' : shorten(names.owner(owner), longest.owner);

export const momentText = (at: Date, { timezone, locale }: DigestWords): string => momentLine(at, timezone, locale);

/** `September 2026`. */
export const monthWord = (day: string, { locale }: DigestWords): string =>
  dateFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(new Date(`${day}T00:00:00Z`));

/** `▲ up $420/mo recurring, ▼ down $2,000 one-time`; empty where neither moved. */
export function differenceLine({ recurring, oneTime }: Money, { format }: DigestWords): string {
  const way = (by: number): string => (by > 0 ? '▲ up' : '▼ down');
  return [
    ...(roundToCents(recurring) === 0 ? [] : [`${way(recurring)} ${format.perMonth(Math.abs(recurring))} recurring`]),
    ...(roundToCents(oneTime) === 0 ? [] : [`${way(oneTime)} ${format.money(Math.abs(oneTime))} one-time`]),
  ].join(', ');
}
