/** A note written to an opportunity, and the fields in which it is typed. */
import type { Field, RawValues } from '../core/form';
import type { Reply } from '../core/reply';
import type { Picklists } from '../opportunity/client';
import { shorten } from '../views/format';
import { changedCard } from './opportunity-card';
import type { Here } from './services';

/** Autotask: CompanyNotes, `name` and `note`. A chat input takes at most 3,000 characters on Slack. */
const titleLength = 128;
export const noteLength = 3000;

export function noteFields(picklists: Picklists): readonly Field[] {
  const types = picklists.offered('actionType').map(({ value, label }) => ({ value: String(value), label }));
  return [
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
  ];
}

/** What stands in those fields at first. */
export function noteValues(picklists: Picklists, text: string): RawValues {
  const [type] = picklists.offered('actionType');
  return { ...(type === undefined ? {} : { actionType: String(type.value) }), ...(text === '' ? {} : { text }) };
}

export async function writeNote(context: Here, id: number, raw: RawValues): Promise<Reply> {
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
  return changedCard(context, fresh, `Note "${shorten(draft.title, 60)}" added by ${context.me.name}`);
}
