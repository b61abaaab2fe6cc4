/** Reopen an opportunity that was won or lost: active again, in a stage, with a new projected close. */
import { Conflict } from '../core/errors';
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import { type FormRemark, type RawValues } from '../core/form-view';
import { dayOf } from '../opportunity/calendar';
import type { Picklists } from '../opportunity/client';
import type { Changes } from '../opportunity/changes';
import type { Opportunity } from '../opportunity/opportunity';
import { outcomeOf } from '../opportunity/outcome';
import { reopenButton, type AboutOne } from '../views/buttons';
import type { Format } from '../views/format';
import { choicesOf } from './choices';
import { aboutChange, confirmed, foresee, type AboutChange } from './confirm';
import { aboutRemark, readOpportunity, type Opened } from './open-opportunity';
import { formatOf, type Here, type Services } from './services';
import { verbAbout } from './verb';
import { write } from './write';

const form = defineForm<Services, AboutChange>({
  id: 'opportunity.reopen',
  version: 1,
  title: reopenButton.title,
  submitLabel: 'Reopen',
  states: { 1: aboutChange },
  async open(context, about) {
    const { opportunity, picklists, state, remarks } = await readEnded(context, about);
    const format = formatOf(context);
    const stages = choicesOf(picklists.offered('stage'));
    const values = valuesFor(opportunity, stages[0]?.value, format.today);
    const fields = ['stage', 'projectedCloseDate', 'status', 'closedDate'];
    const foreseen = await foresee(context, opportunity, { changes: changesFrom(values, picklists), fields });
    return {
      state: { ...state, agreed: foreseen.agreed },
      remarks: [aboutRemark(opportunity), ...remarks, ...closedDateRemark(opportunity, format), ...foreseen.remarks],
      cautions: foreseen.cautions,
      fields: [
        { id: 'stage', label: 'Stage', type: 'choice', required: true, options: stages },
        { id: 'projectedCloseDate', label: 'Projected close', type: 'date', required: true },
      ],
      values,
    };
  },
  async submit(context, raw, about) {
    const changes = changesFrom(raw, await context.services.opportunities.picklists());
    return confirmed(context, about, () => write(context, { about, changes, news: 'Reopened', holder: 'form' }));
  },
});

/** Throws `Conflict` when it is open already. */
async function readEnded(context: Here, about: AboutOne): Promise<Opened> {
  const opened = await readOpportunity(context, about);
  if (outcomeOf(opened.opportunity, opened.picklists.statuses) !== 'open') return opened;
  throw new Conflict(`${opened.opportunity.fields.title} is open already.`, {
    next: `Look at it with ${context.arrival.prefix}${String(about.id)}.`,
  });
}

/** A projected close that has passed is proposed as today: nobody reopens for the past. */
function valuesFor({ fields }: Opportunity, stage: string | undefined, today: string): RawValues {
  const close = dayOf(fields.projectedCloseDate) ?? today;
  return { projectedCloseDate: close < today ? today : close, ...(stage === undefined ? {} : { stage }) };
}

/** What is won has a day on which it was closed, which an open one must not have. */
function closedDateRemark({ fields }: Opportunity, format: Format): readonly FormRemark[] {
  const day = dayOf(fields.closedDate);
  return day === undefined ? [] : [{ text: `The closed date, ${format.day(day)}, is cleared.` }];
}

const changesFrom = (raw: RawValues, { statuses }: Picklists): Changes => ({
  status: statuses.active,
  closedDate: null,
  projectedCloseDate: raw['projectedCloseDate'] ?? null,
  ...(raw['stage'] === undefined ? {} : { stage: Number(raw['stage']) }),
});

export const reopen: Feature<Services> = {
  changes: 'close',
  ...verbAbout({
    name: 'reopen',
    aliases: ['unlose', 'revive'],
    summary: 'reopen an opportunity that was won or lost',
    usage: 'reopen <number>',
    examples: ['reopen 29681234'],
    button: reopenButton,
    label: 'Reopen',
    form: form.id,
  }),
  forms: [form],
};
