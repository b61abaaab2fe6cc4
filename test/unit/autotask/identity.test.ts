/** For how long somebody is who they were. */
import { Unavailable } from '../../../src/core/errors';
import { fastRetries, errorOf, openClient, type ClientFixture } from '../../support/client';
import { danaId, today } from '../../support/sandbox';

const minute = 60_000;
const address = 'dana.reyes@example.com';
let bench: ClientFixture;
let now: number;
beforeEach(async () => {
  now = Date.parse(today);
  bench = await openClient({}, { limits: { ...fastRetries, retries: 0 }, clock: () => new Date(now) });
});
afterEach(() => bench.stop());
const known = async () => (await bench.client.resourcesByEmail(address)).map(({ id }) => id);

it('a resource that is deactivated is nobody after five minutes, by address and by connection', async () => {
  const [found] = await bench.client.resourcesByEmail(address);
  expect(found?.trustedUntil).toEqual(new Date(now + 5 * minute));
  bench.sandbox.records.edit('Resources', danaId, { isActive: false });
  now += 5 * minute;
  expect(await known()).toEqual([danaId]);
  now += 1;
  expect(await known()).toEqual([]);
  expect(await bench.client.activeResource(danaId)).toBeUndefined();
});

it('while Autotask does not answer people are who they were, for an hour at most', async () => {
  expect(await known()).toEqual([danaId]);
  bench.sandbox.faults.plan({ fault: { kind: 'status', status: 503, body: 'html' }, times: 100 });
  now += 60 * minute;
  expect(await known()).toEqual([danaId]);
  now += 1;
  expect(await errorOf(known())).toBeInstanceOf(Unavailable);
});

it('the user of the API, who may own nothing, is offered to nobody, and has a name all the same', async () => {
  const apiUser = 4;
  expect(bench.sandbox.records.read('Resources', apiUser)).toMatchObject({ licenseType: 7, isActive: true });
  const { firstName, lastName } = bench.sandbox.records.read('Resources', apiUser) ?? {};
  for (const typed of ['', String(firstName), String(lastName)]) {
    expect((await bench.client.resources(typed)).map(({ id }) => id)).not.toContain(apiUser);
  }
  expect((await bench.client.resources('Dana')).map(({ id }) => id)).toEqual([danaId]);
  expect(await bench.client.nameOf('resource', apiUser)).toBe([firstName, lastName].filter(Boolean).join(' '));
});
