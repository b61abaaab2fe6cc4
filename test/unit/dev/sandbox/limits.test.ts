/** How much Autotask takes: requests in an hour, threads at a time. */
import type { SandboxFixture } from '../../../support/sandbox';
import { openSandbox } from '../../../support/sandbox';

describe('Autotask limits how much is asked of it', () => {
  let bench: SandboxFixture;
  let waits: number[];
  /** While it is set, nobody's latency ends before `release`. */
  let holding: { count: number; reached: () => void; release: () => void; released: Promise<void> } | undefined;
  beforeEach(async () => {
    [waits, holding] = [[], undefined];
    bench = await openSandbox({
      wait: async (ms) => {
        waits.push(ms);
        if (holding === undefined) return;
        holding.count -= 1;
        if (holding.count === 0) holding.reached();
        await holding.released;
      },
    });
  });
  afterEach(() => bench.stop());

  const ask = (path = 'Opportunities/29681234') => bench.send('GET', path);
  const times = async (count: number) => {
    const statuses: number[] = [];
    for (let index = 0; index < count; index += 1) statuses.push((await ask()).status);
    return statuses;
  };

  test('the threshold is told, and every request counts towards it', async () => {
    await times(2);
    expect((await ask('ThresholdInformation')).body).toEqual({
      externalRequestThreshold: 10_000,
      requestThresholdTimeframe: 60,
      currentTimeframeRequestCount: 3,
    });
  });

  test('from half of the threshold on each request waits half a second, from three quarters a whole one', async () => {
    bench.sandbox.switches.requestThreshold = 8;
    expect(await times(8)).toEqual([200, 200, 200, 200, 200, 200, 200, 200]);
    expect(waits).toEqual([500, 500, 1000, 1000]);
  });

  test('past the threshold requests are turned away until the hour has rolled on', async () => {
    Object.assign(bench.sandbox.switches, { requestThreshold: 1, retryAfter: 30 });
    await ask();
    const turnedAway = await ask();
    expect([turnedAway.status, turnedAway.headers.get('Retry-After')]).toEqual([429, '30']);
    expect(turnedAway.body.errors?.[0]).toContain('threshold');
    bench.setTime('2026-03-10T13:00:01.000Z');
    expect((await ask()).status).toBe(200);
  });

  test('asking for the zone does not count', async () => {
    await ask('ZoneInformation?user=api.bot@example.com');
    expect((await ask('ThresholdInformation')).text).toContain('"currentTimeframeRequestCount":1');
  });

  /** So many requests of one entity, all in flight; `finish` lets them end and tells their statuses. */
  const inFlight = async (count: number) => {
    let release = (): void => undefined;
    const released = new Promise<void>((resolve) => (release = resolve));
    bench.sandbox.faults.plan({ fault: { kind: 'slow', ms: 60_000 }, entity: 'Opportunities', times: count });
    let asked: Promise<{ status: number }[]> = Promise.resolve([]);
    await new Promise<void>((reached) => {
      holding = { count, reached, release, released };
      asked = Promise.all(Array.from({ length: count }, () => ask()));
    });
    return async () => {
      release();
      return (await asked).map(({ status }) => status);
    };
  };

  test('three requests of one entity at a time: the fourth is turned away, another entity has its own three', async () => {
    const finish = await inFlight(3);
    const fourth = await ask();
    expect([fourth.status, fourth.body.errors?.[0]]).toEqual([429, expect.stringContaining('Itgenatr005')]);
    expect((await ask('Companies/174')).status).toBe(200);
    expect((await ask('Opportunities/entityInformation')).status).toBe(429);
    expect(await finish()).toEqual([200, 200, 200]);
    expect((await ask()).status).toBe(200);
  });

  test('the refusal may arrive under another status', async () => {
    bench.sandbox.switches.threadStatus = 500;
    const finish = await inFlight(3);
    expect((await ask()).status).toBe(500);
    await finish();
  });

  test('older integrations are slowed down instead', async () => {
    bench.sandbox.switches.threadPolicy = 'slowed';
    const finish = await inFlight(5);
    expect(waits).toEqual([60_000, 60_000, 60_000, 60_250, 60_500]);
    expect(await finish()).toEqual([200, 200, 200, 200, 200]);
  });
});
