/** Requests and answers held against openapi.json: each schema is compiled once, at its first use. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { isDate } from '../../opportunity/dates';
import { unexpectedResponse, foreignResponse } from './errors';
import document from '../openapi.json';
import { isForeignResponse } from './error-messages';

export interface SchemaValidator {
  /** Throws when the body is not what the path takes: then nothing is sent. */
  validateRequest(path: string, method: string, body: unknown): void;
  /** The parsed answer; throws `ContractBroken` naming the place that is wrong. */
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
// Lengths are the tenant's business: its metadata is judged with the rules, and stored texts are shown as they are.
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
