/** The hourly requests that all integrations of a tenant share are watched, and warned of in time. */
import type { AutotaskClient } from '../../../../src/autotask/client';
import { connectClient, fastRetries, openClient } from '../../../support/client';
import { eventually } from '../../../support/eventually';
import { createDeferred } from '../../../support/later';
import { createRecordingLog } from '../../../support/noted-log';
import { today } from '../../../support/sandbox';
import { jsonAnswer, createScriptedFetch } from '../../../support/scripted-autotask';

const sentence = 'three quarters of the hourly requests to Autotask are used up';

/** No disk and no network is involved: an answer that has come is read within a few turns. */
async function digested(): Promise<void> {
  for (let turns = 0; turns < 20; turns += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A client whose Autotask says how many requests are used up. */
function watched(answer: () => Response | Promise<Response>) {
  let now = Date.parse(today);
  const noted = createRecordingLog();
  const isThreshold = ({ path }: { path: string }) => path.endsWith('/V1.0/ThresholdInformation');
  const script = createScriptedFetch((asked) => (isThreshold(asked) ? answer() : jsonAnswer({ queryCount: 0 })));
  const client = connectClient('https://webservices14.autotask.net/ATServicesRest/', {
    fetch: script.fetch,
    clock: () => new Date(now),
    log: noted.log,
    limits: { ...fastRetries, retries: 0 },
  });
  const looks = () => script.requests.filter(isThreshold).length;
  const outcomes = () => noted.lines.filter(({ facts }) => 'outcome' in facts).length;
  return {
    client,
    looks,
    warnings: () => noted.warnings().filter((line) => line === sentence),
    lines: noted.lines,
    /** One more request after so many minutes, and whatever it sets off beside it. */
    after: async (minutes: number) => {
      now += minutes * 60_000;
      await client.count({});
      await eventually(() => outcomes() === script.requests.length);
      await digested();
    },
  };
}
const used = (currentTimeframeRequestCount: number, externalRequestThreshold = 10_000) =>
  jsonAnswer({ externalRequestThreshold, requestThresholdTimeframe: 60, currentTimeframeRequestCount });
const count = async (client: AutotaskClient, times: number) => {
  for (let index = 0; index < times; index += 1) await client.count({});
};

describe('Autotask is asked how much is used up', () => {
  it('not with the first requests, but every ten minutes in which there are any', async () => {
    const { looks, after } = watched(() => used(10));
    await after(0);
    await after(9);
    expect(looks()).toBe(0);
    await after(1);
    expect(looks()).toBe(1);
    await after(9);
    expect(looks()).toBe(1);
    await after(60);
    expect(looks()).toBe(2);
  });

  it('and every 250 requests, however quickly they come', async () => {
    const { client, looks, after } = watched(() => used(10));
    await count(client, 248);
    await after(0);
    expect(looks()).toBe(0);
    await after(0);
    expect(looks()).toBe(1);
    await count(client, 200);
    await after(0);
    expect(looks()).toBe(1);
  });

  it('one look at a time, and nobody waits for it', async () => {
    const slow = createDeferred<Response>();
    const { client, looks, after, lines } = watched(() => slow.promise);
    const waiting = after(11);
    await eventually(() => looks() === 1);
    await count(client, 600);
    expect(looks()).toBe(1);
    slow.resolve(used(10));
    await waiting;
    expect(lines.some(({ level }) => level === 'warn')).toBe(false);
  });

  it('whoever runs the bot may ask at any time', async () => {
    const { client } = watched(() => used(4200));
    expect(await client.usage()).toEqual({ used: 4200, allowed: 10_000, minutes: 60 });
  });
});

describe('A warning is logged', () => {
  it.each([
    [7499, 10_000, 0],
    [7500, 10_000, 1],
    [10_000, 10_000, 1],
    [75, 100, 1],
    [5, 0, 0],
  ])('%i of %i used: %i', async (requests, allowed, warned) => {
    const { warnings, after } = watched(() => used(requests, allowed));
    await after(11);
    expect(warnings()).toHaveLength(warned);
  });

  it('once while it stays above three quarters, and again only after it fell below', async () => {
    const course = [7600, 8000, 9900, 3000, 7400, 7600, 7700];
    const seen: number[] = [];
    const { warnings, after, looks } = watched(() => used(course[looks() - 1] ?? 0));
    for (const [index] of course.entries()) {
      await after(11);
      expect(looks()).toBe(index + 1);
      seen.push(warnings().length);
    }
    expect(seen).toEqual([1, 1, 1, 1, 1, 2, 2]);
  });

  it('with the figures', async () => {
    const { lines, after, warnings } = watched(() => used(8000));
    await after(11);
    expect(warnings()).toHaveLength(1);
    expect(lines.find(({ message }) => message === sentence)?.facts).toEqual({
      used: 8000,
      allowed: 10_000,
      minutes: 60,
    });
  });

  it('not when the look fails: that harms nobody, and the next look comes all the same', async () => {
    const answers = [jsonAnswer({ errors: ['No.'] }, 500), jsonAnswer({ surprise: true }), used(9000)];
    const { warnings, after, looks } = watched(() => answers.shift() ?? used(0));
    await after(11);
    await after(11);
    expect([looks(), warnings().length]).toEqual([2, 0]);
    await after(11);
    expect(warnings()).toHaveLength(1);
  });
});

it('Over HTTP, the figures are those of the tenant', async () => {
  const bench = await openClient({ switches: { requestThreshold: 1000 } });
  await bench.client.count({});
  expect(await bench.client.usage()).toEqual({ used: 2, allowed: 1000, minutes: 60 });
  await bench.stop();
});
