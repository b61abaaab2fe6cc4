/** The typed API: openapi-fetch over our transport, each request and each answer held against openapi.json. */
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { Unavailable } from '../core/errors';
import { opportunityFields } from '../opportunity/fields';
import type { Call } from './call';
import type { Contract } from './contract';
import { brokenContract, failureOf } from './failures';
import type { paths } from './schema';
import { isWrite, unplaced, type Send } from './transport';

/** The API within one call: all its requests end with the call. */
export type Api = (call: Call) => Client<paths>;

interface Parts {
  readonly contract: Contract;
  readonly send: Send;
  readonly clock: () => Date;
}

export function createApi({ contract, send, clock }: Parts): Api {
  const check = checking(contract);
  return (call) => {
    const client = createClient<paths>({ baseUrl: unplaced, fetch: through(send, call, clock), signal: call.signal });
    client.use(check);
    return client;
  };
}

/** openapi-fetch's answers carry either data or an error; here every error has been thrown before. */
export async function dataOf<T>(answer: Promise<{ data?: T }>): Promise<T> {
  const { data } = await answer;
  if (data === undefined) throw brokenContract('an empty answer');
  return data;
}

/** A Request into an outcome, and that into a Response or a failure. */
function through(send: Send, call: Call, clock: () => Date): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers } = request;
    const body = request.body === null ? undefined : await request.text();
    const outcome = await send({ method, url, headers: Object.fromEntries(headers), body }, call);
    if (outcome.kind === 'answered' && outcome.status === 200) return unread(outcome.text);
    throw failureOf(outcome, {
      write: isWrite(request),
      fields: Object.keys(opportunityFields),
      now: clock(),
    });
  };
}

/** An answer on its way through openapi-fetch, which would encode a page of records, decode it and parse it again. */
const unread = (text: string): Response => Object.assign(new Response(null), { text: () => Promise.resolve(text) });

/** Parsed once, where it was checked. */
function checked(data: unknown): Response {
  // Without a length openapi-fetch asks for the text, and parses it.
  const response = new Response(null, { headers: { 'content-length': '1' } });
  return Object.assign(response, { json: () => Promise.resolve(data) });
}

const checking = (contract: Contract): Middleware => ({
  onRequest: async ({ request, schemaPath }) => {
    if (request.body === null) return;
    contract.request(schemaPath, request.method, await request.clone().json());
  },
  onResponse: async ({ request, response, schemaPath }) => {
    try {
      return checked(contract.answer(schemaPath, request.method, await response.text()));
    } catch (cause) {
      // A write was answered with success: it has most likely been carried out, whatever the answer looks like.
      throw isWrite(request) ? unreadable(cause) : cause;
    }
  },
});

const unreadable = (cause: unknown): Unavailable =>
  new Unavailable('Autotask answered in a way that I do not understand.', {
    next: 'Look at the record before trying again: it may have been stored.',
    cause,
    maybeDone: true,
  });
