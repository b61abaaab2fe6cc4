/** One create, PATCH or PUT under way: what was stored, what was sent, what will be stored. */
import { Refusal } from '../answer';
import type { Loose } from '../read/loose';
import type { AnyEntity } from '../schema';
import type { Cells, Row, Scalar, Udfs } from '../state/row';
import { rowOf, store, nextId } from '../state/tables';
import type { Actor, World } from '../world';

export type WriteVerb = 'create' | 'patch' | 'put';

export interface Write {
  readonly world: World;
  readonly entity: AnyEntity;
  readonly verb: WriteVerb;
  readonly actor: Actor;
  /** The moment of the write, as it is stored. */
  readonly at: string;
  readonly stored: Row | undefined;
  /** By Autotask's own names, converted, without read-only fields. A PUT has every writable field, null where absent. */
  readonly sent: Cells;
  readonly sentUdfs: Udfs;
  /** The body as it came: for what is no field of the record. */
  readonly body: Loose;
  /** Begins as stored with what was sent laid over it; rules may change it before it is kept. */
  readonly next: { cells: Cells; udfs: Udfs; hidden: Record<string, string> };
}

/** What an entity has beyond the checks that all share. */
export interface Rules {
  /** Fills in what the request may leave out, before anything is judged. */
  readonly prepare?: readonly ((write: Write) => void)[];
  /** A sentence when the rule is broken. */
  readonly judge?: readonly ((write: Write) => string | undefined)[];
  /** What Autotask does of its own accord, once everything is permitted. */
  readonly effects?: readonly ((write: Write) => void)[];
  /** What else changes once the record is stored. */
  readonly after?: readonly ((write: Write, row: Row) => void)[];
}

export const isSent = (write: Write, field: string): boolean => field in write.sent;
export const sentValue = (write: Write, field: string): Scalar => write.sent[field] ?? null;
export const storedValue = (write: Write, field: string): Scalar => write.stored?.cells[field] ?? null;
export const nextValue = (write: Write, field: string): Scalar => write.next.cells[field] ?? null;

/** Sent, and different from what is stored; on create every value that was sent. */
export function isChanged(write: Write, field: string): boolean {
  if (!isSent(write, field)) return false;
  return write.stored === undefined
    ? sentValue(write, field) !== null
    : sentValue(write, field) !== storedValue(write, field);
}

/** Whether a reference or picklist value has to hold: a stored one may have been retired since. */
export const isToBeJudged = (write: Write, field: string): boolean =>
  isSent(write, field) &&
  sentValue(write, field) !== null &&
  (isChanged(write, field) || write.world.switches.judgeUnchanged);

/** An update that fails says so in a second sentence. */
export const broken = (verb: WriteVerb, sentences: readonly string[]): Refusal =>
  new Refusal(...sentences, ...(verb === 'create' ? [] : ['Error updating entity for record number [1].']));

/** Judges by every rule, applies every effect, stores, and answers with the id. */
export function carryOut(write: Write, rules: Rules, check: (write: Write) => string[]): number {
  const { prepare = [], judge = [], effects = [], after = [] } = rules;
  for (const each of prepare) each(write);
  const sentences = [...check(write), ...judge.map((each) => each(write))].filter((sentence) => sentence !== undefined);
  if (sentences.length > 0) throw broken(write.verb, sentences);
  for (const each of effects) each(write);
  const row = keep(write);
  for (const each of after) each(write, row);
  write.world.changed();
  return row.id;
}

function keep({ world, entity, stored, next }: Write): Row {
  const { tables } = world.state;
  const id = stored?.id ?? nextId(tables[entity.name]);
  const row = rowOf(entity, { ...next.cells, id }, next);
  store(tables, entity.name, row);
  return row;
}
