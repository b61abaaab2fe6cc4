/** Slack's Web API and its answer addresses over HTTP: checks who calls, runs the method, writes the wire log. */
import express, { type Request, type Response, type Router } from 'express';
import type { FakeSlackOptions } from '../fake-slack';
import { SlackApiError } from '../refusal';
import type { SlackWireLog } from '../wire';
import { handleResponseUrl } from './answers';
import * as chat from './chat';
import * as links from './links';
import type { MethodArguments, FakeSlackContext, WebApiMethod } from './method';
import * as people from './people';
import * as views from './views';

const methods: Readonly<Record<string, WebApiMethod>> = {
  'auth.test': people.authTest,
  'users.info': people.userInfo,
  'users.lookupByEmail': people.lookupByEmail,
  'conversations.open': people.openConversation,
  'conversations.info': people.conversationInfo,
  'conversations.history': chat.history,
  'conversations.members': people.conversationMembers,
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
const appMethods: Readonly<Record<string, WebApiMethod>> = { 'apps.connections.open': people.openConnection };

interface WebApiDeps {
  readonly context: FakeSlackContext;
  readonly options: Pick<FakeSlackOptions, 'botToken' | 'appToken' | 'scopes'>;
  readonly wire: SlackWireLog;
  /** Takes the error that the next call of this method is to fail with. */
  readonly plannedError: (method: string) => string | undefined;
}

export function createWebApi({ context, options, wire, plannedError }: WebApiDeps): Router {
  const api = express.Router();
  api.use(express.urlencoded({ extended: false, limit: '2mb' }), express.json({ limit: '2mb' }));

  function respond(response: Response, what: string, args: MethodArguments, run: () => object | string): void {
    const startedAt = performance.now();
    const { status, body } = outcomeOf(what, run);
    const milliseconds = Math.round(performance.now() - startedAt);
    wire.record({ direction: 'from bot', what, status, milliseconds, sent: args, received: body });
    response.status(status).send(body);
  }
  function outcomeOf(what: string, run: () => object | string): { status: number; body: object | string } {
    try {
      const planned = plannedError(what);
      if (planned !== undefined) throw new SlackApiError(planned);
      return { status: 200, body: run() };
    } catch (error) {
      if (!(error instanceof SlackApiError)) throw error;
      const { code, messages } = error;
      const body = { ok: false, error: code, ...(messages.length > 0 ? { response_metadata: { messages } } : {}) };
      // The Web API says no with 200, an answer address with the status alone.
      return { status: what === 'answer address' ? 404 : 200, body };
    }
  }
  api.post('/api/:method', (request: Request<{ method: string }>, response) => {
    const { method } = request.params;
    const args = parseArguments(request);
    if (options.scopes !== undefined) response.set('x-oauth-scopes', options.scopes.join(','));
    respond(response, method, args, () => ({ ok: true, ...methodFor(method, request, options)(context, args) }));
  });
  api.post('/answers/:number/:secret', (request: Request<{ number: string; secret: string }>, response) => {
    const { number, secret } = request.params;
    const args = parseArguments(request);
    respond(response, 'answer address', args, () => {
      handleResponseUrl(context, `${number}/${secret}`, args);
      return 'ok';
    });
  });
  return api;
}

function methodFor(name: string, request: Request<{ method: string }>, tokens: WebApiDeps['options']): WebApiMethod {
  const token = request.headers.authorization?.replace(/^Bearer /, '');
  const method = methods[name] ?? appMethods[name];
  if (method === undefined) throw new SlackApiError('unknown_method');
  if (token === undefined) throw new SlackApiError('not_authed');
  if (token !== (name in appMethods ? tokens.appToken : tokens.botToken)) throw new SlackApiError('invalid_auth');
  return method;
}

/** Forms carry what is not text as JSON. */
function parseArguments(request: Request<Record<string, string>>): MethodArguments {
  const sent = (request.body ?? {}) as Record<string, unknown>;
  const parsed = ['blocks', 'view', 'unfurls', 'metadata'].filter((name) => typeof sent[name] === 'string');
  return { ...sent, ...Object.fromEntries(parsed.map((name) => [name, parseJsonOrText(String(sent[name]))])) };
}

function parseJsonOrText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
