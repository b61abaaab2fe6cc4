/** What the doctor finds at Slack and at Microsoft, from local servers that answer as they do. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { HealthCheck } from '../../src/core/health-check';
import type { FakeSlack, FakeSlackOptions } from '../../src/dev/fakes/slack/fake-slack';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import { createDoctor } from '../../src/operations/doctor';
import { slackChecks } from '../../src/platforms/slack/doctor-checks';
import { teamsChecks } from '../../src/platforms/teams/doctor-checks';
import { runningClock } from '../support/clock';

const examine = (checks: readonly HealthCheck[]) =>
  createDoctor({ checks, milliseconds: 10_000, redact: (text) => text })();
const about = async (checks: readonly HealthCheck[], wanted: string) =>
  (await examine(checks)).find(({ what }) => what === wanted);

describe('At Slack', () => {
  const signingSecret = '0123456789abcdef0123456789abcdef';
  const secrets = { signingSecret, botToken: 'xoxb-right', appToken: 'xapp-right' };
  const { oauth_config: oauth } = JSON.parse(readFileSync(join(__dirname, '../../manifest/slack.json'), 'utf8')) as {
    oauth_config: { scopes: { bot: string[] } };
  };
  let peer: FakeSlack;
  const start = async (scopes: FakeSlackOptions['scopes']) => {
    peer = await startFakeSlack({
      eventsUrl: () => '',
      clock: runningClock,
      ...secrets,
      ...(scopes === undefined ? {} : { scopes }),
    });
  };
  const checks = (options: Partial<Parameters<typeof slackChecks>[0]> = {}) =>
    slackChecks({ botToken: secrets.botToken, signingSecret, apiUrl: peer.apiUrl, ...options });
  beforeEach(() => start(oauth.scopes.bot));
  afterEach(() => peer.stop());

  it('nothing is wrong with an app that was made from the manifest', async () => {
    const findings = await examine(checks());
    expect(findings.map(({ what, state }) => `${what} ${state}`)).toEqual([
      'Slack token ok',
      'Slack scopes ok',
      'Slack signing secret ok',
      'Slack command known',
    ]);
    expect(findings[3]?.say).toContain('/opp');
  });

  it('a token that is not accepted is found', async () => {
    const found = await about(checks({ botToken: 'xoxb-wrong' }), 'Slack token');
    expect(found).toMatchObject({ state: 'problem', cure: expect.stringContaining('Bot User OAuth Token') as string });
    expect(found?.say).toContain('invalid_auth');
    expect(JSON.stringify(found)).not.toContain('xoxb-wrong');
  });

  it('scopes that the token lacks are found', async () => {
    await peer.stop();
    await start(oauth.scopes.bot.filter((scope) => !['links:write', 'users:read.email'].includes(scope)));
    const found = await about(checks(), 'Slack scopes');
    expect(found).toMatchObject({ state: 'problem', say: 'The token lacks links:write, users:read.email.' });
  });

  it('scopes that Slack does not tell are no fault', async () => {
    await peer.stop();
    await start(undefined);
    expect(await about(checks(), 'Slack scopes')).toMatchObject({ state: 'known' });
  });

  it('something else in place of the signing secret is found', async () => {
    const found = await about(checks({ signingSecret: 'xoxb-pasted-wrongly' }), 'Slack signing secret');
    expect(found).toMatchObject({ state: 'problem', cure: expect.stringContaining('Signing Secret') as string });
  });

  it('an app token that opens no socket is found, and one that does is fine', async () => {
    const wrong = await about(checks({ appToken: 'xapp-wrong' }), 'Slack Socket Mode');
    expect(wrong).toMatchObject({ state: 'problem', cure: expect.stringContaining('connections:write') as string });
    expect(await about(checks({ appToken: 'xapp-right' }), 'Slack Socket Mode')).toMatchObject({ state: 'ok' });
    expect(peer.socket()).toBe(false);
  });

  it('a Slack that cannot be reached is found', async () => {
    const found = await about(checks({ apiUrl: 'http://127.0.0.1:2/api/' }), 'Slack token');
    expect(found).toMatchObject({ state: 'problem' });
  });
});

describe('At Microsoft', () => {
  const app = {
    appId: '6f0d5b52-3b0a-4c5e-9b59-9a4a4be2a001',
    appPassword: 'right~secret',
    tenantId: '7a1c9a0e-52f7-4a8f-8a5e-0c6b1de0b002',
    appType: 'SingleTenant',
  };
  let server: Server;
  let login: string;
  beforeAll(async () => {
    server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const sent = new URLSearchParams(Buffer.concat(chunks).toString());
        const refusal = refusalOf(request.url ?? '', sent);
        response.writeHead(refusal === undefined ? 200 : 401, { 'content-type': 'application/json' });
        response.end(JSON.stringify(refusal ?? { token_type: 'Bearer', access_token: 'a.b.c' }));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    login = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  /** As Entra ID answers, with its own codes. */
  function refusalOf(url: string, sent: URLSearchParams): object | undefined {
    const code = (error: string, number: number) => ({ error, error_codes: [number], error_description: 'AADSTS…' });
    if (!url.startsWith(`/${app.tenantId}/oauth2/v2.0/token`)) return code('invalid_request', 90002);
    if (sent.get('client_id') !== app.appId) return code('unauthorized_client', 700016);
    if (sent.get('client_secret') === 'old~secret') return code('invalid_client', 7000222);
    if (sent.get('client_secret') !== app.appPassword) return code('invalid_client', 7000215);
    return sent.get('scope') === 'https://api.botframework.com/.default' ? undefined : code('invalid_scope', 70011);
  }

  it('nothing is wrong with the right id, secret and tenant', async () => {
    const findings = await examine(teamsChecks({ ...app, login }));
    expect(findings.map(({ state }) => state)).toEqual(['ok', 'ok']);
  });

  it.each([
    ['another secret', { appPassword: 'wrong~secret' }, /MicrosoftAppPassword is wrong/],
    ['a secret that has expired', { appPassword: 'old~secret' }, /has expired/],
    ['another app', { appId: '6f0d5b52-3b0a-4c5e-9b59-9a4a4be2a009' }, /not an app of this tenant/],
    ['another tenant', { tenantId: '7a1c9a0e-52f7-4a8f-8a5e-0c6b1de0b009' }, /is no tenant/],
  ])('%s is found, with its cure', async (_case, other, cure) => {
    const found = await about(teamsChecks({ ...app, ...other, login }), 'Teams credentials');
    expect(found?.state).toBe('problem');
    expect(found?.cure).toMatch(cure);
    expect(JSON.stringify(found)).not.toContain('~secret');
  });

  it('an id that is none is found', async () => {
    const found = await about(teamsChecks({ ...app, appId: 'Opportunities', login }), 'Teams app id');
    expect(found).toMatchObject({ state: 'problem', say: expect.stringContaining('MicrosoftAppId') as string });
  });

  it('a managed identity cannot be tried from here, which is no fault', async () => {
    const found = await about(teamsChecks({ ...app, appType: 'UserAssignedMSI', login }), 'Teams credentials');
    expect(found).toMatchObject({ state: 'known' });
  });
});
