/** Who may write at all, through the client. */
import { NotAllowed } from '../../../../src/core/errors';
import { author, failureOf, openClient, type ClientBench } from '../../../support/client';
import { anOpportunity } from '../../../support/sandbox';

let bench: ClientBench;
beforeAll(async () => {
  bench = await openClient();
});
afterAll(() => bench.stop());
const writes = () => bench.asked().filter((line) => /^(PATCH|POST Opportunities$)/.test(line));

test('R1 without the module the one sentence of Autotask reaches the person, and nothing is stored', async () => {
  const id = await bench.create();
  const count = bench.sandbox.records.list('Opportunities').length;
  bench.sandbox.switches.crmModule = false;
  const changed = await failureOf(bench.client.change(id, { nextStep: 'Call' }, author));
  const created = await failureOf(bench.client.create(anOpportunity, author));
  bench.sandbox.switches.crmModule = true;
  for (const { say } of [changed, created]) {
    expect(say).toContain('does not have the adequate permissions to update this entity type.');
  }
  expect((await bench.read(id))['nextStep']).toBeNull();
  expect(bench.sandbox.records.list('Opportunities')).toHaveLength(count);
});

test('R1 a right that Autotask says is missing is known beforehand, and nothing is sent', async () => {
  const id = await bench.create();
  const client = bench.anew();
  bench.sandbox.trouble.order({
    entity: 'Opportunities',
    verb: 'information',
    fault: {
      kind: 'altered',
      change: (body) => ({ info: { ...(body as { info: object }).info, userAccessForUpdate: 0 } }),
    },
  });
  bench.asked();
  const failure = await failureOf(client.change(id, { nextStep: 'Call' }, author));
  expect(failure).toBeInstanceOf(NotAllowed);
  expect(failure.say).toBe('The API user of this bot may not change opportunities in Autotask.');
  expect(writes()).toEqual([]);
});
