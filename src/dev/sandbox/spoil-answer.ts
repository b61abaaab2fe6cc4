/** Answers spoiled on their way out. */
import type { Json } from '../../core/json';
import type { SandboxResponse } from './answer';
import { emptyResponse, htmlResponse, jsonResponse } from './answer';
import type { Fault } from './faults';

export function statusFaultResponse({ status, body, retryAfter }: Extract<Fault, { kind: 'status' }>): SandboxResponse {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  const answers = {
    html: htmlResponse(status, `<html><body><h1>${status}</h1><p>The service is unavailable.</p></body></html>`),
    empty: emptyResponse(status),
    errors: jsonResponse(status, { errors: ['The request could not be carried out.'] }),
  };
  return { ...answers[body ?? 'html'], headers };
}

export function corruptResponse(answer: SandboxResponse, fault: Fault | undefined): SandboxResponse {
  if (fault?.kind === 'truncated') return { ...answer, body: answer.body.slice(0, Math.ceil(answer.body.length / 2)) };
  if (fault?.kind === 'wrong-types') return transformBody(answer, corruptTypes);
  if (fault?.kind === 'altered') return transformBody(answer, fault.change);
  return answer;
}

const transformBody = (answer: SandboxResponse, change: (body: Json) => Json): SandboxResponse =>
  answer.type === 'application/json'
    ? { ...answer, body: JSON.stringify(change(JSON.parse(answer.body) as Json)) }
    : answer;

/** Keeps the outermost frame, so that it is the records themselves that are wrong. */
function corruptTypes(body: Json): Json {
  if (Array.isArray(body)) return body.map((each: Json) => corruptTypes(each));
  if (!isRecord(body)) return swapType(body);
  return Object.fromEntries(
    Object.entries(body).map(([key, value]) => [
      key,
      Array.isArray(value) && key !== 'items' ? null : corruptTypes(value),
    ]),
  );
}

const isRecord = (body: Json): body is { readonly [key: string]: Json } => typeof body === 'object' && body !== null;

function swapType(value: Json): Json {
  if (typeof value === 'number') return 'twelve';
  if (typeof value === 'string') return 12;
  if (typeof value === 'boolean') return 'perhaps';
  return value;
}
