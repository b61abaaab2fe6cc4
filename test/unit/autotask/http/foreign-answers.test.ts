/** Whatever answers in Autotask's place says nothing about a record: only Autotask's own words do. */
import { BotError, Unavailable } from '../../../../src/core/errors';
import { author, connectClient, fastRetries, errorOf } from '../../../support/client';
import { createScriptedFetch } from '../../../support/scripted-autotask';

const home = 'https://webservices14.autotask.net/ATServicesRest/';
const page = '<!DOCTYPE html><html><body><h1>Not what you asked for</h1></body></html>';
const empty = '';
const gateway = '{"message":"no Route matched with those values"}';
const errors = '{"errors":["No such thing. ; on record number [1]."]}';
const framework = '{"Message":"No HTTP resource was found that matches the request URI."}';

const toldOf = async (status: number, body: string, ask: 'read' | 'write'): Promise<BotError> => {
  const script = createScriptedFetch(() => new Response(status === 204 ? null : body, { status }));
  const client = connectClient(home, { fetch: script.fetch, limits: { ...fastRetries, retries: 0 } });
  const asked = ask === 'read' ? client.get(29681234) : client.create({ title: 'x' }, author);
  const failure: unknown = await errorOf(asked);
  if (failure instanceof BotError) return failure;
  throw failure;
};

const proper = /could not be reached properly/;
const down = /has a problem of its own/;
const answers: readonly (readonly [number, string, string, RegExp])[] = [
  [404, 'a page', page, proper],
  [404, 'nothing', empty, proper],
  [404, 'the words of a gateway', gateway, proper],
  [404, 'errors of Autotask', errors, /no opportunity with the number/],
  [404, 'the framework of Autotask', framework, /no opportunity with the number/],
  [200, 'a page', page, proper],
  [200, 'nothing', empty, proper],
  [200, 'JSON of another shape', gateway, /way that I do not understand/],
  [302, 'nothing', empty, proper],
  [401, 'a page', page, proper],
  [401, 'nothing', empty, /does not accept the credentials/],
  [401, 'the words of a gateway', gateway, proper],
  [403, 'a page', page, proper],
  [403, 'nothing', empty, /does not let this bot/],
  [403, 'the framework of Autotask', framework, /does not let this bot/],
  [400, 'a page', page, proper],
  [413, 'a page', page, proper],
  [500, 'a page', page, down],
  [500, 'nothing', empty, down],
  [502, 'a page', page, down],
];

describe('An opportunity is looked up, and the answer is', () => {
  it.each(answers)('%d with %s', async (status, _what, body, words) => {
    const failure = await toldOf(status, body, 'read');
    expect(failure.userMessage).toMatch(words);
    expect(failure.retryable).toBe(words === proper || words === down || failure.userMessage.includes('credentials'));
    expect(failure).not.toMatchObject({ mayHaveSucceeded: true });
  });
});

describe('An opportunity is created, and what answers says', () => {
  it.each([
    [404, page],
    [404, gateway],
    [401, page],
    [403, page],
  ])('%d: nothing was carried out, and it may go through later', async (status, body) => {
    const failure = await toldOf(status, body, 'write');
    expect(failure).toBeInstanceOf(Unavailable);
    expect(failure).toMatchObject({ retryable: true, mayHaveSucceeded: false });
  });
});

it('a page that stands there for a moment only is asked again', async () => {
  let times = 0;
  const script = createScriptedFetch(() => {
    times += 1;
    return times === 1 ? new Response(page, { status: 404 }) : Response.json({ queryCount: 3 });
  });
  expect(await connectClient(home, { fetch: script.fetch, limits: fastRetries }).count({})).toBe(3);
});
