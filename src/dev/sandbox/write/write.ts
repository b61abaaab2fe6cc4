/** One create, PATCH or PUT: what is stored, the input, what will be stored; and how it is executed by the rules of its entity. */
import { AutotaskRefusal } from '../responses';
import type { LooseObject } from '../read/loose-json';
import type { AnyEntity } from '../schema';
import type { Cells, SandboxRow, Scalar, Udfs } from '../state/tables';
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
  /** The body as it was sent: for what is no field of the record. */
  readonly body: LooseObject;
  /** The stored values with the input merged in; rules may change it before it is stored. */
  readonly next: { cells: Cells; udfs: Udfs; hidden: Record<string, string> };
}

/** What an entity has beyond the checks that all share. Run in this order. */
export interface EntityRules {
  /** Fills in what the request may leave out, before anything is validated. */
  readonly prepare?: readonly ((write: Write) => void)[];
  /** Returns a message when the rule is broken. */
  readonly validate?: readonly ((write: Write) => string | undefined)[];
  /** What Autotask changes by itself in a write that is valid. */
  readonly effects?: readonly ((write: Write) => void)[];
  /** What changes in other records once this one is stored. */
  readonly afterSave?: readonly ((write: Write, row: SandboxRow) => void)[];
}

export const isInput = (write: Write, field: string): boolean => field in write.input;
export const inputValue = (write: Write, field: string): Scalar => write.input[field] ?? null;
export const storedValue = (write: Write, field: string): Scalar => write.stored?.cells[field] ?? null;
export const nextValue = (write: Write, field: string): Scalar => write.next.cells[field] ?? null;

/** In the input and different from what is stored; on create every value of the input but null. */
export function isChanged(write: Write, field: string): boolean {
  if (!isInput(write, field)) return false;
  return write.stored === undefined
    ? inputValue(write, field) !== null
    : inputValue(write, field) !== storedValue(write, field);
}

/** Whether a reference or picklist value has to be valid: an unchanged one may have been retired since. */
export const needsValidation = (write: Write, field: string): boolean =>
  isInput(write, field) &&
  inputValue(write, field) !== null &&
  (isChanged(write, field) || write.world.switches.judgeUnchanged);

/** For an update that fails, Autotask adds a message. */
export const writeFailure = (verb: WriteVerb, messages: readonly string[]): AutotaskRefusal =>
  new AutotaskRefusal(...messages, ...(verb === 'create' ? [] : ['Error updating entity for record number [1].']));

/** Validates by every rule, applies every effect, stores the record, and returns its id. Throws the messages of all broken rules. */
export function executeWrite(write: Write, rules: EntityRules, check: (write: Write) => string[]): number {
  const { prepare = [], validate = [], effects = [], afterSave = [] } = rules;
  for (const each of prepare) each(write);
  const messages = [...check(write), ...validate.map((each) => each(write))].filter((message) => message !== undefined);
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
