/** The database is away for a while: people read that, nothing is half written, and the same goes through afterwards. */
import { dayIn } from '../support/clock';
import { describeOnServer, createTestDatabase, type TestDatabase } from '../support/databases';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

describeOnServer('while it is away', (address) => {
  let database: TestDatabase;
  let errand: AppFixture;
  beforeAll(async () => {
    database = await createTestDatabase(address);
    errand = await startAppFixture({ DATABASE_URL: database.url });
  }, 60_000);
  afterEach(() => database.reconnect());
  afterAll(async () => {
    await errand.stop();
    await database.drop();
  });

  const lost = 'My own database does not answer right now.';
  const reference = /[Rr]eference [0-9A-F]{8}/;
  /** What was sent to Autotask that changes something there. */
  const writes = (): number =>
    errand.sandbox.requests.list().filter(({ method, path }) => method !== 'GET' && !path.endsWith('/query')).length;

  describe.each(['Slack', 'Teams'] as const)('on %s', (platform) => {
    const chat = () => errand.chat(platform);

    it('a look-up is answered in words, and works when it is back', async () => {
      const { id, title } = errand.createOpportunity();
      await database.disconnect();
      const { words } = await chat().say('sam', String(id));
      expect(words).toContain(lost);
      expect(words).toMatch(/Try again in a minute/);
      expect(words).toMatch(reference);
      await database.reconnect();
      expect((await chat().say('sam', String(id))).words).toContain(title);
    });

    it('a note is not written, which its person reads, and is written once when it is typed again', async () => {
      const { id } = errand.createOpportunity();
      await chat().say('sam', String(id));
      const before = writes();
      await database.disconnect();
      const { words } = await chat().say('sam', `note ${String(id)} They want a quote`);
      expect(words).toContain(lost);
      expect(words).toMatch(reference);
      expect(writes()).toBe(before);
      await database.reconnect();
      await chat().say('sam', `note ${String(id)} They want a quote`);
      expect(errand.notes(id)).toHaveLength(1);
      expect(writes()).toBe(before + 1);
    });

    it('a form keeps what was typed, nothing is written, and it goes through when it is sent off again', async () => {
      const { id } = errand.createOpportunity();
      await chat().say('sam', String(id));
      await chat().pressForm('sam', 'Win');
      const before = writes();
      await database.disconnect();
      await chat().submit('sam', { winReasonDetail: 'typed with care', closedDate: dayIn(-3) });
      const form = chat().form('sam');
      expect(form?.words).toContain(lost);
      // Slack's own modal stays as it is; what Teams shows is drawn anew.
      if (platform === 'Teams') expect(form?.values).toMatchObject({ winReasonDetail: 'typed with care' });
      expect(writes()).toBe(before);
      expect(errand.stored(id)['status']).toBe(1);
      await database.reconnect();
      await chat().submit('sam', {});
      await chat().waitForCard('sam', 'Won by Sam Okafor');
      expect(errand.stored(id)['winReasonDetail']).toBe('typed with care');
    });
  });
});
