/** The doctor himself: patient with each check, deaf to none, and discreet. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkOk, checkProblem, type HealthCheck } from '../../../src/core/health-check';
import { AccessDenied } from '../../../src/core/errors';
import { addressCheck } from '../../../src/operations/address-check';
import { createRedact } from '../../../src/core/redact';
import { createDoctor, isHealthy, formatFindings } from '../../../src/operations/doctor';

const check = (what: string, run: HealthCheck['run']): HealthCheck => ({ what, run });
const examine = (checks: readonly HealthCheck[], milliseconds = 5_000) =>
  createDoctor({ checks, milliseconds, redact: createRedact(['hunter2-hunter2']) })();

describe('The doctor', () => {
  it('looks at everything, whatever becomes of the others', async () => {
    const findings = await examine([
      check('one', () => Promise.reject(new Error('fetch failed', { cause: new Error('getaddrinfo ENOTFOUND x') }))),
      check('two', () => Promise.reject(new AccessDenied('You may not.', { hint: 'Ask.' }))),
      check('three', () => Promise.resolve(checkOk('Well.'))),
    ]);
    expect(findings.map(({ what, state, say }) => [what, state, say])).toEqual([
      ['one', 'problem', 'fetch failed: getaddrinfo ENOTFOUND x'],
      ['two', 'problem', 'You may not.'],
      ['three', 'ok', 'Well.'],
    ]);
    expect(findings.every(({ state, cure }) => (state === 'ok') === (cure === ''))).toBe(true);
  });

  it('waits for none of them too long, and ends what it asked', async () => {
    const ended: string[] = [];
    const hangs = check('slow', (signal) => {
      signal.addEventListener('abort', () => ended.push('slow'));
      return new Promise(() => undefined);
    });
    const [finding] = await examine([hangs], 20);
    expect(finding).toMatchObject({ state: 'problem', say: 'It did not answer in time.' });
    expect(ended).toEqual(['slow']);
  });

  it('never says a secret, whoever told it', async () => {
    const [failed, told] = await examine([
      check('one', () => Promise.reject(new Error('no entry for hunter2-hunter2'))),
      check('two', () => Promise.resolve(checkProblem('It is hunter2-hunter2.', 'Not hunter2-hunter2.'))),
    ]);
    expect(failed?.say).toBe('no entry for [secret]');
    expect(JSON.stringify(told)).not.toContain('hunter2');
  });

  it('prints what is wrong with its cure beneath it', async () => {
    const findings = await examine([
      check('Slack token', () => Promise.resolve(checkProblem('It is not accepted.', 'Copy it again.'))),
      check('Autotask', () => Promise.resolve(checkOk('Well.'))),
    ]);
    expect(formatFindings(findings)).toBe(
      [
        'PROBLEM  Slack token  It is not accepted.',
        '                      Copy it again.',
        'ok       Autotask     Well.',
        '',
        'Problems: 1',
      ].join('\n'),
    );
    expect(isHealthy(findings)).toBe(false);
    expect(isHealthy(findings.slice(1))).toBe(true);
  });
});

describe('The public address', () => {
  const serve = async (status: number, body: string) => {
    const server = createServer((_request, response) => response.writeHead(status).end(body)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const publicUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/`;
    const [found] = await examine([addressCheck({ publicUrl, needed: true })]);
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    return found;
  };

  it('is fine where the bot answers', async () => {
    expect(await serve(200, '{"status":"ok"}')).toMatchObject({ state: 'ok' });
  });

  it.each([
    [200, '<h1>Welcome to the proxy</h1>'],
    [404, 'tunnel not found'],
  ])('is not where something else answers %s', async (status, body) => {
    expect(await serve(status, body)).toMatchObject({
      state: 'problem',
      say: expect.stringContaining('Something else than the bot') as string,
    });
  });

  it('is not where nothing answers', async () => {
    const [found] = await examine([addressCheck({ publicUrl: 'http://127.0.0.1:2/', needed: true })]);
    expect(found).toMatchObject({ state: 'problem', say: 'Nothing answers at 127.0.0.1:2.' });
  });

  it('cannot be tried where it is not set, and need not be over Socket Mode', async () => {
    const found = await examine([
      addressCheck({ publicUrl: undefined, needed: true }),
      addressCheck({ publicUrl: undefined, needed: false }),
    ]);
    expect(found.map(({ state }) => state)).toEqual(['known', 'ok']);
  });
});
