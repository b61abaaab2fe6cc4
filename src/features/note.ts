/** Add a note to an opportunity. In Autotask it is a note of the company that points to the opportunity. */
import { z } from 'zod';
import type { Feature } from '../core/feature';
import { defineForm, type RawValues } from '../core/form';
import { replaceWith } from '../core/reply';
import { aboutOne, noteButton } from '../views/buttons';
import { shorten } from '../views/format';
import { cardOf } from './opportunity-card';
import { aboutRemark, readOpen } from './open-opportunity';
import type { Here, Services } from './services';
import { verbAbout } from './verb';

const formId = 'opportunity.note';
/** Autotask: CompanyNotes, `name` and `note`. A chat input takes at most 3,000 characters on Slack. */
const titleLength = 128;
const noteLength = 3000;

const noteState = aboutOne.extend({ text: z.string().optional() });
type NoteState = z.infer<typeof noteState>;

const form = defineForm<Services, NoteState>({
  id: formId,
  version: 1,
  title: noteButton.title,
  submitLabel: 'Add note',
  states: { 1: noteState },
  async open(context, { text, ...about }) {
    const { opportunity, picklists, state } = await readOpen(context, about);
    const types = picklists.offered('actionType').map(({ value, label }) => ({ value: String(value), label }));
    return {
      state,
      remarks: [aboutRemark(opportunity)],
      fields: [
        { id: 'text', label: 'Note', type: 'text', lines: 'many', max: noteLength, required: true },
        {
          id: 'title',
          label: 'Title',
          hint: 'Left empty, the first words of the note.',
          type: 'text',
          max: titleLength,
          required: false,
        },
        { id: 'actionType', label: 'Type', type: 'choice', required: true, options: types },
      ],
      values: { ...(types[0] === undefined ? {} : { actionType: types[0].value }), ...(text ? { text } : {}) },
    };
  },
  async submit(context, raw, { id }) {
    return writeNote(context, id, raw);
  },
});

async function writeNote(context: Here, id: number, raw: RawValues) {
  const { opportunities } = context.services;
  const text = raw['text']?.trim() ?? '';
  const title = raw['title']?.trim() ?? '';
  const draft = { title: title === '' ? shorten(text.replace(/\s+/g, ' '), 80) : title, text };
  const actionType = raw['actionType'];
  await opportunities.note(
    id,
    actionType === undefined ? draft : { ...draft, actionType: Number(actionType) },
    context.me,
  );
  context.log.info({ opportunity: id }, 'note written');
  const fresh = await opportunities.get(id);
  return replaceWith(await cardOf(context, fresh, `Note "${shorten(draft.title, 60)}" added by ${context.me.name}`));
}

export const note: Feature<Services> = {
  ...verbAbout({
    name: 'note',
    aliases: ['comment'],
    summary: 'add a note to an opportunity',
    usage: 'note <number> [text]',
    examples: ['note 29681234 called, wants a quote', 'note 29681234'],
    button: noteButton,
    label: 'Note',
    form: formId,
    atOnce: (context, id, words) => writeNote(context, id, { text: words.rest }),
  }),
  forms: [form],
};
