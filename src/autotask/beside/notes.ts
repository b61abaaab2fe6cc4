/** Notes about an opportunity: company notes that point to it. Never the same one twice. */
import { Rejected } from '../../core/errors';
import type { NoteOptions } from '../../opportunity/client';
import type { Author, NoteDraft } from '../../opportunity/changes';
import { parseTimestamp } from '../../opportunity/dates';
import type { OpportunityFields } from '../../opportunity/fields';
import { validateNote, splitReference } from '../../opportunity/rules/notes';
import { dataOf } from '../http/api';
import { untilAborted, type Call } from '../http/call';
import type { ClientContext } from '../client-context';
import { assertNoViolations } from '../opportunities/write-checks';
import { assertSafeToResend, confirmWrite } from '../opportunities/confirm-write';
import { loadRecords, loadPage } from '../query/pages';
import { buildQuery, where, type EntityRecords } from '../query/query';
import type { components } from '../schema';

interface NoteWrite {
  readonly opportunity: Pick<OpportunityFields, 'id' | 'companyID' | 'status'>;
  readonly note: NoteDraft;
  readonly author: Author;
  readonly options?: NoteOptions;
}
type NoteBody = components['schemas']['CompanyNoteCreate'];

export async function createNote(
  context: ClientContext,
  { opportunity, note, author, options = {} }: NoteWrite,
  call: Call,
): Promise<void> {
  const { statuses } = await untilAborted(call.signal, context.metadata.loadTenant());
  assertNoViolations({ violations: validateNote(opportunity, note, statuses) });
  const moment = (note.written ?? context.clock()).toISOString();
  const body: NoteBody = {
    companyID: opportunity.companyID,
    opportunityID: opportunity.id,
    actionType: note.actionType ?? (await untilAborted(call.signal, usualActionType(context))),
    assignedResourceID: author.id,
    startDateTime: moment,
    endDateTime: moment,
    name: note.title,
    note: note.text,
  };
  // The caller is not sure whether an earlier attempt arrived.
  if (note.written !== undefined && (await findEarlierNote(context, body, call)) !== undefined) return;
  assertSafeToResend(context, options.sentAt);
  await options.beforeWrite?.();
  await confirmWrite(
    context,
    () => postNote(context, { body, author }, call),
    (freshCall) => findEarlierNote(context, body, freshCall),
  );
}

async function postNote(
  context: ClientContext,
  { body, author }: { body: NoteBody; author: Author },
  call: Call,
): Promise<number> {
  const lastAttempt = { inName: false };
  const { itemId } = await context.onBehalf(author, 'CompanyNotes', ({ headers, signsText }) => {
    lastAttempt.inName = !signsText;
    return dataOf(
      context.api(call).POST('/V1.0/Companies/{parentId}/Notes', {
        params: { path: { parentId: body.companyID }, header: headers },
        body: signsText ? { ...body, note: withSignature(body.note ?? '', author) } : body,
      }),
    );
  });
  if (lastAttempt.inName) await learnFromNote(context, itemId, call);
  return itemId;
}

/** The first note that goes in somebody's name shows whether Autotask takes notice. It is stored: nothing may fail now. */
async function learnFromNote({ api, onBehalf, log }: ClientContext, id: number, call: Call): Promise<void> {
  if (await onBehalf.isVerified('CompanyNotes')) return;
  const field = 'impersonatorCreatorResourceID';
  const query = buildQuery('CompanyNotes', [where<'CompanyNotes'>().eq('id', id)], { fields: [field] });
  try {
    const { items } = await loadPage(api(call), 'CompanyNotes', query);
    const impersonator = items[0]?.[field];
    if (impersonator !== undefined) await onBehalf.recordResult('CompanyNotes', impersonator !== null);
  } catch (err) {
    log.warn({ err }, 'in whose name a note was written could not be read back');
  }
}

/** Where Autotask shows the API user as the writer, the text names the person. */
const withSignature = (text: string, { name }: Author): string => `${text}\n\n— ${name}`.trim();

type NoteIdentity = Pick<NoteBody, 'opportunityID' | 'assignedResourceID' | 'startDateTime' | 'name' | 'note'>;

async function findEarlierNote(context: ClientContext, body: NoteIdentity, call: Call): Promise<number | undefined> {
  const candidates = await loadNotesAround(context, body, call);
  const earlier = candidates.find(isSameNote(body));
  if (earlier !== undefined) return earlier.id;
  const { reference } = splitReference(body.note ?? '');
  if (reference === '' || !candidates.some(({ note: text }) => text?.includes(reference) === true)) return undefined;
  throw new Rejected(
    'This note is written already, in other words: an earlier attempt had arrived before it was edited.',
  );
}

/** All that stand there and are this note. */
export async function findNoteCopies(
  context: ClientContext,
  { opportunity, note, author }: { opportunity: number; note: NoteDraft & { written: Date }; author: Author },
  call: Call,
): Promise<readonly number[]> {
  const body = {
    opportunityID: opportunity,
    assignedResourceID: author.id,
    startDateTime: note.written.toISOString(),
    name: note.title,
    note: note.text,
  };
  return (await loadNotesAround(context, body, call)).filter(isSameNote(body)).map(({ id }) => id);
}

/** Autotask's database keeps milliseconds only in steps of three. */
const momentTolerance = 1000;
/** Of one person, about one opportunity, in one second or two. */
const maxNotes = 5000;

/** The moment of writing, to the millisecond, tells one note from the next. */
async function loadNotesAround(
  { api }: ClientContext,
  body: NoteIdentity,
  call: Call,
): Promise<readonly EntityRecords['CompanyNotes'][]> {
  const note = where<'CompanyNotes'>();
  const moment = parseTimestamp(body.startDateTime);
  const conditions = [
    note.eq('opportunityID', body.opportunityID ?? 0),
    note.eq('assignedResourceID', body.assignedResourceID),
    note.gte('startDateTime', new Date(moment - momentTolerance).toISOString()),
    note.lt('startDateTime', new Date(moment + momentTolerance).toISOString()),
  ];
  const query = buildQuery('CompanyNotes', conditions, { fields: ['name', 'note', 'startDateTime'] });
  return (await loadRecords(api(call), 'CompanyNotes', query, maxNotes)).items;
}

const isSameNote =
  (body: NoteIdentity) =>
  ({ name, note: text }: EntityRecords['CompanyNotes']): boolean =>
    (name ?? '') === (body.name ?? '') && collapseWhitespace(text).startsWith(collapseWhitespace(body.note));
const collapseWhitespace = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const usualActionTypes = /opportunity update|note: sales|note: general/i;

async function usualActionType({ metadata }: ClientContext): Promise<number> {
  const types = (await metadata.noteFields()).get('actionType')?.values?.filter(({ active }) => active) ?? [];
  const type = types.find(({ label }) => usualActionTypes.test(label)) ?? types[0];
  if (type === undefined) throw new Rejected('This Autotask has no action type for notes.');
  return Number(type.value);
}
