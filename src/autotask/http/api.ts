/** The typed API: openapi-fetch over our transport, each request and each answer held against openapi.json. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { Unavailable } from '../../core/errors';
import { isDate } from '../../opportunity/dates';
import { opportunityFields } from '../../opportunity/fields';
import document from '../openapi.json';
import type { paths } from '../schema';
import type { Call } from './call';
import { foreignResponse, toBotError, unexpectedResponse } from './errors';
import { isForeignResponse } from './retry';
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

export interface SchemaValidator {
  /** Throws when the body is not what the path takes: then nothing is sent. */
  validateRequest(path: string, method: string, body: unknown): void;
  /** The parsed answer; throws `UnexpectedResponse` naming the place that is wrong. */
  parseResponse(path: string, method: string, text: string): unknown;
}

export function createSchemaValidator(): SchemaValidator {
  const json = ['content', 'application/json', 'schema'];
  return {
    validateRequest: (path, method, body) => {
      assertMatches(
        compiledSchema(['paths', path, method.toLowerCase(), 'requestBody', ...json]),
        body,
        `request to ${path}`,
      );
    },
    parseResponse: (path, method, text) => {
      const body = parseJson(text, path);
      assertMatches(compiledSchema(['paths', path, method.toLowerCase(), 'responses', '200', ...json]), body, path);
      return body;
    },
  };
}

// The document as a whole is no schema: to hold it against that of schemas checks nothing, and takes longer than the rest.
const ajv = new Ajv2020({ strict: false, allErrors: false, allowUnionTypes: true, validateSchema: false });
ajv.addFormat('date-time', { validate: isDate });
ajv.addFormat('double', { type: 'number', validate: Number.isFinite });
ajv.addFormat('int32', { type: 'number', validate: (value: number) => Math.abs(value) <= 2 ** 31 });
ajv.addFormat('int64', { type: 'number', validate: Number.isSafeInteger });
// Lengths are the tenant's business: its metadata is checked with the rules, and stored texts are shown as they are.
ajv.removeKeyword('maxLength');
ajv.addKeyword('maxLength');
ajv.addSchema(document, 'autotask');

/** The part of openapi.json at this place; ajv keeps what it has compiled. */
function compiledSchema(pointer: readonly string[]): ValidateFunction {
  const key = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  return ajv.getSchema(`autotask#/${encodeURI(key)}`) ?? missingSchema(key);
}

function missingSchema(key: string): never {
  throw new Error(`openapi.json has no ${key}`);
}

function assertMatches(validate: ValidateFunction, value: unknown, what: string): void {
  if (validate(value)) return;
  const [first] = validate.errors ?? [];
  throw unexpectedResponse(`${what}: ${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`);
}

/** The text itself stays out of the failure: it may be records. */
function parseJson(text: string, path: string): unknown {
  if (isForeignResponse(200, text)) throw foreignResponse(`${path}: 200 without JSON`);
  try {
    return JSON.parse(text);
  } catch {
    throw unexpectedResponse(`${path}: JSON that breaks off or is none`);
  }
}
