/** Lose an opportunity: status Lost, with reason, competitor and the stage that the administrator named. */
import type { Feature } from '../core/feature';
import { loseButton } from '../views/buttons';
import { choiceField, closingForm, reasonFields } from './closing';
import type { Services } from './services';
import { verbAbout } from './verb';
import { chosen, typed } from './write';

const form = closingForm({
  id: 'opportunity.lose',
  title: loseButton.title,
  verb: 'Lose',
  news: 'Lost',
  end: ({ statuses, lostStage }) => ({ status: statuses.lost, stage: lostStage }),
  fields: (picklists) => [
    ...reasonFields(picklists, 'lossReason', 'lossReasonDetail'),
    ...choiceField(picklists, 'primaryCompetitor', 'Competitor'),
  ],
  values: () => ({}),
  read: (raw) => ({
    ...chosen(raw, 'lossReason'),
    ...typed(raw, 'lossReasonDetail'),
    ...chosen(raw, 'primaryCompetitor'),
  }),
});

export const lose: Feature<Services> = {
  changes: 'close',
  ...verbAbout({
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
