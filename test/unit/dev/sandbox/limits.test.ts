/** Autotask's limits: requests in an hour, threads at a time. */
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

describe('Autotask limits requests', () => {
  let fixture: SandboxFixture;
  let waits: number[];
  /** While it is set, no latency ends before `release`. */
  let latency: { count: number; reached: () => void; release: () => void; released: Promise<void> } | undefined;
  beforeEach(async () => {
    [waits, latency] = [[], undefined];
    fixture = await openSandbox({
      wait: async (ms) => {
        waits.push(ms);
        if (latency === undefined) return;
        latency.count -= 1;
        if (latency.count === 0) latency.reached();
        await latency.released;
      },
    });
  });
  afterEach(() => fixture.stop());

  const read = (path = 'Opportunities/29681234') => fixture.send('GET', path);
  const times = async (count: number) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await read()).status);
    return statuses;
  };

  test('the threshold can be read, and every request counts towards it', async () => {
    await times(2);
    expect((await read('ThresholdInformation')).body).toEqual({
      externalRequestThreshold: 10_000,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: 3,
    });
  });

  test('from half of the threshold on each request waits half a second, from three quarters a whole one', async () => {
    fixture.sandbox.switches.requestThreshold = 8;
    expect(await times(8)).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect(waits).toEqual([500, 500, 1000, 1000]);
  });

  test('past the threshold requests are rejected until the hour has rolled on', async () => {
    Object.assign(fixture.sandbox.switches, { requestThreshold: 1, retryAfter: 30 });
    await read();
    const rejected = await read();
    expect([rejected.status, rejected.headers.get('Retry-After')]).toEqual([429, '30']);
    expect(rejected.body.errors?.[0]).toContain('threshold');
    fixture.setTime('2026-03-10T13:00:01.000Z');
    expect((await read()).status).toBe(200);
  });

  test('asking for the zone does not count', async () => {
    await read('ZoneInformation?user=api.bot@example.com');
    expect((await read('ThresholdInformation')).text).toContain('"currentTimeframeRequestCount":1');
  });

  /** Starts `count` requests of one entity at once; the function returned lets them end and resolves with their statuses. */
  const inFlight = async (count: number) => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    fixture.sandbox.faults.plan({ fault: { kind: 'slow', ms: 60_000 }, entity: 'Opportunities', times: count });
    let responses: Promise<{ status: number }[]> = Promise.resolve([]);
    await new Promise<void>((reached) => {
      latency = { count, reached, release, released };
      responses = Promise.all(Array.from({ length: count }, () => read()));
    });
    return async () => {
      release();
      return (await responses).map(({ status }) => status);
    };
  };

  test('three requests of one entity at a time: the fourth is rejected, another entity has its own three', async () => {
    const finish = await inFlight(3);
    const fourth = await read();
    expect([fourth.status, fourth.body.errors?.[0]]).toEqual([429, expect.stringContaining('Itgenatr005')]);
    expect((await read('Companies/174')).status).toBe(200);
    expect((await read('Opportunities/entityInformation')).status).toBe(429);
    expect(await finish()).toEqual([200, 200, 200]);
    expect((await read()).status).toBe(200);
  });

  test('the refusal may arrive under another status', async () => {
    fixture.sandbox.switches.threadStatus = 500;
    const finish = await inFlight(3);
    expect((await read()).status).toBe(500);
    await finish();
  });

  test('older integrations are slowed down instead', async () => {
    fixture.sandbox.switches.threadPolicy = 'slowed';
    const finish = await inFlight(5);
    expect(waits).toEqual([60_000, 60_000, 60_000, 60_250, 60_500]);
    expect(await finish()).toEqual([200, 200, 200, 200, 200]);
  });
});
