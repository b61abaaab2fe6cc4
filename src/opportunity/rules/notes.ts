/** A note about an opportunity: a company note that may point to it only while it is open. */
import type { NoteDraft } from '../changes';
import type { OpportunityFields } from '../fields';
import type { Statuses } from '../tenant';

/** Autotask: CompanyNotes, name and note. */
export const noteLengths = { title: 128, text: 32_000 };

/** Short and visible, beneath the text: by it a note is found again when nobody knows whether it was written. */
export const withReference = (text: string, reference: string): string => `${text}\n\n(ref ${reference})`.trim();

/** The text alone, and the line beneath it; that is empty where there is none. */
export function splitReference(text: string): { readonly text: string; readonly reference: string } {
  const [line = '', reference = ''] = /\s*(\(ref [^()]+\))$/.exec(text) ?? [];
  return { text: text.slice(0, text.length - line.length), reference };
}

/**
 * R26 (Autotask: Opportunities, "Use CompanyNote to create opportunity notes": the opportunity must be active and
 * belong to the company of the note). Not Closed, Lost or Implemented counts as active.
 */
export function validateNote(
  { status }: Pick<OpportunityFields, 'status'>,
  note: NoteDraft,
  { open }: Statuses,
): Record<string, string> {
  const { title, text } = noteLengths;
  return {
    ...(open.includes(status) ? {} : { note: 'Autotask takes notes only while an opportunity is open.' }),
    ...(note.title.length > title ? { title: `The title takes at most ${title} characters.` } : {}),
    ...(note.text.length > text ? { text: `The text takes at most ${text} characters.` } : {}),
    ...(note.title.trim() === '' && note.text.trim() === '' ? { text: 'A note needs a title or a text.' } : {}),
  };
}
