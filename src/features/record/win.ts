/** Win an opportunity: status Closed, with date, reason and the stage that the settings name. */
import type { Feature } from '../../core/feature';
import { winButton } from '../../views/buttons';
import { defineClosingForm, reasonFields } from './closing';
import { formatOf, type Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import { picklistChange, textChange } from '../changing/submit-change';

const form = defineClosingForm({
  id: 'opportunity.win',
  title: winButton.title,
  verb: 'Win',
  news: 'Won',
  target: ({ statuses, wonStage }) => ({ status: statuses.closed, stage: wonStage }),
  fields: (picklists) => [
    { id: 'closedDate', label: 'Closed on', type: 'date', required: true },
    ...reasonFields(picklists, 'winReason', 'winReasonDetail'),
  ],
  values: (context) => ({ closedDate: formatOf(context).today }),
  read: (raw) => ({
    closedDate: raw['closedDate'] ?? null,
    ...picklistChange(raw, 'winReason'),
    ...textChange(raw, 'winReasonDetail'),
  }),
});

export const win: Feature<Services> = {
  changes: 'close',
  ...opportunityCommand({
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
