/** What the sandbox answers, and the refusals that Autotask words as a list of errors. */
import type { Json } from '../../core/json';

export interface Answer {
  readonly status: number;
  readonly type: 'application/json' | 'text/html' | '';
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

const answerWith = (status: number, type: Answer['type'], body: string, headers: Answer['headers'] = {}): Answer => ({
  status,
  type,
  body,
  headers,
});

/** Every verb that succeeds answers 200, creation included. */
export const ok = (body: unknown): Answer => answerWith(200, 'application/json', JSON.stringify(body));
export const json = (status: number, body: Json, headers: Answer['headers'] = {}): Answer =>
  answerWith(status, 'application/json', JSON.stringify(body), headers);
export const html = (status: number, body: string): Answer => answerWith(status, 'text/html', body);
export const empty = (status: number, headers: Answer['headers'] = {}): Answer => answerWith(status, '', '', headers);

export const wrongVerb = (method: string): Answer =>
  json(405, { Message: `The requested resource does not support http method '${method}'.` });

/** Routes that do not exist never reach the API: the web server in front of it answers. */
export const noSuchRoute = (): Answer =>
  html(
    404,
    '<!DOCTYPE html><html><head><title>404 - File or directory not found.</title></head><body>' +
      '<h2>404 - File or directory not found.</h2><h3>The resource you are looking for might have been removed, ' +
      'had its name changed, or is temporarily unavailable.</h3></body></html>',
  );

/** A business rule says no: HTTP 500 with sentences, as Autotask answers. */
export class Refusal extends Error {
  readonly sentences: readonly string[];
  constructor(...sentences: string[]) {
    super(sentences.join(' '));
    this.sentences = sentences;
  }
}

export const refused = (refusal: Refusal): Answer => json(500, { errors: refusal.sentences });

/** The logged in Resource may not do this: also when the module is not installed, and when it may not impersonate. */
export const notPermitted = (verb: 'query' | 'create' | 'update'): Refusal =>
  new Refusal(`The logged in Resource does not have the adequate permissions to ${verb} this entity type.`);
