/** Win an opportunity: status Closed, with date, reason and the stage that the administrator named. */
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import { aboutOne, winButton, type AboutOne } from '../views/buttons';
import { closingRemarks, endOf, reasonFields } from './closing';
import { readOpen } from './open-opportunity';
import { formatOf, type Services } from './services';
import { verbAbout } from './verb';
import { chosen, typed, write } from './write';

const formId = 'opportunity.win';

const form = defineForm<Services, AboutOne>({
  id: formId,
  version: 1,
  title: winButton.title,
  submitLabel: 'Win',
  states: { 1: aboutOne },
  async open(context, about) {
    const opened = await readOpen(context, about);
    return {
      state: opened.state,
      remarks: closingRemarks(opened, {
        verb: 'Win',
        status: opened.picklists.statuses.closed,
        stage: opened.picklists.wonStage,
      }),
      fields: [
        { id: 'closedDate', label: 'Closed on', type: 'date', required: true },
        ...reasonFields(opened.picklists, 'winReason', 'winReasonDetail'),
      ],
      values: { closedDate: formatOf(context).today },
    };
  },
  async submit(context, raw, about) {
    const picklists = await context.services.opportunities.picklists();
    const changes = {
      ...endOf(picklists.statuses.closed, picklists.wonStage),
      closedDate: raw['closedDate'] ?? null,
      ...chosen(raw, 'winReason'),
      ...typed(raw, 'winReasonDetail'),
    };
    return write(context, { about, changes, news: 'Won' });
  },
});

export const win: Feature<Services> = {
  ...verbAbout({
    name: 'win',
    aliases: ['won'],
    summary: 'win an opportunity, with date and reason',
    usage: 'win <number>',
    examples: ['win 29681234'],
    button: winButton,
    label: 'Win',
    style: 'primary',
    form: formId,
  }),
  forms: [form],
};
