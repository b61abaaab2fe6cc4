/** Slack's Web API and its answer addresses over HTTP: checks who calls, runs the method, writes the wire log. */
import express, { type Request, type Response, type Router } from 'express';
import type { SlackPeerOptions } from '../peer';
import { Refusal } from '../refusal';
import type { Wire } from '../wire';
import { answer } from './answers';
import * as chat from './chat';
import * as links from './links';
import type { Arguments, Ground, Method } from './method';
import * as people from './people';
import * as views from './views';

const methods: Readonly<Record<string, Method>> = {
  'auth.test': people.test,
  'users.info': people.info,
  'users.lookupByEmail': people.byEmail,
  'conversations.open': people.openDirect,
  'conversations.info': people.conversation,
  'conversations.history': chat.history,
  'conversations.members': people.members,
  'chat.postMessage': chat.postMessage,
  'chat.postEphemeral': chat.postEphemeral,
  'chat.update': chat.update,
  'chat.delete': chat.remove,
  'chat.getPermalink': links.permalink,
  'chat.unfurl': links.unfurl,
  'views.open': views.open,
  'views.update': views.update,
  'views.push': views.push,
  'views.publish': views.publish,
};
const appMethods: Readonly<Record<string, Method>> = { 'apps.connections.open': people.connect };

interface ApiParts {
  readonly ground: Ground;
  readonly options: Pick<SlackPeerOptions, 'botToken' | 'appToken' | 'scopes'>;
  readonly wire: Wire;
  /** Takes the error that the next call of this method is to fail with. */
  readonly refusal: (method: string) => string | undefined;
}

export function createApi({ ground, options, wire, refusal }: ApiParts): Router {
  const api = express.Router();
  api.use(express.urlencoded({ extended: false, limit: '2mb' }), express.json({ limit: '2mb' }));

  function respond(response: Response, what: string, sent: Arguments, run: () => object | string): void {
    const begun = performance.now();
    const { status, body } = outcomeOf(what, run);
    const milliseconds = Math.round(performance.now() - begun);
    wire.note({ direction: 'from bot', what, status, milliseconds, sent, received: body });
    response.status(status).send(body);
  }
  function outcomeOf(what: string, run: () => object | string): { status: number; body: object | string } {
    try {
      const planned = refusal(what);
      if (planned !== undefined) throw new Refusal(planned);
      return { status: 200, body: run() };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { code, messages } = error;
      const body = { ok: false, error: code, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) };
      // The Web API says no with 200, an answer address with the status alone.
      return { status: what === 'answer address' ? 404 : 200, body };
    }
  }
  api.post('/api/:method', (request: Request<{ method: string }>, response) => {
    const { method } = request.params;
    const sent = argumentsOf(request);
    if (options.scopes !== undefined) response.set('x-oauth-scopes', options.scopes.join(','));
    respond(response, method, sent, () => ({ ok: true, ...methodFor(method, request, options)(ground, sent) }));
  });
  api.post('/answers/:number/:secret', (request: Request<{ number: string; secret: string }>, response) => {
    const { number, secret } = request.params;
    const sent = argumentsOf(request);
    respond(response, 'answer address', sent, () => {
      answer(ground, `${number}/${secret}`, sent);
      return 'ok';
    });
  });
  return api;
}

function methodFor(name: string, request: Request<{ method: string }>, tokens: ApiParts['options']): Method {
  const token = request.headers.authorization?.replace(/^Bearer /, '');
  const method = methods[name] ?? appMethods[name];
  if (method === undefined) throw new Refusal('unknown_method');
  if (token === undefined) throw new Refusal('not_authed');
  if (token !== (name in appMethods ? tokens.appToken : tokens.botToken)) throw new Refusal('invalid_auth');
  return method;
}

/** Forms carry what is not text as JSON. */
function argumentsOf(request: Request<Record<string, string>>): Arguments {
  const sent = (request.body ?? {}) as Record<string, unknown>;
  const parsed = ['blocks', 'view', 'unfurls', 'metadata'].filter((name) => typeof sent[name] === 'string');
  return { ...sent, ...Object.fromEntries(parsed.map((name) => [name, readJson(String(sent[name]))])) };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
