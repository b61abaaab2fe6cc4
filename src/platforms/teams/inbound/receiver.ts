/** The door for `POST /api/messages`: who may speak, in what shape, from which tenant; then the handler. */
import { json, type Request, type RequestHandler } from 'express';
import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { Logger } from '../../../core/log';
import type { AddressBook } from '../outbound/address-book';
import { isFromTenant, isTrustedServiceUrl } from '../outbound/addresses';
import type { TeamsHandler } from './handler';
import { parseIncomingActivity, type IncomingActivity } from './incoming';
import type { TeamsOptions } from '../options';

interface ReceiveHandlerDeps {
  readonly adapter: TeamsAdapter;
  readonly addressBook: AddressBook;
  /** Undefined before the start and after the stop: Teams tries again a little later. */
  readonly handler: () => TeamsHandler | undefined;
  readonly tenantId: string | undefined;
  readonly allowLoopback: boolean;
  readonly log: Logger;
}

interface HttpResult {
  readonly status: number;
  readonly body?: unknown;
}

/** The largest activity that Teams sends is about 100 KB. */
const readBody: RequestHandler = json({ limit: '256kb' });

export function createReceiveHandler(deps: ReceiveHandlerDeps): RequestHandler {
  return (request, response) => {
    if (request.method !== 'POST') {
      response.status(405).end();
      return;
    }
    readBody(request, response, (problem: unknown) => {
      void (problem === undefined ? handleRequest(deps, request) : Promise.resolve(bodyFailure(problem))).then(
        ({ status, body }) => response.status(status).send(body),
      );
    });
  };
}

/** Never rejects. */
async function handleRequest(deps: ReceiveHandlerDeps, request: Request): Promise<HttpResult> {
  const handler = deps.handler();
  if (handler === undefined) return { status: 503 };
  const incoming = parseIncomingActivity(request.body);
  if (incoming === undefined) return { status: 400 };
  const activity = request.body as Activity;
  const authentication = await deps.adapter
    .authenticate(activity, request.headers.authorization ?? '')
    .catch((error: unknown) => authenticationFailure(deps.log, error));
  if ('status' in authentication) return authentication;
  if (!isAllowed(deps, incoming)) return { status: 403 };
  try {
    await deps.addressBook.remember(incoming);
    const response = await deps.adapter.run(authentication, activity, (context) => handler.run(context));
    return { status: response?.status ?? 200, body: response?.body };
  } catch (error) {
    deps.log.error({ err: error, type: incoming.type }, 'an activity was not handled');
    return { status: 500 };
  }
}

/** A key that the service does not publish makes the library throw anything; only the key list itself may be missing. */
function authenticationFailure(log: Logger, error: unknown): HttpResult {
  const { name, statusCode } = error as { name?: string; statusCode?: number };
  const status = name === 'FetchError' || statusCode === 500 ? 503 : 401;
  log.warn({ err: error, status }, 'a request to the Teams endpoint was not accepted');
  return { status };
}

function isAllowed({ tenantId, allowLoopback, log }: ReceiveHandlerDeps, incoming: IncomingActivity): boolean {
  const { serviceUrl, conversation } = incoming;
  const isOurTenant = tenantId === undefined || isFromTenant(incoming, tenantId);
  if (isOurTenant && isTrustedServiceUrl(serviceUrl, allowLoopback)) return true;
  log.warn({ serviceUrl, tenant: conversation.tenantId }, 'an activity of a foreign tenant or connector was refused');
  return false;
}

/** What the body parser says: 413 for too large, 400 for no JSON. */
function bodyFailure(problem: unknown): HttpResult {
  const { status } = problem as { status?: number };
  return { status: status ?? 400 };
}

type AuthenticateRequestResult = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type ConnectorClient = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>['create']>
>;
type SignedRequest = Parameters<ConnectorClient['credentials']['signRequest']>[0];

export class TeamsAdapter extends CloudAdapter {
  /** Of each only the credentials are used; there are few addresses. */
  private readonly clients = new LRUCache<string, Promise<ConnectorClient>>({ max: 50 });

  constructor(
    authentication: ConfigurationBotFrameworkAuthentication,
    private readonly appId: string,
  ) {
    super(authentication);
  }
  /** Rejects when the request is not signed by the service for this app and this `serviceUrl`. */
  authenticate(activity: Activity, authorization: string): Promise<AuthenticateRequestResult> {
    return this.botFrameworkAuthentication.authenticateRequest(activity, authorization);
  }
  run(
    authentication: AuthenticateRequestResult,
    activity: Activity,
    handle: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    return this.processActivity(authentication, activity, handle);
  }
  /** Signs a request with the bot's token, where it has an id to ask for one. */
  async authorize(serviceUrl: string, headers: Headers): Promise<void> {
    const { credentials } = await this.clientFor(serviceUrl);
    await credentials.signRequest({ headers } as unknown as SignedRequest);
  }
  private async clientFor(serviceUrl: string): Promise<ConnectorClient> {
    const botClaims = this.createClaimsIdentity(this.appId);
    const factory = this.botFrameworkAuthentication.createConnectorFactory(botClaims);
    const client = this.clients.get(serviceUrl) ?? factory.create(serviceUrl);
    this.clients.set(serviceUrl, client);
    try {
      return await client;
    } catch (error) {
      this.clients.delete(serviceUrl);
      throw error;
    }
  }
}

export function createTeamsAdapter(options: TeamsOptions): TeamsAdapter {
  const { appId = '', appPassword, appType, tenantId, allowLoopback = false } = options;
  if (appId === '' && !allowLoopback) {
    throw new Error('Without MicrosoftAppId anybody could speak as Teams: set it, or allow this machine alone.');
  }
  const settings = {
    MicrosoftAppId: appId,
    ...(appPassword === undefined ? {} : { MicrosoftAppPassword: appPassword }),
    ...(appType === undefined ? {} : { MicrosoftAppType: appType }),
    ...(tenantId === undefined ? {} : { MicrosoftAppTenantId: tenantId }),
  };
  return new TeamsAdapter(options.authentication ?? new ConfigurationBotFrameworkAuthentication(settings), appId);
}
