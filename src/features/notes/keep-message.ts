/** Saves a chat message as a note of an opportunity, with its author and a link to it. */
import { z } from 'zod';
import type { ChatMessage } from '../../core/entry-points';
import type { Feature } from '../../core/feature';
import { defineForm } from '../../core/forms/definition';
import { type InfoText } from '../../core/forms/form-view';
import { opportunityChoices } from '../choosing/choices';
import { noteFields, noteLength, noteValues, submitNote } from '../changing/add-note';
import type { Services } from '../services';

export const saveMessageFormId = 'message.keep';

const messageSchema: z.ZodType<ChatMessage> = z.object({
  text: z.string(),
  author: z.string(),
  link: z.string().optional(),
});

const form = defineForm<Services, { message: ChatMessage }>({
  id: saveMessageFormId,
  version: 1,
  title: 'Add as a note',
  submitLabel: 'Add note',
  states: { 1: z.object({ message: messageSchema }) },
  async open({ services }, { message: chatMessage }) {
    const picklists = await services.opportunities.picklists();
    const { text, remarks } = noteFromMessage(chatMessage);
    return {
      // The field holds the text: the state need not carry it as well.
      state: { message: { ...chatMessage, text: '' } },
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
  submit: (context, raw) => submitNote(context, { id: Number(raw['opportunity']), inputHolder: 'form' }, raw),
});

/** The message, its author and its link; a message too long for the form is cut, and a remark says so. */
function noteFromMessage({ text, author, link }: ChatMessage): { text: string; remarks: readonly InfoText[] } {
  const source = `\n\n${author}${link === undefined ? '' : `, ${link}`}`;
  const maxText = noteLength - source.length;
  if (text.length <= maxText) return { text: `${text}${source}`, remarks: [] };
  const cut = Array.from(text.slice(0, maxText - 1));
  const omittedCount = text.length - cut.join('').length;
  return {
    text: `${cut.join('')}…${source}`,
    remarks: [
      {
        text: `The message is longer than a form takes: its last ${String(omittedCount)} characters are left out of the note.`,
      },
    ],
  };
}

export const saveMessage: Feature<Services> = {
  changes: 'note',
  forms: [form],
};
