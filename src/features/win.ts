/** Win an opportunity: status Closed, with date, reason and the stage that the administrator named. */
import type { Feature } from '../core/feature';
import { winButton } from '../views/buttons';
import { closingForm, reasonFields } from './closing';
import { formatOf, type Services } from './services';
import { verbAbout } from './verb';
import { chosen, typed } from './write';

const form = closingForm({
  id: 'opportunity.win',
  title: winButton.title,
  verb: 'Win',
  news: 'Won',
  end: ({ statuses, wonStage }) => ({ status: statuses.closed, stage: wonStage }),
  fields: (picklists) => [
    { id: 'closedDate', label: 'Closed on', type: 'date', required: true },
    ...reasonFields(picklists, 'winReason', 'winReasonDetail'),
  ],
  values: (context) => ({ closedDate: formatOf(context).today }),
  read: (raw) => ({
    closedDate: raw['closedDate'] ?? null,
    ...chosen(raw, 'winReason'),
    ...typed(raw, 'winReasonDetail'),
  }),
});

export const win: Feature<Services> = {
  changes: 'close',
  ...verbAbout({
    name: 'win',
    aliases: ['won'],
    summary: 'win an opportunity, with date and reason',
    usage: 'win <number>',
    examples: ['win 29681234'],
    button: winButton,
    label: 'Win',
    style: 'primary',
    form: form.id,
  }),
  forms: [form],
};
