/** The typed API: openapi-fetch over our transport, each request and each answer held against openapi.json. */
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { Unavailable } from '../../core/errors';
import { opportunityFields } from '../../opportunity/fields';
import type { Call } from './deadline';
import type { SchemaValidator } from './schema-validator';
import { unexpectedResponse, toBotError } from './errors';
import type { paths } from '../schema';
import { isWrite, zonePlaceholder, type HttpSend } from './transport';

/** The API within one call: all its requests end with the call. */
export type ApiFactory = (call: Call) => Client<paths>;

interface ApiDeps {
  readonly schemaValidator: SchemaValidator;
  readonly send: HttpSend;
  readonly clock: () => Date;
}

export function createApi({ schemaValidator, send, clock }: ApiDeps): ApiFactory {
  const validation = validationMiddleware(schemaValidator);
  return (call) => {
    const client = createClient<paths>({
      baseUrl: zonePlaceholder,
      fetch: fetchThrough(send, call, clock),
      signal: call.signal,
    });
    client.use(validation);
    return client;
  };
}

/** openapi-fetch's answers carry either data or an error; here every error has been thrown before. */
export async function dataOf<T>(response: Promise<{ data?: T }>): Promise<T> {
  const { data } = await response;
  if (data === undefined) throw unexpectedResponse('an empty answer');
  return data;
}

/** A Request into an outcome, and that into a Response or a failure. */
function fetchThrough(send: HttpSend, call: Call, clock: () => Date): (request: Request) => Promise<Response> {
  return async (request) => {
    const { method, url, headers } = request;
    const body = request.body === null ? undefined : await request.text();
    const result = await send({ method, url, headers: Object.fromEntries(headers), body }, call);
    if (result.kind === 'answered' && result.status === 200) return rawTextResponse(result.text);
    throw toBotError(result, {
      isWrite: isWrite(request),
      fields: Object.keys(opportunityFields),
      now: clock(),
    });
  };
}

/** An answer on its way through openapi-fetch, which would encode a page of records, decode it and parse it again. */
const rawTextResponse = (text: string): Response =>
  Object.assign(new Response(null), { text: () => Promise.resolve(text) });

/** Parsed once, where it was checked. */
function parsedResponse(data: unknown): Response {
  // Without a length openapi-fetch asks for the text, and parses it.
  const response = new Response(null, { headers: { 'content-length': '1' } });
  return Object.assign(response, { json: () => Promise.resolve(data) });
}

const validationMiddleware = (schemaValidator: SchemaValidator): Middleware => ({
  onRequest: async ({ request, schemaPath }) => {
    if (request.body === null) return;
    schemaValidator.validateRequest(schemaPath, request.method, await request.clone().json());
  },
  onResponse: async ({ request, response, schemaPath }) => {
    try {
      return parsedResponse(schemaValidator.parseResponse(schemaPath, request.method, await response.text()));
    } catch (cause) {
      // A write was answered with success: it has most likely been carried out, whatever the answer looks like.
      throw isWrite(request) ? unreadableWriteResponse(cause) : cause;
    }
  },
});

const unreadableWriteResponse = (cause: unknown): Unavailable =>
  new Unavailable('Autotask answered in a way that I do not understand.', {
    hint: 'Look at the record before trying again: it may have been stored.',
    cause,
    mayHaveSucceeded: true,
  });
