import { readConfig, secretsOf } from '../../../src/config';
import { createLog } from '../../../src/operations/log';

const settings = {
  AUTOTASK_USERNAME: 'api@example.com',
  AUTOTASK_SECRET: 'autotask"s secret',
  AUTOTASK_INTEGRATION_CODE: 'INTEGRATIONCODE27',
  SLACK_BOT_TOKEN: 'xoxb-0000-bot',
  SLACK_SIGNING_SECRET: 'signing-secret-0000',
  SLACK_APP_TOKEN: 'xapp-0000-app',
  MicrosoftAppId: 'app-id',
  MicrosoftAppPassword: 'teams~secret/0000',
  MicrosoftAppTenantId: 'tenant-id',
  METRICS_TOKEN: 'metrics-token-of-ours',
  DATABASE_URL: 'postgres://opp:data%40base-word@db.example:5432/opp',
};
const config = readConfig(settings);
const secrets = secretsOf(config);

function linesOf(write: (log: ReturnType<typeof createLog>) => void): string {
  const lines: string[] = [];
  write(createLog('debug', secretsOf(config), { write: (line) => void lines.push(line) }));
  return lines.join('');
}
const betrays = (text: string, secret: string) =>
  [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)].some((spelt) => text.includes(spelt));

/** All the ways in which a library or a mistake of ours could hand a secret to the log. */
const ways: Readonly<Record<string, (secret: string) => (log: ReturnType<typeof createLog>) => void>> = {
  'the message': (secret) => (log) => log.info({}, `asked with ${secret}`),
  'an address': (secret) => (log) => log.warn({ url: `https://x/?s=${encodeURIComponent(secret)}` }, 'asked'),
  'an error': (secret) => (log) => log.error({ err: new Error(`refused for ${secret}`) }, 'failed'),
  'the cause of an error': (secret) => (log) =>
    log.error({ err: new Error('failed', { cause: new Error('x', { cause: new Error(secret) }) }) }, 'failed'),
  'several errors in one': (secret) => (log) => log.error({ err: new AggregateError([new Error(secret)]) }, 'failed'),
  'what hangs on an error': (secret) => (log) =>
    log.error({ err: Object.assign(new Error('x'), { config: { headers: { 'X-Any': secret } } }) }, 'failed'),
  'the facts, deep inside': (secret) => (log) => log.debug({ a: { b: { c: { d: [secret] } } } }, 'asked'),
  'a child that carries it': (secret) => (log) => log.child({ reference: secret }).info({}, 'asked'),
};

describe('No secret of any setting reaches the log', () => {
  it('and all of them are known', () => {
    expect(secrets).toHaveLength(9);
    expect(secrets).toContain('data@base-word');
  });

  it.each(Object.entries(ways))('by way of %s', (_way, told) => {
    for (const secret of secrets) {
      const text = linesOf(told(secret));
      expect(JSON.parse(text)).toHaveProperty('msg');
      expect(betrays(text, secret)).toBe(false);
    }
  });

  it('by the name of a field, even one that is in no setting', () => {
    const line = linesOf((log) =>
      log.info({ headers: { authorization: 'Bearer abc', Secret: 'unheard-of' }, token: 'xoxb-1' }, 'sent'),
    );
    expect(line).not.toMatch(/Bearer abc|unheard-of|xoxb-1/);
  });
});

it('What carries a reference is found by it', () => {
  const line = linesOf((log) => log.child({ reference: 'AB12', delivery: 'D1' }).info({ outcome: 'show' }, 'answered'));
  expect(JSON.parse(line)).toMatchObject({ reference: 'AB12', delivery: 'D1', outcome: 'show', msg: 'answered' });
});
