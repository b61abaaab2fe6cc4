import { readConfig, secretsOf } from '../../../src/config';
import { ConfigurationError } from '../../../src/config/settings';

const autotask = {
  AUTOTASK_USERNAME: 'api@example.com',
  AUTOTASK_SECRET: 'a-secret',
  AUTOTASK_INTEGRATION_CODE: 'CODE',
};
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'sign' };
const teams = { MicrosoftAppId: 'id', MicrosoftAppPassword: 'pass', MicrosoftAppTenantId: 'tenant' };

function mistakes(env: Record<string, string | undefined>, rules = {}) {
  try {
    readConfig(env, rules);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.mistakes.map(({ setting }) => setting);
  }
}

describe('Settings', () => {
  it('are enough with Autotask and one platform', () => {
    expect(readConfig({ ...autotask, ...slack })).toMatchObject({ port: 3978, host: '127.0.0.1', teams: undefined });
    expect(readConfig({ ...autotask, ...teams })).toMatchObject({
      slack: undefined,
      teams: { appType: 'SingleTenant' },
    });
    expect(mistakes({ ...autotask, SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' })).toEqual([]);
  });

  it('are refused with all mistakes at once', () => {
    expect(mistakes({ PORT: 'x', LOG_LEVEL: 'loud', CURRENCY: 'EURO', SLACK_BOT_TOKEN: 'xoxp-1' })).toEqual([
      'CURRENCY',
      'PORT',
      'LOG_LEVEL',
      'AUTOTASK_USERNAME',
      'AUTOTASK_SECRET',
      'AUTOTASK_INTEGRATION_CODE',
      'SLACK_BOT_TOKEN',
      'SLACK_SIGNING_SECRET',
    ]);
  });

  it('name what each platform needs when there is none', () => {
    expect(() => readConfig(autotask)).toThrow(/SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET.*MicrosoftAppId/s);
  });

  it.each([
    ['half of Slack', { SLACK_SIGNING_SECRET: 'sign' }, ['SLACK_BOT_TOKEN']],
    ['half of Teams', { MicrosoftAppId: 'id' }, ['MicrosoftAppPassword', 'MicrosoftAppTenantId']],
    ['Teams without an app id', { MicrosoftAppPassword: 'x', MicrosoftAppTenantId: 't' }, ['MicrosoftAppId']],
    ['a misspelt app type', { ...teams, MicrosoftAppType: 'Single' }, ['MicrosoftAppType']],
    ['Autotask in the clear', { ...slack, AUTOTASK_URL: 'http://autotask.example/ATServicesRest/' }, ['AUTOTASK_URL']],
    ['Slack in the clear', { ...slack, SLACK_API_URL: 'http://slack.example/api/' }, ['SLACK_API_URL']],
    ['another kind of database', { ...slack, DATABASE_URL: 'mysql://host/name' }, ['DATABASE_URL']],
    ['a stop that takes for ever', { ...slack, STOP_SECONDS: '1e9' }, ['STOP_SECONDS']],
    ['a token for metrics that can be guessed', { ...slack, METRICS_TOKEN: 'secret' }, ['METRICS_TOKEN']],
    ['days that are none', { ...slack, DIGEST_STUCK_DAYS: 'a month' }, ['DIGEST_STUCK_DAYS']],
    ['no address', { ...slack, PUBLIC_URL: 'opp.example.com' }, ['PUBLIC_URL']],
    ['a port in another spelling', { ...slack, PORT: '0x10' }, ['PORT']],
    ['a password whose # ends the address', { ...slack, DATABASE_URL: 'postgres://bot:p#w@h/n' }, ['DATABASE_URL']],
    ['a password with a bare %', { ...slack, DATABASE_URL: 'postgres://bot:50%off@h/n' }, ['DATABASE_URL']],
    ['half of a Slack token', { ...slack, SLACK_BOT_TOKEN: 'xoxb-1 2' }, ['SLACK_BOT_TOKEN']],
    ['semicolons between people', { ...slack, MAY_WRITE: 'a@example.com; b@example.com' }, ['MAY_WRITE']],
    ['the name of a channel', { ...slack, ALLOWED_CHANNELS: 'C1,#sales' }, ['ALLOWED_CHANNELS']],
    ['a setting in other capitals', { ...slack, public_url: 'https://x.example/' }, ['public_url']],
    ['a setting that is misspelt', { ...slack, ALOWED_CHANNELS: 'C1' }, ['ALOWED_CHANNELS']],
    ['an app id in the style of the others', { ...slack, MICROSOFT_APP_ID: 'id' }, ['MICROSOFT_APP_ID']],
  ])('are refused with %s', (_case, env, expected) => {
    expect(mistakes({ ...autotask, ...env })).toEqual(expected);
  });

  it.each([
    ['AUTOTASK_USERNAME', '€'],
    ['AUTOTASK_SECRET', '€'],
    ['AUTOTASK_SECRET', '\u200b'],
    ['AUTOTASK_SECRET', '“'],
    ['AUTOTASK_SECRET', '\t'],
    ['AUTOTASK_INTEGRATION_CODE', '\n'],
    ['SLACK_BOT_TOKEN', '€'],
    ['METRICS_TOKEN', '€'],
  ])('are refused where %s holds what no request can carry (%j), and it is not shown', (setting, character) => {
    const env = {
      ...autotask,
      ...slack,
      METRICS_TOKEN: 'x'.repeat(20),
      [setting]: `xoxb-hidden-hidden${character}more`,
    };
    expect(mistakes(env)).toEqual([setting]);
    expect(() => readConfig(env)).toThrow(/cannot be sent over HTTP, the 19th\.\n.*Copy it once more/);
    expect(() => readConfig(env)).not.toThrow(/hidden/);
  });

  it('may have the letters that a request can carry, and words in any capitals', () => {
    const env = {
      ...autotask,
      ...slack,
      AUTOTASK_SECRET: '5k*J~1y#X ü$\\"',
      LOG_LEVEL: 'WARN',
      AUTOTASK_IMPERSONATION: 'Off',
    };
    const config = readConfig(env);
    expect(config.autotask).toMatchObject({ secret: env.AUTOTASK_SECRET, impersonation: 'off' });
    expect(config.logLevel).toBe('warn');
  });

  it('leave alone what belongs to other programs', () => {
    const others = {
      DATABASE_NAME: 'x',
      POSTGRES_PASSWORD: 'x',
      HOSTNAME: 'x',
      POST: 'x',
      PORTS: 'x',
      https_proxy: 'x',
    };
    expect(mistakes({ ...autotask, ...slack, ...others })).toEqual([]);
    expect(mistakes({ ...autotask, ...slack, DATA_DIR: 'data', DATA_DIRS: 'x' })).toEqual([]);
  });

  it('tell after how many days a stage is stuck', () => {
    const stuckDays = (days?: string) =>
      readConfig({ ...autotask, ...slack, DIGEST_STUCK_DAYS: days }).digest.stuckDays;
    expect(stuckDays()).toEqual({ usual: 45, stages: {} });
    expect(stuckDays('30, Quote Sent = 14,12=7')).toEqual({ usual: 30, stages: { 'quote sent': 14, '12': 7 } });
  });

  it('never let unsigned Teams activities in from other machines', () => {
    expect(mistakes({ ...autotask, ...slack }, { unsignedTeams: true })).toEqual([]);
    expect(mistakes({ ...autotask, ...slack, HOST: '0.0.0.0' }, { unsignedTeams: true })).toEqual(['HOST']);
  });

  it('know which of them are secret', () => {
    const operation = {
      METRICS_TOKEN: 'a-token-of-ours-alone',
      DATABASE_URL: 'postgres://opp:p%40ss@db.example/opp',
    };
    expect(secretsOf(readConfig({ ...autotask, ...slack, ...teams, ...operation }))).toEqual([
      'a-secret',
      'CODE',
      'xoxb-1',
      'sign',
      'pass',
      'a-token-of-ours-alone',
      'p%40ss',
      'p@ss',
    ]);
  });
});

test('ids of Microsoft are read in either case', () => {
  const typed = { ...teams, MicrosoftAppId: 'B0D5-ID', MicrosoftAppTenantId: 'T1-ID' };
  expect(readConfig({ ...autotask, ...typed }).teams).toMatchObject({ appId: 'b0d5-id', tenantId: 't1-id' });
});
