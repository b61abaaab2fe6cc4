/** The responses of planned faults: failing statuses, and bodies that were corrupted. */
import type { Json } from '../../core/json';
import type { SandboxResponse } from './responses';
import { emptyResponse, htmlResponse, jsonResponse } from './responses';
import type { Fault } from './faults';

export function statusFaultResponse({ status, body, retryAfter }: Extract<Fault, { kind: 'status' }>): SandboxResponse {
  const headers = retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) };
  const responses = {
    html: htmlResponse(status, `<html><body><h1>${status}</h1><p>The service is unavailable.</p></body></html>`),
    empty: emptyResponse(status),
    errors: jsonResponse(status, { errors: ['The request could not be carried out.'] }),
  };
  return { ...responses[body ?? 'html'], headers };
}

export function corruptResponse(response: SandboxResponse, fault: Fault | undefined): SandboxResponse {
  if (fault?.kind === 'truncated')
    return { ...response, body: response.body.slice(0, Math.ceil(response.body.length / 2)) };
  if (fault?.kind === 'wrong-types') return transformBody(response, corruptTypes);
  if (fault?.kind === 'altered') return transformBody(response, fault.change);
  return response;
}

const transformBody = (response: SandboxResponse, change: (body: Json) => Json): SandboxResponse =>
  response.type === 'application/json'
    ? { ...response, body: JSON.stringify(change(JSON.parse(response.body) as Json)) }
    : response;

/** The outermost object and its `items` stay as they are, so that it is the records themselves that are wrong. */
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
