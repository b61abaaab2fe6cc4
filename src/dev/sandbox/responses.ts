/** The responses of the sandbox, and the refusals that Autotask words as a list of errors. */
import type { Json } from '../../core/json';

export interface SandboxResponse {
  readonly status: number;
  readonly type: 'application/json' | 'text/html' | '';
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const createResponse = (
  status: number,
  type: SandboxResponse['type'],
  body: string,
  headers: SandboxResponse['headers'] = {},
): SandboxResponse => ({
  status,
  type,
  body,
  headers,
});

/** Every verb that succeeds responds with 200, creation included. */
export const okResponse = (body: unknown): SandboxResponse =>
  createResponse(200, 'application/json', JSON.stringify(body));
export const jsonResponse = (status: number, body: Json, headers: SandboxResponse['headers'] = {}): SandboxResponse =>
  createResponse(status, 'application/json', JSON.stringify(body), headers);
export const htmlResponse = (status: number, body: string): SandboxResponse =>
  createResponse(status, 'text/html', body);
export const emptyResponse = (status: number, headers: SandboxResponse['headers'] = {}): SandboxResponse =>
  createResponse(status, '', '', headers);

export const methodNotAllowed = (method: string): SandboxResponse =>
  jsonResponse(405, { Message: `The requested resource does not support http method '${method}'.` });

/** Routes that do not exist never reach the API: the web server in front of it responds. */
export const routeNotFound = (): SandboxResponse =>
  htmlResponse(
    404,
    '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body>' +
      '<h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, ' +
      'had its name changed, or is temporarily unavailable.</h3></body></html>',
  );

/** A business rule is broken: HTTP 500 with a list of messages, as Autotask responds. */
export class AutotaskRefusal extends Error {
  readonly messages: readonly string[];
  constructor(...messages: string[]) {
    super(messages.join(' '));
    this.messages = messages;
  }
}

export const refusalResponse = (refusal: AutotaskRefusal): SandboxResponse =>
  jsonResponse(500, { errors: refusal.messages });

/** Also when the module is not installed, and when the API user may not impersonate. */
export const permissionDenied = (verb: 'query' | 'create' | 'update'): AutotaskRefusal =>
  new AutotaskRefusal(`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`);
