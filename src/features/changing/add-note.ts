/** A note written to an opportunity, and the fields in which it is typed. */
import type { Field, RawValues } from '../../core/forms/form-view';
import type { Reply } from '../../core/reply';
import type { Picklists } from '../../opportunity/client';
import { shorten } from '../../views/format';
import type { InputHolder } from '../../outbox/execute';
import { choicesOf } from '../choosing/choices';
import type { FeatureContext } from '../services';
import { submitRequest, queuedNote } from './submit-change';

/** Autotask: CompanyNotes, `name` and `note`. A chat input takes at most 3,000 characters on Slack. */
const titleLength = 128;
export const noteLength = 3000;

/** Without the tenant's lists the usual type is taken when it is written. */
export function noteFields(picklists?: Picklists): readonly Field[] {
  const types = choicesOf(picklists?.selectable('actionType') ?? []);
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
    ...(types.length === 0
      ? []
      : [{ id: 'actionType', label: 'Type', type: 'choice', required: true, options: types } as const]),
  ];
}

/** What stands in those fields at first. */
export function noteValues(picklists: Picklists, text: string): RawValues {
  const [type] = picklists.selectable('actionType');
  return { ...(type === undefined ? {} : { actionType: String(type.value) }), ...(text === '' ? {} : { text }) };
}

/** For the title: what comes after it often says where a message came from. */
const firstLine = (text: string): string => (text.split(/\r?\n/, 1)[0] ?? '').replace(/\s+/g, ' ');

/** Of a note to which nobody typed one. */
export const defaultNoteTitle = (text: string): string => shorten(firstLine(text), 80);
export const noteSummary = (title: string): string => `Note "${shorten(title, 60)}" added`;

interface NoteTarget {
  readonly id: number;
  /** Of the opportunity; empty where it was not read. */
  readonly title?: string | undefined;
  readonly inputHolder: InputHolder;
}

export async function submitNote(
  context: FeatureContext,
  { id, title: opportunityTitle = '', inputHolder }: NoteTarget,
  raw: RawValues,
): Promise<Reply> {
  const text = raw['text']?.trim() ?? '';
  const title = raw['title']?.trim() ?? '';
  const draft = { title: title === '' ? defaultNoteTitle(text) : title, text };
  const actionType = raw['actionType'];
  const note = queuedNote(context, actionType === undefined ? draft : { ...draft, actionType: Number(actionType) });
  const news = noteSummary(draft.title);
  return submitRequest(
    context,
    { kind: 'note', opportunity: id, note },
    { title: opportunityTitle, news, inputHolder },
  );
}
