/** What the doctor finds at the database, embedded and on a server. */
import type { HealthCheck } from '../../src/core/health-check';
import { createDoctor } from '../../src/operations/doctor';
import { databaseChecks } from '../../src/storage/doctor-checks';
import { openReadOnlyDatabase } from '../../src/storage/open-database';
import { realClock } from '../support/clock';
import { databaseKinds, describeEach, type DatabaseFixture } from '../support/databases';
import { quietLog } from '../support/quiet-log';

const examine = (checks: readonly HealthCheck[]) =>
  createDoctor({ checks, milliseconds: 20_000, redact: (text) => text })();
// The server's clock is the machine's, so what agrees with it must be that too.
const now = realClock;

describeEach(databaseKinds, 'At %s', (open) => {
  let opened: DatabaseFixture;
  const checks = (clock = now) => databaseChecks((look) => look(opened.database), clock);
  const about = async (wanted: string, clock = now) =>
    (await examine(checks(clock))).find(({ what }) => what === wanted);
  const sqlOf = (text: string) => opened.database.execute(text);
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());

  it('nothing is wrong with one that the bot has opened', async () => {
    const findings = await examine(checks());
    expect(findings.map(({ what, state }) => `${what} ${state}`)).toEqual([
      'Database ok',
      'Database tables ok',
      'Database clock ok',
    ]);
    expect(findings[0]?.say).toMatch(/\d+\.\d+/);
  });

  it.each([
    ['behind', -120_000],
    ['ahead of', 120_000],
  ])('a clock that is two minutes %s its own is found, where it has one', async (how, off) => {
    const found = await about('Database clock', () => new Date(now().getTime() + off));
    const said = new RegExp(`1[12]\\d seconds ${how} the database`);
    expect(found).toMatchObject(
      opened.database.isShared
        ? { state: 'problem', say: expect.stringMatching(said) as string }
        : { state: 'ok', say: 'The embedded database goes by the clock of this machine.' },
    );
  });

  it('tables of a newer version are found, and those of an older one', async () => {
    await sqlOf(`insert into kysely_migration values ('9999-later', '2099-01-01T00:00:00Z')`);
    expect(await about('Database tables')).toMatchObject({
      state: 'problem',
      say: expect.stringContaining('9999-later') as string,
    });
    await sqlOf(`delete from kysely_migration where name in ('9999-later', '0002-outbox')`);
    expect(await about('Database tables')).toMatchObject({
      state: 'problem',
      say: expect.stringContaining('0002-outbox is missing') as string,
      cure: expect.stringContaining('Start the bot') as string,
    });
  });
});

it('a server that cannot be reached is found, without its password', async () => {
  const databaseUrl = 'postgres://bot:hunter2-hunter2@127.0.0.1:2/bot';
  const { withDatabase } = openReadOnlyDatabase({ databaseUrl, dataDir: undefined, log: quietLog }, now);
  const [found] = await examine(databaseChecks(withDatabase, now));
  expect(found).toMatchObject({ state: 'problem', cure: expect.stringContaining('DATABASE_URL') as string });
  expect(JSON.stringify(found)).not.toContain('hunter2');
});
