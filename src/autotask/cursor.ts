/** Pages by id: a cursor that survives restarts, and fits into a button. */
import { Mistyped } from '../core/errors';
import { brokenContract } from './failures';
import { where, type Condition } from './query';

/** Rising ids are what Autotask's paging by id relies on, and nothing promises them: the cursor keeps the direction. */
const pattern = /^([<>])(\d{1,15})$/;

export function beyond(cursor: string | undefined): Condition {
  const opportunity = where<'Opportunities'>();
  if (cursor === undefined) return opportunity.above('id', 0);
  const [, direction, id] = pattern.exec(cursor) ?? [];
  if (id === undefined) throw new Mistyped('I do not know this page any more.', { next: 'Search again.' });
  return direction === '<' ? opportunity.below('id', Number(id)) : opportunity.above('id', Number(id));
}

/** For the page after these. Throws when they come in no order: then some would be skipped or shown twice. */
export function cursorAfter(ids: readonly number[]): string {
  const last = ids.at(-1);
  const pairs = ids.slice(1).map((id, index) => id - (ids[index] ?? id));
  const rising = pairs.every((step) => step > 0);
  if (last === undefined || (!rising && !pairs.every((step) => step < 0))) {
    throw brokenContract('Opportunities: the records of a page are in no order of id');
  }
  return `${rising ? '>' : '<'}${last}`;
}
