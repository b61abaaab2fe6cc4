/** One create, PATCH or PUT under way: what was stored, what was sent, what will be stored. */
import { AutotaskRefusal } from '../answer';
import type { LooseObject } from '../read/loose';
import type { AnyEntity } from '../schema';
import type { Cells, SandboxRow, Scalar, Udfs } from '../state/row';
import { createRow, putRow, nextId } from '../state/tables';
import type { WriteActor, SandboxWorld } from '../world';

export type WriteVerb = 'create' | 'patch' | 'put';

export interface Write {
  readonly world: SandboxWorld;
  readonly entity: AnyEntity;
  readonly verb: WriteVerb;
  readonly actor: WriteActor;
  /** The moment of the write, as it is stored. */
  readonly at: string;
  readonly stored: SandboxRow | undefined;
  /** By Autotask's own names, converted, without read-only fields. A PUT has every writable field, null where absent. */
  readonly input: Cells;
  readonly inputUdfs: Udfs;
  /** The body as it came: for what is no field of the record. */
  readonly body: LooseObject;
  /** Begins as stored with what was sent laid over it; rules may change it before it is kept. */
  readonly next: { cells: Cells; udfs: Udfs; hidden: Record<string, string> };
}

/** What an entity has beyond the checks that all share. */
export interface EntityRules {
  /** Fills in what the request may leave out, before anything is judged. */
  readonly prepare?: readonly ((write: Write) => void)[];
  /** A sentence when the rule is broken. */
  readonly validate?: readonly ((write: Write) => string | undefined)[];
  /** What Autotask does of its own accord, once everything is permitted. */
  readonly effects?: readonly ((write: Write) => void)[];
  /** What else changes once the record is stored. */
  readonly afterSave?: readonly ((write: Write, row: SandboxRow) => void)[];
}

export const isInput = (write: Write, field: string): boolean => field in write.input;
export const inputValue = (write: Write, field: string): Scalar => write.input[field] ?? null;
export const storedValue = (write: Write, field: string): Scalar => write.stored?.cells[field] ?? null;
export const nextValue = (write: Write, field: string): Scalar => write.next.cells[field] ?? null;

/** Sent, and different from what is stored; on create every value that was sent. */
export function isChanged(write: Write, field: string): boolean {
  if (!isInput(write, field)) return false;
  return write.stored === undefined
    ? inputValue(write, field) !== null
    : inputValue(write, field) !== storedValue(write, field);
}

/** Whether a reference or picklist value has to hold: a stored one may have been retired since. */
export const needsValidation = (write: Write, field: string): boolean =>
  isInput(write, field) &&
  inputValue(write, field) !== null &&
  (isChanged(write, field) || write.world.switches.judgeUnchanged);

/** An update that fails says so in a second sentence. */
export const writeFailure = (verb: WriteVerb, sentences: readonly string[]): AutotaskRefusal =>
  new AutotaskRefusal(...sentences, ...(verb === 'create' ? [] : ['Error updating entity for record number [1].']));

/** Judges by every rule, applies every effect, stores, and answers with the id. */
export function executeWrite(write: Write, rules: EntityRules, check: (write: Write) => string[]): number {
  const { prepare = [], validate = [], effects = [], afterSave = [] } = rules;
  for (const each of prepare) each(write);
  const messages = [...check(write), ...validate.map((each) => each(write))].filter(
    (sentence) => sentence !== undefined,
  );
  if (messages.length > 0) throw writeFailure(write.verb, messages);
  for (const each of effects) each(write);
  const row = saveRow(write);
  for (const each of afterSave) each(write, row);
  write.world.markChanged();
  return row.id;
}

function saveRow({ world, entity, stored, next }: Write): SandboxRow {
  const { tables } = world.state;
  const id = stored?.id ?? nextId(tables[entity.name]);
  const row = createRow(entity, { ...next.cells, id }, next);
  putRow(tables, entity.name, row);
  return row;
}
