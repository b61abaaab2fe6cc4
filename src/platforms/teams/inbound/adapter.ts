/** The Bot Framework's own adapter, opened where its `process` would print errors and answer 500 to a bad signature. */
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type Activity,
  type InvokeResponse,
  type TurnContext,
} from 'botbuilder';
import { LRUCache } from 'lru-cache';
import type { TeamsOptions } from '../options';

type AuthenticateRequestResult = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
export type ConnectorClient = Awaited<
  ReturnType<ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>['create']>
>;

export class TeamsAdapter extends CloudAdapter {
  /** Each builds a pipeline of its own, and there are few addresses. */
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
  async connectorClientFor(serviceUrl: string): Promise<ConnectorClient> {
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
