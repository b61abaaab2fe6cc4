/** The whole bot as in production, Slack and Teams both signed, over a sandbox that attacks must leave as it was. */
import { createApp } from '../../src/app';
import { readConfig, secretsOf } from '../../src/config';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import type { FakeSlack } from '../../src/dev/fakes/slack/fake-slack';
import { startFakeTeams } from '../../src/dev/fakes/teams/start';
import type { FakeTeams } from '../../src/dev/fakes/teams/fake-teams';
import { tenantId } from '../../src/dev/fakes/teams/tenant';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import { createLog } from '../../src/operations/log';
import { appId, startTokenService, type TokenService } from './bot-framework-keys';
import { freePort } from '../../src/dev/free-port';
import { runningClock } from './clock';
import { quickApp } from './quick-app';

export const signingSecret = 'signing-secret-of-the-range';

export interface SecurityFixture {
  readonly url: string;
  readonly sandbox: Sandbox;
  readonly slack: FakeSlack;
  readonly teams: FakeTeams;
  readonly token: TokenService['token'];
  /** Everything that was logged. */
  loggedText(): string;
  readonly secrets: readonly string[];
  /** What was written to Autotask since the start. */
  writtenRequests(): readonly string[];
  stop(): Promise<void>;
}

export async function startSecurityFixture(): Promise<SecurityFixture> {
  const clock = runningClock;
  const port = await freePort();
  const url = `http://127.0.0.1:${String(port)}`;
  const botToken = 'xoxb-of-the-range';
  const service = await startTokenService();
  const sandbox = await startSandbox({ clock, opportunities: 20 });
  const slack = await startFakeSlack({ eventsUrl: () => `${url}/slack/events`, signingSecret, botToken, clock });
  const teams: FakeTeams = await startFakeTeams({
    messagesUrl: `${url}/api/messages`,
    clock,
    appId,
    authorization: () => service.token({ serviceurl: teams.serviceUrl }),
  });
  const { username, secret, integrationCode } = sandbox.credentials;
  const config = readConfig({
    PORT: String(port),
    AUTOTASK_URL: sandbox.url,
    AUTOTASK_USERNAME: username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: integrationCode,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: slack.apiUrl,
    MicrosoftAppId: appId,
    MicrosoftAppPassword: 'password-of-the-range',
    MicrosoftAppTenantId: tenantId,
  });
  const lines: string[] = [];
  const log = createLog('debug', secretsOf(config), { write: (line) => void lines.push(line) });
  const { authentication } = service;
  const app = await createApp(config, {
    log,
    clock,
    strict: true,
    forgets: true,
    ...quickApp,
    teams: { authentication, allowLoopback: true },
  });
  await app.start();
  return {
    url,
    sandbox,
    slack,
    teams,
    token: (claims, by) => service.token(claims, by),
    loggedText: () => lines.join(''),
    secrets: secretsOf(config),
    writtenRequests: () =>
      sandbox.requests
        .list()
        .filter(({ verb }) => ['create', 'patch', 'put', 'delete'].includes(verb ?? ''))
        .map(({ method, path }) => `${method} ${path}`),
    async stop() {
      await app.stop();
      await Promise.all([slack.stop(), teams.stop(), sandbox.stop(), service.stop()]);
    },
  };
}
