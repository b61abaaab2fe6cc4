/** Lose an opportunity: status Lost, with reason, competitor and the stage that the settings name. */
import type { Feature } from '../../core/feature';
import { loseButton } from '../../views/buttons';
import { choiceField, defineClosingForm, reasonFields } from './closing';
import type { Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';
import { picklistChange, textChange } from '../changing/submit-change';

const form = defineClosingForm({
  id: 'opportunity.lose',
  title: loseButton.title,
  verb: 'Lose',
  news: 'Lost',
  target: ({ statuses, lostStage }) => ({ status: statuses.lost, stage: lostStage }),
  fields: (picklists) => [
    ...reasonFields(picklists, 'lossReason', 'lossReasonDetail'),
    ...choiceField(picklists, 'primaryCompetitor', 'Competitor'),
  ],
  values: () => ({}),
  read: (raw) => ({
    ...picklistChange(raw, 'lossReason'),
    ...textChange(raw, 'lossReasonDetail'),
    ...picklistChange(raw, 'primaryCompetitor'),
  }),
});

export const lose: Feature<Services> = {
  changes: 'close',
  ...opportunityCommand({
    name: 'lose',
    aliases: ['lost'],
    summary: 'lose an opportunity, with reason and competitor',
    usage: 'lose <number>',
    examples: ['lose 29681234'],
    button: loseButton,
    label: 'Lose',
    style: 'danger',
    form: form.id,
  }),
  forms: [form],
};
