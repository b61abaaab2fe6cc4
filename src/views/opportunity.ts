/** An opportunity as a card: its facts, its state, and the buttons for that state. */
import type { ActionRef } from '../core/cards/button';
import type { View } from '../core/reply';
import type { Picklists } from '../opportunity/client';
import { datePart } from '../opportunity/calendar';
import { oneTime, recurringPerMonth, weighted } from '../opportunity/money';
import type { Opportunity } from '../opportunity/opportunity';
import { outcomeOf, type OpportunityOutcome } from '../opportunity/tenant';
import {
  editButton,
  historyButton,
  loseButton,
  moneyButton,
  noteButton,
  pushButton,
  refreshButton,
  reopenButton,
  shareButton,
  stageButton,
  winButton,
  type OpportunityPayload,
} from './buttons';
import { closeLine, shorten, type Format } from './format';

/** The subject that all cards of one opportunity share. */
export const opportunitySubject = (id: number): string => `opportunity:${String(id)}`;
/** Undefined where the subject is something else. */
export function opportunityIdOf(subject: string): number | undefined {
  const [, id] = /^opportunity:(\d+)$/.exec(subject) ?? [];
  return id === undefined ? undefined : Number(id);
}

interface OpportunityModel {
  readonly title: string;
  readonly url: string;
  readonly number: string;
  readonly company: string;
  readonly outcome: OpportunityOutcome;
  /** What just changed; empty when the card was merely looked up. */
  readonly news: string;
  /** Won or lost: when and why, in one line; empty while open. */
  readonly ending: string;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly nextStep: string;
  readonly footer: string;
  readonly buttons: readonly ActionRef[];
  /** Less frequent actions, in a menu. */
  readonly more: readonly ActionRef[];
  /** For clients that refresh cards by themselves. */
  readonly refresh: ActionRef;
}

export interface OpportunityViewOptions {
  readonly picklists: Picklists;
  readonly format: Format;
  readonly news?: string;
  /** Undoes the change in `news`. */
  readonly undo?: ActionRef;
}

export function opportunityView(
  opportunity: Opportunity,
  { picklists, format, news = '', undo }: OpportunityViewOptions,
): View {
  const { fields, names } = opportunity;
  const outcome = outcomeOf(opportunity, picklists.statuses);
  const model: OpportunityModel = {
    title: fields.title,
    url: opportunity.url,
    number: `#${String(opportunity.id)}`,
    company: [names.company, names.contact].filter((name) => name !== '').join(' · '),
    outcome,
    news,
    ending: outcome === 'open' ? '' : outcomeText(opportunity, outcome, format),
    facts: factsOf(opportunity, { picklists, format, outcome }),
    nextStep: outcome === 'open' ? shorten(fields.nextStep ?? '', 300) : '',
    footer: footerOf(opportunity, outcome, format),
    buttons: [...(undo === undefined ? [] : [undo]), ...buttonsOf(opportunity, outcome)],
    more: moreOf(opportunity, outcome),
    refresh: refreshButton.with({ id: opportunity.id }, 'Refresh'),
  };
  return {
    card: 'opportunity',
    model,
    text: textOf(opportunity, model),
    subject: opportunitySubject(opportunity.id),
  };
}

interface FactOptions {
  readonly picklists: Picklists;
  readonly format: Format;
  readonly outcome: OpportunityOutcome;
}

function factsOf(opportunity: Opportunity, { picklists, format, outcome }: FactOptions): OpportunityModel['facts'] {
  const { fields, picklistValues, names } = opportunity;
  const amount = fields.amount ?? 0;
  const chance = `${format.money(weighted(amount, fields))} (${format.percent(fields.probability ?? 0)})`;
  const closing =
    outcome === 'open'
      ? [
          { name: 'Weighted', value: chance },
          { name: 'Projected close', value: closeLine(fields.projectedCloseDate, format) },
        ]
      : [];
  return [
    { name: 'Stage', value: stageLine(opportunity, picklists) },
    { name: 'Status', value: picklistValues.status?.label ?? String(fields.status) },
    { name: 'Recurring', value: format.perMonth(recurringPerMonth(fields)) },
    { name: 'One-time', value: format.money(oneTime(fields)) },
    { name: 'Amount', value: format.money(amount) },
    ...closing,
    { name: 'Owner', value: names.owner === '' ? 'nobody' : names.owner },
  ];
}

/** The stage with its position among the selectable ones, or marked as retired. */
function stageLine({ fields, picklistValues }: Opportunity, picklists: Picklists): string {
  const offered = picklists.selectable('stage');
  const index = offered.findIndex(({ value }) => value === fields.stage);
  const label = picklistValues.stage?.label ?? String(fields.stage);
  return index < 0 ? `${label} (retired)` : `${label} (${String(index + 1)} of ${String(offered.length)})`;
}

function outcomeText({ fields, picklistValues }: Opportunity, outcome: 'won' | 'lost', format: Format): string {
  const [day, reason, detail] =
    outcome === 'won'
      ? [datePart(fields.closedDate), picklistValues.winReason?.label, fields.winReasonDetail]
      : [
          fields.lostDate === null ? undefined : format.dayIn(fields.lostDate),
          picklistValues.lossReason?.label,
          fields.lossReasonDetail,
        ];
  const when = `${outcome === 'won' ? 'Won' : 'Lost'}${day === undefined ? '' : ` on ${format.day(day)}`}`;
  const why = [reason, shorten(detail ?? '', 200)].filter((part) => part !== undefined && part !== '').join(': ');
  return why === '' ? when : `${when}. ${why}`;
}

function footerOf({ id, fields }: Opportunity, outcome: OpportunityOutcome, format: Format): string {
  const active =
    fields.lastActivity === null ? 'no activity yet' : `last activity ${format.relativeMoment(fields.lastActivity)}`;
  const made = outcome === 'open' ? ' · weighted = amount × probability' : '';
  return `#${String(id)} · ${active}${made}`;
}

function buttonsOf({ id, fields }: Opportunity, outcome: OpportunityOutcome): readonly ActionRef[] {
  const payload: OpportunityPayload = { id, seen: { stage: fields.stage, status: fields.status } };
  const about = (verb: string) => ({ spoken: `${verb} ${shorten(fields.title, 50)}` });
  if (outcome !== 'open') {
    return [reopenButton.with(payload, 'Reopen', about('Reopen')), editButton.with({ id }, 'Edit', about('Edit'))];
  }
  return [
    stageButton.with(payload, 'Stage', about('Move the stage of')),
    winButton.with(payload, 'Win', { style: 'primary', ...about('Win') }),
    loseButton.with(payload, 'Lose', { style: 'danger', ...about('Lose') }),
    pushButton.with(payload, 'Push', about('Push the close date of')),
    noteButton.with(payload, 'Note', about('Add a note to')),
  ];
}

/** The number alone as payload: Slack allows 75 characters for each entry of a menu. */
const moreOf = ({ id }: Opportunity, outcome: OpportunityOutcome): readonly ActionRef[] => [
  ...(outcome === 'open' ? [editButton.with({ id }, 'Edit')] : []),
  moneyButton.with({ id }, 'Revenue and cost'),
  shareButton.with({ id }, 'Post to channel'),
  historyButton.with({ id }, 'History'),
];

function textOf({ fields, names }: Opportunity, { news, ending, facts }: OpportunityModel): string {
  const lines = facts.map(({ name, value }) => `${name}: ${value}`).join(', ');
  const about = `${fields.title}${names.company === '' ? '' : ` (${names.company})`}`;
  return [news, about, ending, lines].filter((part) => part !== '').join('. ');
}
