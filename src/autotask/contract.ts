/** Requests and answers held against openapi.json: each schema is compiled once, at its first use. */
import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { isDate } from '../opportunity/dates';
import { brokenContract, notAutotask } from './failures';
import document from './openapi.json';
import { isForeign } from './sentences';

export interface Contract {
  /** Throws when the body is not what the path takes: then nothing is sent. */
  request(path: string, method: string, body: unknown): void;
  /** The parsed answer; throws `ContractBroken` naming the place that is wrong. */
  answer(path: string, method: string, text: string): unknown;
}

export function createContract(): Contract {
  const json = ['content', 'application/json', 'schema'];
  return {
    request: (path, method, body) => {
      check(validator(['paths', path, method.toLowerCase(), 'requestBody', ...json]), body, `request to ${path}`);
    },
    answer: (path, method, text) => {
      const body = parse(text, path);
      check(validator(['paths', path, method.toLowerCase(), 'responses', '200', ...json]), body, path);
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
function validator(pointer: readonly string[]): ValidateFunction {
  const key = pointer.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1')).join('/');
  return ajv.getSchema(`autotask#/${encodeURI(key)}`) ?? unknown(key);
}

function unknown(key: string): never {
  throw new Error(`openapi.json has no ${key}`);
}

function check(validate: ValidateFunction, value: unknown, what: string): void {
  if (validate(value)) return;
  const [first] = validate.errors ?? [];
  throw brokenContract(`${what}: ${first?.instancePath ?? ''} ${first?.message ?? 'does not fit'}`);
}

/** The text itself stays out of the failure: it may be records. */
function parse(text: string, path: string): unknown {
  if (isForeign(200, text)) throw notAutotask(`${path}: 200 without JSON`);
  try {
    return JSON.parse(text);
  } catch {
    throw brokenContract(`${path}: JSON that breaks off or is none`);
  }
}
