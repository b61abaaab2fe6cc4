/** Notes about an opportunity: company notes that point to it. Never the same one twice. */
import { Refused } from '../core/errors';
import type { Noting } from '../opportunity/client';
import type { Author, NoteDraft } from '../opportunity/changes';
import { momentOf } from '../opportunity/dates';
import type { OpportunityFields } from '../opportunity/fields';
import { judgeNote, referenceIn } from '../opportunity/rules/notes';
import { dataOf } from './api';
import { unlessStopped, type Call } from './call';
import type { Engine } from './engine';
import { assertPermitted } from './judging';
import { readAll, readPage } from './pages';
import { queryOf, where } from './query';
import { type Records } from './entities';
import type { components } from './schema';
import { assertRepeatable, settled } from './settle';

interface NoteFor {
  readonly about: Pick<OpportunityFields, 'id' | 'companyID' | 'status'>;
  readonly note: NoteDraft;
  readonly author: Author;
  readonly noting?: Noting;
}
type NoteBody = components['schemas']['CompanyNoteCreate'];

export async function writeNote(
  engine: Engine,
  { about, note, author, noting = {} }: NoteFor,
  call: Call,
): Promise<void> {
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
  assertRepeatable(engine, noting.sentAt);
  await noting.announce?.();
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

type Written = Pick<NoteBody, 'opportunityID' | 'assignedResourceID' | 'startDateTime' | 'name' | 'note'>;

async function lookUp(engine: Engine, body: Written, call: Call): Promise<number | undefined> {
  const then = await notesThen(engine, body, call);
  const same = then.find(isSame(body));
  if (same !== undefined) return same.id;
  const { reference } = referenceIn(body.note ?? '');
  if (reference === '' || !then.some(({ note: text }) => text?.includes(reference) === true)) return undefined;
  throw new Refused(
    'This note is written already, in other words: an earlier attempt had arrived before it was edited.',
  );
}

/** All that stand there and are this note. */
export async function copiesOfNote(
  engine: Engine,
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
  return (await notesThen(engine, body, call)).filter(isSame(body)).map(({ id }) => id);
}

/** Autotask's database keeps milliseconds only in steps of three. */
const about = 1000;
/** Of one person, about one opportunity, in one second or two. */
const mostNotes = 5000;

/** The moment of writing, to the millisecond, tells one note from the next. */
async function notesThen({ api }: Engine, body: Written, call: Call): Promise<readonly Records['CompanyNotes'][]> {
  const note = where<'CompanyNotes'>();
  const moment = momentOf(body.startDateTime);
  const conditions = [
    note.is('opportunityID', body.opportunityID ?? 0),
    note.is('assignedResourceID', body.assignedResourceID),
    note.atLeast('startDateTime', new Date(moment - about).toISOString()),
    note.below('startDateTime', new Date(moment + about).toISOString()),
  ];
  const query = queryOf('CompanyNotes', conditions, { fields: ['name', 'note', 'startDateTime'] });
  return (await readAll(api(call), 'CompanyNotes', query, mostNotes)).items;
}

const isSame =
  (body: Written) =>
  ({ name, note: text }: Records['CompanyNotes']): boolean =>
    (name ?? '') === (body.name ?? '') && plain(text).startsWith(plain(body.note));
const plain = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

const usual = /opportunity update|note: sales|note: general/i;

async function usualActionType({ metadata }: Engine): Promise<number> {
  const types = (await metadata.noteFields()).get('actionType')?.values?.filter(({ active }) => active) ?? [];
  const type = types.find(({ label }) => usual.test(label)) ?? types[0];
  if (type === undefined) throw new Refused('This Autotask has no action type for notes.');
  return Number(type.value);
}
