/** A list of opportunities as a card: totals, a row with actions for each, pages and filters. */
import type { ActionRef } from '../core/cards/button';
import type { View } from '../core/reply';
import { oneTime, recurringPerMonth } from '../opportunity/money';
import type { Opportunity } from '../opportunity/opportunity';
import type { Totals } from '../opportunity/pipeline';
import { noteButton, pushButton, showButton, stageButton } from './buttons';
import { closeLine, moneyLine, pluralize, shorten, type Format } from './format';

export interface OpportunityRow {
  readonly title: string;
  readonly url: string;
  /** Company, stage, money, close: one line. */
  readonly about: string;
  /** One is rendered as a button; several as a menu. */
  readonly actions: readonly ActionRef[];
}

export interface OpportunityListOptions {
  readonly title: string;
  /** The filters in words; empty without filters. */
  readonly narrowed: string;
  /** Of the whole set; absent when the set was not read whole. */
  readonly totals?: Totals;
  /** How many match on earlier and on later pages. */
  readonly before: number;
  readonly more: number;
  /** The text below the rows, such as the order. */
  readonly hint: string;
  readonly format: Format;
  /** Comes first in a row, such as why it is listed. */
  readonly remark?: (opportunity: Opportunity) => string;
  /** The one button of each row, where the list asks to choose an opportunity. */
  readonly choose?: (opportunity: Opportunity) => ActionRef;
  /** Buttons of the list: pages, filters, posting. */
  readonly controls: readonly ActionRef[];
}

export function opportunityListView(opportunities: readonly Opportunity[], options: OpportunityListOptions): View {
  const { format, title, narrowed, controls, choose } = options;
  const rows = opportunities.map((opportunity) => ({
    ...withRemark(opportunityRow(opportunity, format), options.remark?.(opportunity) ?? ''),
    ...(choose === undefined ? {} : { actions: [choose(opportunity)] }),
  }));
  const sums = options.totals === undefined ? '' : totalsText(options.totals, format);
  const hint = [positionText(options, rows.length), options.hint].filter((part) => part !== '').join(' ');
  const model = { title, narrowed, sums, rows, hint, controls };
  const lines = rows.map(({ title: name, about }) => `${name}: ${about}`);
  return { card: 'opportunity-list', model, text: [title, narrowed, sums, ...lines, hint].filter(Boolean).join('\n') };
}

const withRemark = (row: OpportunityRow, remark: string): OpportunityRow =>
  remark === '' ? row : { ...row, about: `${remark} · ${row.about}` };

/** `12 opportunities · $420/mo recurring · $2,000 one-time`. */
export const totalsText = (
  totals: Totals,
  format: Format,
  [one, many]: readonly [string, string] = ['opportunity', 'opportunities'],
): string =>
  [
    pluralize(totals.count, one, many),
    `${format.perMonth(totals.recurring)} recurring`,
    `${format.money(totals.oneTime)} one-time`,
  ].join(' · ');

/** `11 to 20 of 39.` where not all are shown. */
function positionText({ before, more }: OpportunityListOptions, rowCount: number): string {
  if (before + more === 0) return '';
  return `${String(before + 1)} to ${String(before + rowCount)} of ${String(before + rowCount + more)}.`;
}

export function opportunityRow(opportunity: Opportunity, format: Format): OpportunityRow {
  const { fields, names, picklistValues } = opportunity;
  const about = [
    names.company,
    picklistValues.stage?.label,
    moneyLine({ recurring: recurringPerMonth(fields), oneTime: oneTime(fields) }, { format }),
    closeLine(fields.projectedCloseDate, format),
  ];
  return {
    title: shorten(fields.title, 90),
    url: opportunity.url,
    about: about.filter((part) => part !== undefined && part !== '').join(' · '),
    actions: rowActions(opportunity.id, fields.title),
  };
}

/** The number alone as payload: Slack allows 75 characters for each entry of a menu. */
export const rowActions = (id: number, title: string): readonly ActionRef[] => [
  showButton.with({ id }, 'Open', { spoken: `Open ${shorten(title, 60)}` }),
  stageButton.with({ id }, 'Move stage'),
  pushButton.with({ id }, 'Push close date'),
  noteButton.with({ id }, 'Add note'),
];
