/** A button's token inside a Slack element: `value` carries it, `action_id` only tells the elements of a block apart. */
import { createHash } from 'node:crypto';
import type { ActionToken } from '../../../core/cards/button';
import type { Json } from '../../../core/json';

/** The names that templates bind: on a button both, on an option of a menu `value` alone. */
export interface EncodedToken {
  readonly actionId: string;
  readonly value: string;
}

/** Slack refuses two equal action ids in one block, so the payload takes part in it. */
export function encodeToken({ id, v, p }: ActionToken): EncodedToken {
  const value = JSON.stringify([id, v, p]);
  const tail = createHash('sha256').update(value).digest('hex').slice(0, 8);
  return { actionId: `${id}#${String(v)}#${tail}`, value };
}

/** What was pressed. A value that nobody here wrote becomes a token that no feature knows, and is answered as such. */
export function decodeToken(actionId: string, value: string): ActionToken {
  const fields = tryParseJson(value);
  if (!Array.isArray(fields)) return { id: actionId, v: 0, p: null };
  const [id, v, p] = fields as readonly Json[];
  return typeof id === 'string' && typeof v === 'number' ? { id, v, p: p ?? null } : { id: actionId, v: 0, p: null };
}

function tryParseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
