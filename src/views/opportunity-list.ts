/** Several opportunities, one line each, with what they add up to. */
import type { ActionRef } from '../core/button';
import type { View } from '../core/reply';
import { oneTime, recurringPerMonth } from '../opportunity/money';
import type { Opportunity } from '../opportunity/opportunity';
import type { Totals } from '../opportunity/pipeline';
import { showButton } from './buttons';
import { closeLine, counted, shorten, type Format } from './format';

export interface Row {
  readonly title: string;
  readonly url: string;
  /** Company, stage, money, close: one line. */
  readonly about: string;
  readonly button: ActionRef;
}

export interface ListParts {
  readonly title: string;
  /** What the whole set adds up to; leave it out when the set was not read whole. */
  readonly totals?: Totals;
  /** How many match beyond the ones shown. */
  readonly more: number;
  /** What to say below, such as how to narrow the list. */
  readonly hint: string;
  readonly format: Format;
  /** The button of each row: opens the card unless the list is there to choose for something else. */
  readonly choose?: (opportunity: Opportunity) => ActionRef;
}

export function opportunityListView(opportunities: readonly Opportunity[], parts: ListParts): View {
  const { format, totals } = parts;
  const rows = opportunities.map((opportunity) => rowOf(opportunity, format, parts.choose));
  const sums =
    totals === undefined
      ? ''
      : [
          counted(totals.count, 'opportunity', 'opportunities'),
          `${format.perMonth(totals.recurring)} recurring`,
          `${format.money(totals.oneTime)} one-time`,
        ].join(' · ');
  const more = parts.more > 0 ? `+${String(parts.more)} more. ` : '';
  const model = { title: parts.title, sums, rows, hint: `${more}${parts.hint}`.trim() };
  const lines = rows.map(({ title, about }) => `${title}: ${about}`);
  return {
    card: 'opportunity-list',
    model,
    text: [parts.title, sums, ...lines, model.hint].filter(Boolean).join('\n'),
  };
}

export function rowOf(opportunity: Opportunity, format: Format, choose?: ListParts['choose']): Row {
  const { fields, names, picked } = opportunity;
  const about = [
    names.company,
    picked.stage?.label,
    `${format.perMonth(recurringPerMonth(fields))} + ${format.money(oneTime(fields))}`,
    closeLine(fields.projectedCloseDate, format),
  ];
  return {
    title: shorten(fields.title, 90),
    url: opportunity.url,
    about: about.filter((part) => part !== undefined && part !== '').join(' · '),
    button: (choose ?? open)(opportunity),
  };
}

const open = ({ id, fields }: Opportunity): ActionRef =>
  showButton.with({ id }, 'Open', { spoken: `Open ${shorten(fields.title, 60)}` });
