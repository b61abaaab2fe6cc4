/** Injected faults: what goes wrong, and whether the request was executed all the same. */
import { get, request } from 'node:http';
import type { SandboxFixture } from '../../../support/sandbox';
import { credentialHeaders, openSandbox, today } from '../../../support/sandbox';

describe('The sandbox injects faults', () => {
  let fixture: SandboxFixture;
  let id: number;
  beforeEach(async () => {
    fixture = await openSandbox({ wait: () => Promise.resolve() });
    id = await fixture.create();
  });
  afterEach(() => fixture.stop());

  const nextStep = () => fixture.sandbox.records.read('Opportunities', id)?.['nextStep'];
  const readIt = () => fixture.send('GET', `Opportunities/${id}`);

  test('the next PATCH is carried out but not answered', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'unanswered' }, entity: 'Opportunities', verb: 'patch' });
    await expect(fixture.patch(id, { nextStep: 'Call' })).rejects.toThrow();
    expect(nextStep()).toBe('Call');
    expect(fixture.sandbox.requests.list().at(-1)).toMatchObject({ verb: 'patch', status: 0 });
    expect((await fixture.patch(id, { nextStep: 'Write' })).status).toBe(200);
  });

  test('a change whose connection ended is carried out later, by the clock', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'late', ms: 45_000 }, verb: 'patch' });
    await expect(fixture.patch(id, { nextStep: 'Call' })).rejects.toThrow();
    await readIt();
    expect(nextStep()).toBeNull();
    fixture.setTime(new Date(Date.parse(today) + 44_000).toISOString());
    await readIt();
    expect(nextStep()).toBeNull();
    fixture.setTime(new Date(Date.parse(today) + 45_000).toISOString());
    await Promise.all([readIt(), readIt()]);
    expect(nextStep()).toBe('Call');
  });

  test('a connection that is closed at once carries nothing out', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'disconnect' }, method: 'PATCH' });
    await expect(fixture.patch(id, { nextStep: 'Call' })).rejects.toThrow();
    expect(nextStep()).toBeNull();
  });

  /** Sends a change, and ends the connection once the sandbox has it. */
  const giveUpOn = async (body: object) => {
    const noted = new Promise<void>((resolve) => fixture.sandbox.requests.onRequest(() => resolve()));
    const headers = { ...credentialHeaders(fixture.sandbox), 'Content-Type': 'application/json' };
    const asking = request(`${fixture.sandbox.url}V1.0/Opportunities`, { method: 'PATCH', headers });
    const answered = new Promise<string>((resolve) => {
      asking.on('response', () => resolve('answered'));
      asking.on('error', () => resolve('given up'));
    });
    asking.end(JSON.stringify(body));
    await noted;
    asking.destroy();
    return answered;
  };

  test('a request that hangs is never answered, and nothing is carried out', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'hang' }, verb: 'patch' });
    expect(await giveUpOn({ id, nextStep: 'Call' })).toBe('given up');
    expect(nextStep()).toBeNull();
  });

  test('silence after a change is carried out all the same', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'unanswered', how: 'silent' }, verb: 'patch' });
    expect(await giveUpOn({ id, nextStep: 'Call' })).toBe('given up');
    expect(nextStep()).toBe('Call');
  });

  test('the connection breaks in the middle of the answer, after the change', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'cut' }, verb: 'patch' });
    await expect(fixture.patch(id, { nextStep: 'Call' })).rejects.toThrow();
    expect(nextStep()).toBe('Call');
  });

  test('a cut answer has begun: its status and part of its body are there', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'cut' }, verb: 'get' });
    const seen = await new Promise<{ status: number | undefined; text: string; whole: boolean }>((resolve) => {
      get(
        `${fixture.sandbox.url}V1.0/Opportunities/${id}`,
        { headers: credentialHeaders(fixture.sandbox) },
        (response) => {
          let text = '';
          response.on('data', (part: Buffer) => (text += part.toString()));
          response.on('error', () => undefined);
          response.on('close', () => resolve({ status: response.statusCode, text, whole: response.complete }));
        },
      );
    });
    expect(seen).toEqual({ status: 200, text: expect.stringMatching(/^\{"item"/) as string, whole: false });
  });

  test('an answer may be half of its JSON', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'truncated' } });
    const { status, text } = await readIt();
    expect(status).toBe(200);
    expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError);
  });

  test('an answer may have the wrong types', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'wrong-types' } });
    const { body } = await readIt();
    expect(body.item).toMatchObject({
      amount: 'twelve',
      title: 12,
      useQuoteTotals: 'perhaps',
      userDefinedFields: null,
    });
  });

  test('an answer may be changed on its way', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'altered', change: () => ({ item: { id: 'none' } }) } });
    expect((await readIt()).body).toEqual({ item: { id: 'none' } });
  });

  test.each([
    { words: 'a page of HTML', status: 503, body: 'html', type: 'text/html; charset=utf-8', text: /<h1>503/ },
    { words: 'nothing', status: 502, body: 'empty', type: null, text: /^$/ },
    { words: 'a list of errors', status: 500, body: 'errors', type: 'application/json; charset=utf-8', text: /errors/ },
  ] as const)('the server fails with $words', async ({ status, body, type, text }) => {
    fixture.sandbox.faults.plan({ fault: { kind: 'status', status, body } });
    const answer = await fixture.patch(id, { nextStep: 'Call' });
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, type]);
    expect(answer.text).toMatch(text);
    expect(nextStep()).toBeNull();
  });

  test('too many requests, with and without a word on when to come back', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'status', status: 429, retryAfter: 7 } });
    fixture.sandbox.faults.plan({ fault: { kind: 'status', status: 429 } });
    const [one, two] = [await readIt(), await readIt()];
    expect([one, two].map(({ status, headers }) => [status, headers.get('Retry-After')])).toEqual([
      [429, '7'],
      [429, null],
    ]);
  });

  test('a fault befalls as many requests as ordered, after those that are spared', async () => {
    const plan = { fault: { kind: 'status', status: 503 }, verb: 'get', after: 1, times: 2 } as const;
    fixture.sandbox.faults.plan(plan);
    expect(fixture.sandbox.faults.pending()).toEqual([plan]);
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1) statuses.push((await readIt()).status);
    expect(statuses).toEqual([200, 503, 503, 200]);
    expect(fixture.sandbox.faults.pending()).toEqual([]);
  });

  test('a fault can be taken back, and all of them cleared', async () => {
    const takeBack = fixture.sandbox.faults.plan({ fault: { kind: 'disconnect' } });
    takeBack();
    expect((await readIt()).status).toBe(200);
    fixture.sandbox.faults.plan({ fault: { kind: 'disconnect' }, times: Infinity });
    fixture.sandbox.faults.clear();
    expect((await readIt()).status).toBe(200);
  });

  test('a fault of one entity leaves the others alone', async () => {
    fixture.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, entity: 'Companies' });
    expect((await readIt()).status).toBe(200);
    expect((await fixture.send('GET', 'Companies/174')).status).toBe(503);
  });
});
