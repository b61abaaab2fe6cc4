/** Who may write at all, through the client. */
import { AccessDenied } from '../../../../src/core/errors';
import { author, errorOf, openClient, type ClientFixture } from '../../../support/client';
import { plainOpportunity } from '../../../support/sandbox';

let bench: ClientFixture;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const writes = () => bench.takeRequests().filter((line) => /^(PATCH|POST Opportunities$)/.test(line));

test('R1 without the module the one sentence of Autotask reaches the person, and nothing is stored', async () => {
  const id = await bench.create();
  const count = bench.sandbox.records.list('Opportunities').length;
  bench.sandbox.switches.crmModule = false;
  const changed = await errorOf(bench.client.update(id, { nextStep: 'Call' }, author));
  const created = await errorOf(bench.client.create(plainOpportunity, author));
  bench.sandbox.switches.crmModule = true;
  for (const { userMessage } of [changed, created]) {
    expect(userMessage).toContain('does not have the adequate permissions to update this entity type.');
  }
  expect((await bench.read(id))['nextStep']).toBeNull();
  expect(bench.sandbox.records.list('Opportunities')).toHaveLength(count);
});

test('R1 a right that Autotask says is missing is known beforehand, and nothing is sent', async () => {
  const id = await bench.create();
  const client = bench.newClient();
  bench.sandbox.faults.plan({
    entity: 'Opportunities',
    verb: 'information',
    fault: {
      kind: 'altered',
      change: (body) => ({ info: { ...(body as { info: object }).info, userAccessForUpdate: 0 } }),
    },
  });
  bench.takeRequests();
  const failure = await errorOf(client.update(id, { nextStep: 'Call' }, author));
  expect(failure).toBeInstanceOf(AccessDenied);
  expect(failure.userMessage).toBe('The API user of this bot may not change opportunities in Autotask.');
  expect(writes()).toEqual([]);
});
