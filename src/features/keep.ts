/** A message from the chat becomes a note of an opportunity: with who wrote it, and where it stands. */
import { z } from 'zod';
import type { Message } from '../core/entrances';
import type { Feature } from '../core/feature';
import { defineForm } from '../core/form';
import { type FormRemark } from '../core/form-view';
import { opportunityChoices } from './choices';
import { noteFields, noteLength, noteValues, writeNote } from './noting';
import type { Services } from './services';

export const keepForm = 'message.keep';

const message: z.ZodType<Message> = z.object({
  text: z.string(),
  author: z.string(),
  link: z.string().optional(),
});

const form = defineForm<Services, { message: Message }>({
  id: keepForm,
  version: 1,
  title: 'Add as a note',
  submitLabel: 'Add note',
  states: { 1: z.object({ message }) },
  async open({ services }, { message: kept }) {
    const picklists = await services.opportunities.picklists();
    const { text, remarks } = noteFrom(kept);
    return {
      // The form shows the message: it need not travel twice.
      state: { message: { ...kept, text: '' } },
      remarks,
      fields: [
        {
          id: 'opportunity',
          label: 'Opportunity',
          hint: 'An open one: part of its title, company or contact.',
          type: 'lookup',
          minimum: 2,
          required: true,
        },
        ...noteFields(picklists),
      ],
      values: noteValues(picklists, text),
    };
  },
  suggest: (context, { typed }) => opportunityChoices(context, typed, { which: 'open' }),
  submit: (context, raw) => writeNote(context, { id: Number(raw['opportunity']), holder: 'form' }, raw),
});

/** The message, then who wrote it and where; what is too long for a form is cut from the message, and the form says so. */
function noteFrom({ text, author, link }: Message): { text: string; remarks: readonly FormRemark[] } {
  const source = `\n\n${author}${link === undefined ? '' : `, ${link}`}`;
  const room = noteLength - source.length;
  if (text.length <= room) return { text: `${text}${source}`, remarks: [] };
  const cut = Array.from(text.slice(0, room - 1));
  const left = text.length - cut.join('').length;
  return {
    text: `${cut.join('')}…${source}`,
    remarks: [
      {
        text: `The message is longer than a form takes: its last ${String(left)} characters are left out of the note.`,
      },
    ],
  };
}

export const keep: Feature<Services> = {
  changes: 'note',
  forms: [form],
};
