/** Pages by id: a cursor that survives restarts, and fits into a button. */
import { Mistyped } from '../core/errors';
import { brokenContract } from './failures';
import { where } from './query';
import { type Condition } from './entities';

/** Which way the ids of one page after the other go. */
export type Way = '<' | '>';
interface Cursor {
  readonly way: Way;
  readonly id: number;
}

const pattern = /^([<>])(\d{1,15})$/;

export const writeCursor = ({ way, id }: Cursor): string => `${way}${id}`;

/** Undefined for the first page. */
export function readCursor(cursor: string | undefined): Cursor | undefined {
  if (cursor === undefined) return undefined;
  const [, way, id] = pattern.exec(cursor) ?? [];
  if (id === undefined) throw new Mistyped('I do not know this page any more.', { next: 'Search again.' });
  return { way: way === '<' ? '<' : '>', id: Number(id) };
}

export function beyond(cursor: Cursor | undefined): Condition {
  const opportunity = where<'Opportunities'>();
  return cursor?.way === '<' ? opportunity.below('id', cursor.id) : opportunity.above('id', cursor?.id ?? 0);
}

/** Undefined for fewer than two. Throws when they come in no order: then some would be skipped or shown twice. */
export function orderOf(ids: readonly number[]): 'rising' | 'falling' | undefined {
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? id));
  if (steps.length === 0) return undefined;
  if (steps.every((step) => step > 0)) return 'rising';
  if (steps.every((step) => step < 0)) return 'falling';
  throw brokenContract('Opportunities: the records of a page are in no order of id');
}
