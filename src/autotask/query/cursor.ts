/** Pages by id: a cursor that survives restarts, and fits into a button. */
import { InvalidInput } from '../../core/errors';
import { unexpectedResponse } from '../http/errors';
import { where } from './query';
import { type Condition } from './entities';

/** Which way the ids of one page after the other go. */
export type PageDirection = '<' | '>';
interface IdCursor {
  readonly direction: PageDirection;
  readonly id: number;
}

const cursorPattern = /^([<>])(\d{1,15})$/;

export const formatIdCursor = ({ direction, id }: IdCursor): string => `${direction}${id}`;

/** Undefined for the first page. */
export function parseIdCursor(cursor: string | undefined): IdCursor | undefined {
  if (cursor === undefined) return undefined;
  const [, way, id] = cursorPattern.exec(cursor) ?? [];
  if (id === undefined) throw new InvalidInput('I do not know this page any more.', { hint: 'Search again.' });
  return { direction: way === '<' ? '<' : '>', id: Number(id) };
}

export function afterCursor(cursor: IdCursor | undefined): Condition {
  const opportunity = where<'Opportunities'>();
  return cursor?.direction === '<' ? opportunity.lt('id', cursor.id) : opportunity.gt('id', cursor?.id ?? 0);
}

/** Undefined for fewer than two. Throws when they come in no order: then some would be skipped or shown twice. */
export function idOrderOf(ids: readonly number[]): 'rising' | 'falling' | undefined {
  const steps = ids.slice(1).map((id, index) => id - (ids[index] ?? id));
  if (steps.length === 0) return undefined;
  if (steps.every((step) => step > 0)) return 'rising';
  if (steps.every((step) => step < 0)) return 'falling';
  throw unexpectedResponse('Opportunities: the records of a page are in no order of id');
}
