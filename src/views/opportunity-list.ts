/** Several opportunities, one line each, with what they add up to and what can be done about them. */
import type { ActionRef } from '../core/cards/button';
import type { View } from '../core/reply';
import { oneTime, recurringPerMonth } from '../opportunity/money';
import type { Opportunity } from '../opportunity/opportunity';
import type { Totals } from '../opportunity/pipeline';
import { noteButton, pushButton, showButton, stageButton } from './buttons';
import { closeLine, pluralize, shorten, type Format } from './format';

export interface OpportunityRow {
  readonly title: string;
  readonly url: string;
  /** Company, stage, money, close: one line. */
  readonly about: string;
  /** One is drawn as a button; several as a menu, the first of them foremost. */
  readonly actions: readonly ActionRef[];
}

export interface OpportunityListOptions {
  readonly title: string;
  /** How it is narrowed, in words; empty when it is not. */
  readonly narrowed: string;
  /** What the whole set adds up to; leave it out when the set was not read whole. */
  readonly totals?: Totals;
  /** How many match before and beyond the ones shown. */
  readonly before: number;
  readonly more: number;
  /** What to say below, such as the order. */
  readonly hint: string;
  readonly format: Format;
  /** What is said of a row before everything else, such as why it is listed. */
  readonly remark?: (opportunity: Opportunity) => string;
  /** The one button of each row, where the list is there to choose for something. */
  readonly choose?: (opportunity: Opportunity) => ActionRef;
  /** What is done about the list: the pages beside this one, its filters, posting it. */
  readonly controls: readonly ActionRef[];
}

export function opportunityListView(opportunities: readonly Opportunity[], options: OpportunityListOptions): View {
  const { format, title, narrowed, controls, choose } = options;
  const rows = opportunities.map((opportunity) => ({
    ...withRemark(opportunityRow(opportunity, format), options.remark?.(opportunity) ?? ''),
    ...(choose === undefined ? {} : { actions: [choose(opportunity)] }),
  }));
  const sums = listTotalsText(options);
  const hint = [positionText(options, rows.length), options.hint].filter((part) => part !== '').join(' ');
  const model = { title, narrowed, sums, rows, hint, controls };
  const lines = rows.map(({ title: name, about }) => `${name}: ${about}`);
  return { card: 'opportunity-list', model, text: [title, narrowed, sums, ...lines, hint].filter(Boolean).join('\n') };
}

const withRemark = (row: OpportunityRow, remark: string): OpportunityRow =>
  remark === '' ? row : { ...row, about: `${remark} · ${row.about}` };

function listTotalsText({ totals, format }: OpportunityListOptions): string {
  if (totals === undefined) return '';
  return [
    pluralize(totals.count, 'opportunity', 'opportunities'),
    `${format.perMonth(totals.recurring)} recurring`,
    `${format.money(totals.oneTime)} one-time`,
  ].join(' · ');
}

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
    `${format.perMonth(recurringPerMonth(fields))} + ${format.money(oneTime(fields))}`,
    closeLine(fields.projectedCloseDate, format),
  ];
  return {
    title: shorten(fields.title, 90),
    url: opportunity.url,
    about: about.filter((part) => part !== undefined && part !== '').join(' · '),
    actions: rowActions(opportunity.id, fields.title),
  };
}

/** Slack's menu carries 75 characters for each of its entries: the number alone. */
export const rowActions = (id: number, title: string): readonly ActionRef[] => [
  showButton.with({ id }, 'Open', { spoken: `Open ${shorten(title, 60)}` }),
  stageButton.with({ id }, 'Move stage'),
  pushButton.with({ id }, 'Push close date'),
  noteButton.with({ id }, 'Add note'),
];
