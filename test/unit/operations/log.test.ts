import { z } from 'zod';
import { readConfig, secretsOf } from '../../../src/config';
import { InvalidInput, Rejected } from '../../../src/core/errors';
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

/** As parsers, databases and our own failures repeat what they were given. */
const marker = 'Marigold';
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const database = Object.assign(new Error(`invalid input syntax for type integer: "${marker} "5" pipe"`), {
  code: '22P02',
  detail: `Key (title)=(${marker}) already exists.`,
  where: `unnamed portal parameter $1 = '${marker}'`,
  query: `insert into t values ('${marker}')`,
  parameters: [marker],
});
const failures: Readonly<Record<string, unknown>> = {
  'a parser of JSON': thrownBy(() => JSON.parse(`he said ${marker}`)),
  'a parser of JSON, in the middle': thrownBy(() => JSON.parse(`{"text":"a" ${marker}}`)),
  'a validator': thrownBy(() => z.object({ [marker]: z.literal('a') }).parse({ [marker]: marker })),
  'an address': thrownBy(() => new URL(`http://[${marker}]/`)),
  'an address with a query': new Error(`GET https://host/path/${marker}?search=${marker} failed`),
  'a database': database,
  'a cause': new Error('failed', { cause: database }),
  'several in one': new AggregateError([database, new Rejected(marker)]),
  'words for a person': new Rejected(`Autotask refused: ${marker}.`, { title: marker }, { hint: marker }),
  'a stack that looks like frames': new InvalidInput(`a\n    at ${marker} (file.ts:1:1)`),
  'something else that was thrown': marker,
  'a name that somebody chose': Object.assign(new Error('x'), { code: `${marker} in words` }),
};

describe('No word that was typed reaches the log', () => {
  it.each(Object.entries(failures))('by way of %s', (_way, err) => {
    const line = linesOf((log) => log.error({ err }, 'failed'));
    expect(line).not.toContain(marker);
    expect(JSON.parse(line)).toHaveProperty('err.type');
  });

  it('while what helps stays: the kind, the code, the words of the program, and where it arose', () => {
    const err = Object.assign(new Error('connect ECONNREFUSED 127.0.0.1:5432'), { code: 'ECONNREFUSED' });
    const line = linesOf((log) => log.error({ err }, 'failed'));
    expect(JSON.parse(line)).toMatchObject({
      err: { type: 'Error', code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:5432' },
    });
    expect(line).toContain('log.test.ts');
  });
});
