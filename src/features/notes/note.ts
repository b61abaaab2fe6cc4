/** Add a note to an opportunity. In Autotask it is a note of the company that points to the opportunity. */
import { z } from 'zod';
import { Unavailable } from '../../core/errors';
import type { Feature } from '../../core/feature';
import { defineForm } from '../../core/forms/definition';
import { opportunityPayload, noteButton } from '../../views/buttons';
import { noteFields, noteValues, submitNote } from '../changing/add-note';
import { opportunityRemark, loadOpenOpportunity } from '../changing/open-opportunity';
import type { Services } from '../services';
import { opportunityCommand } from '../choosing/opportunity-verb';

const formId = 'opportunity.note';

const noteState = opportunityPayload.extend({ text: z.string().optional(), title: z.string().optional() });
type NoteState = z.infer<typeof noteState>;

const form = defineForm<Services, NoteState>({
  id: formId,
  version: 1,
  title: noteButton.title,
  submitLabel: 'Add note',
  states: { 1: noteState },
  async open(context, { text = '', ...about }) {
    try {
      const { opportunity, picklists, state } = await loadOpenOpportunity(context, about);
      return {
        state,
        remarks: [opportunityRemark(opportunity)],
        fields: noteFields(picklists),
        values: noteValues(picklists, text),
      };
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      return { remarks: [{ text: unreachableText(about) }], fields: noteFields(), values: text === '' ? {} : { text } };
    }
  },
  submit: (context, raw, { id, title }) => submitNote(context, { id, title, inputHolder: 'form' }, raw),
});

/** The note can be typed all the same: it is sent when Autotask answers again. */
const unreachableText = ({ id, title = '' }: NoteState): string =>
  `Autotask does not answer. A note to ${title === '' ? `#${String(id)}` : title} waits in the outbox until it does.`;

export const note: Feature<Services> = {
  changes: 'note',
  ...opportunityCommand({
    name: 'note',
    aliases: ['comment'],
    summary: 'add a note to an opportunity',
    usage: 'note <number> [text]',
    examples: ['note 29681234 called, wants a quote', 'note 29681234'],
    button: noteButton,
    label: 'Note',
    form: formId,
    runDirectly: (context, id, tokens) => submitNote(context, { id, inputHolder: 'outbox' }, { text: tokens.raw }),
  }),
  forms: [form],
};
