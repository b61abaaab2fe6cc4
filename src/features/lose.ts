/** Lose an opportunity: status Lost, with reason, competitor and the stage that the administrator named. */
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import { aboutOne, loseButton, type AboutOne } from '../views/buttons';
import { choiceField, closingRemarks, endOf, reasonFields } from './closing';
import { readOpen } from './open-opportunity';
import type { Services } from './services';
import { verbAbout } from './verb';
import { chosen, typed, write } from './write';

const formId = 'opportunity.lose';

const form = defineForm<Services, AboutOne>({
  id: formId,
  version: 1,
  title: loseButton.title,
  submitLabel: 'Lose',
  states: { 1: aboutOne },
  async open(context, about) {
    const opened = await readOpen(context, about);
    const { statuses, lostStage } = opened.picklists;
    return {
      state: opened.state,
      remarks: closingRemarks(opened, { verb: 'Lose', status: statuses.lost, stage: lostStage }),
      fields: [
        ...reasonFields(opened.picklists, 'lossReason', 'lossReasonDetail'),
        ...choiceField(opened.picklists, 'primaryCompetitor', 'Competitor'),
      ],
      values: {},
    };
  },
  async submit(context, raw, about) {
    const { statuses, lostStage } = await context.services.opportunities.picklists();
    const changes = {
      ...endOf(statuses.lost, lostStage),
      ...chosen(raw, 'lossReason'),
      ...typed(raw, 'lossReasonDetail'),
      ...chosen(raw, 'primaryCompetitor'),
    };
    return write(context, { about, changes, news: 'Lost' });
  },
});

export const lose: Feature<Services> = {
  ...verbAbout({
    name: 'lose',
    aliases: ['lost'],
    summary: 'lose an opportunity, with reason and competitor',
    usage: 'lose <number>',
    examples: ['lose 29681234'],
    button: loseButton,
    label: 'Lose',
    style: 'danger',
    form: formId,
  }),
  forms: [form],
};
