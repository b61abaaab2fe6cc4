/** Answers spoiled on their way out. */
import type { Json } from '../../core/json';
import type { Answer } from './answer';
import { empty, html, json } from './answer';
import type { Fault } from './trouble';

export function refusalOf({ status, body, retryAfter }: Extract<Fault, { kind: 'status' }>): Answer {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  const answers = {
    html: html(status, `<html><body><h1>${status}</h1><p>The service is unavailable.</p></body></html>`),
    empty: empty(status),
    errors: json(status, { errors: ['The request could not be carried out.'] }),
  };
  return { ...answers[body ?? 'html'], headers };
}

export function spoil(answer: Answer, fault: Fault | undefined): Answer {
  if (fault?.kind === 'truncated') return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
  if (fault?.kind === 'wrong-types') return alter(answer, garble);
  if (fault?.kind === 'altered') return alter(answer, fault.change);
  return answer;
}

const alter = (answer: Answer, change: (body: Json) => Json): Answer =>
  answer.type === 'application/json'
    ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Json)) }
    : answer;

/** Keeps the outermost frame, so that it is the records themselves that are wrong. */
function garble(body: Json): Json {
  if (Array.isArray(body)) return body.map((each: Json) => garble(each));
  if (!isRecord(body)) return swap(body);
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [key, Array.isArray(value) && key !== 'items' ? null : garble(value)]),
  );
}

const isRecord = (body: Json): body is { readonly [key: string]: Json } => typeof body === 'object' && body !== null;

function swap(value: Json): Json {
  if (typeof value === 'number') return 'twelve';
  if (typeof value === 'string') return 12;
  if (typeof value === 'boolean') return 'perhaps';
  return value;
}
