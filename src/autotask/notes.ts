/** Notes about an opportunity: company notes that point to it. Never the same one twice. */
import { Refused } from '../core/errors';
import type { Author, NoteDraft } from '../opportunity/client';
import { momentOf } from '../opportunity/dates';
import type { OpportunityFields } from '../opportunity/fields';
import { judgeNote, referenceIn } from '../opportunity/rules/notes';
import { dataOf } from './api';
import { unlessStopped, type Call } from './call';
import type { Engine } from './engine';
import { assertPermitted } from './judging';
import { readPage } from './pages';
import { queryOf, where } from './query';
import type { components } from './schema';
import { settled } from './settle';

interface NoteFor {
  readonly about: Pick<OpportunityFields, 'id' | 'companyID' | 'status'>;
  readonly note: NoteDraft;
  readonly author: Author;
}
type NoteBody = components['schemas']['CompanyNoteCreate'];

export async function writeNote(engine: Engine, { about, note, author }: NoteFor, call: Call): Promise<void> {
  const { statuses } = await unlessStopped(call.signal, engine.metadata.tenant());
  assertPermitted({ violations: judgeNote(about, note, statuses) });
  const moment = (note.written ?? engine.clock()).toISOString();
  const body: NoteBody = {
    companyID: about.companyID,
    opportunityID: about.id,
    actionType: note.actionType ?? (await unlessStopped(call.signal, usualActionType(engine))),
    assignedResourceID: author.id,
    startDateTime: moment,
    endDateTime: moment,
    name: note.title,
    note: note.text,
  };
  // The caller is not sure whether an earlier attempt arrived.
  if (note.written !== undefined && (await lookUp(engine, body, call)) !== undefined) return;
  await settled(
    engine,
    () => send(engine, { body, author }, call),
    (late) => lookUp(engine, body, late),
  );
}

async function send(engine: Engine, { body, author }: { body: NoteBody; author: Author }, call: Call): Promise<number> {
  const sent = { inName: false };
  const { itemId } = await engine.onBehalf(author, 'CompanyNotes', ({ headers, named }) => {
    sent.inName = !named;
    return dataOf(
      engine.api(call).POST('/V1.0/Companies/{parentId}/Notes', {
        params: { path: { parentId: body.companyID }, header: headers },
        body: named ? { ...body, note: signed(body.note ?? '', author) } : body,
      }),
    );
  });
  if (sent.inName) await verify(engine, itemId, call);
  return itemId;
}

/** The first note that goes in somebody's name shows whether Autotask takes notice. It is stored: nothing may fail now. */
async function verify({ api, onBehalf, log }: Engine, id: number, call: Call): Promise<void> {
  if (await onBehalf.isVerified('CompanyNotes')) return;
  const field = 'impersonatorCreatorResourceID';
  const query = queryOf('CompanyNotes', [where<'CompanyNotes'>().is('id', id)], { fields: [field] });
  try {
    const { items } = await readPage(api(call), 'CompanyNotes', query);
    const impersonator = items[0]?.[field];
    if (impersonator !== undefined) await onBehalf.shown('CompanyNotes', impersonator !== null);
  } catch (err) {
    log.warn({ err }, 'in whose name a note was written could not be read back');
  }
}

/** Where Autotask shows the API user as the writer, the text names the person. */
const signed = (text: string, { name }: Author): string => `${text}\n\n— ${name}`.trim();

/** The moment of writing, to the millisecond, tells one note from the next. */
async function lookUp({ api }: Engine, body: NoteBody, call: Call): Promise<number | undefined> {
  const note = where<'CompanyNotes'>();
  const conditions = [
    note.is('opportunityID', body.opportunityID ?? 0),
    note.is('assignedResourceID', body.assignedResourceID),
  ];
  const query = queryOf('CompanyNotes', conditions, { fields: ['name', 'note', 'startDateTime'] });
  const { items } = await readPage(api(call), 'CompanyNotes', query);
  const then = items.filter(
    ({ startDateTime }) =>
      startDateTime !== null &&
      startDateTime !== undefined &&
      // Autotask's database keeps milliseconds only in steps of three.
      Math.abs(momentOf(startDateTime) - momentOf(body.startDateTime)) < 1000,
  );
  const same = then.find(
    ({ name, note: text }) => (name ?? '') === (body.name ?? '') && plain(text).startsWith(plain(body.note)),
  );
  if (same !== undefined) return same.id;
  const { reference } = referenceIn(body.note ?? '');
  if (reference === '' || !then.some(({ note: text }) => text?.includes(reference) === true)) return undefined;
  throw new Refused(
    'This note is written already, in other words: an earlier attempt had arrived before it was edited.',
  );
}
const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const usual = /opportunity update|note: sales|note: general/i;

async function usualActionType({ metadata }: Engine): Promise<number> {
  const types = (await metadata.noteFields()).get('actionType')?.values?.filter(({ active }) => active) ?? [];
  const type = types.find(({ label }) => usual.test(label)) ?? types[0];
  if (type === undefined) throw new Refused('This Autotask has no action type for notes.');
  return Number(type.value);
}
