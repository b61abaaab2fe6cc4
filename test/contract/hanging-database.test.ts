/** The database takes every question and answers none: what was typed comes back all the same, and is written once. */
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import type { FakeTeams } from '../../src/dev/fakes/teams/fake-teams';
import { startFakeTeams } from '../../src/dev/fakes/teams/start';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import { autotaskSettings } from '../support/bot-settings';
import { dayIn, runningClock } from '../support/clock';
import { describeOnServer, createTestDatabase, type TestDatabase } from '../support/databases';
import { startDatabaseProxy, type DatabaseProxy } from '../support/database-way';
import { startAppFixture, type AppFixture } from '../support/app-fixture';
import { freePort } from '../../src/dev/free-port';
import { quietLog } from '../support/quiet-log';
import { createTeamsChat } from '../support/teams-chat';

const lost = 'My own database does not answer right now.';
const typed = { winReasonDetail: 'typed with care', closedDate: dayIn(-3) };

describeOnServer('while it says nothing', (address) => {
  let database: TestDatabase;
  let way: DatabaseProxy;
  let errand: AppFixture;
  /** A shorter patience than the bot's own, though longer than the two seconds that a person waits for a form. */
  async function start(milliseconds: number, env: Readonly<Record<string, string>> = {}): Promise<void> {
    database = await createTestDatabase(address);
    way = await startDatabaseProxy(database.url);
    errand = await startAppFixture({ DATABASE_URL: `${way.url}?query_timeout=${String(milliseconds)}`, ...env });
  }
  async function stop(): Promise<void> {
    await errand.stop();
    await way.stop();
    await database.drop();
  }
  async function formOpen(platform: 'Slack' | 'Teams'): Promise<number> {
    const { id } = errand.createOpportunity();
    await errand.chat(platform).say('sam', String(id));
    await errand.chat(platform).pressForm('sam', 'Win');
    return id;
  }

  describe('for a while', () => {
    beforeAll(() => start(2500), 60_000);
    afterEach(() => way.resume());
    afterAll(stop, 60_000);

    it.each(['Slack', 'Teams'] as const)(
      'a look-up on %s is answered in words, and works afterwards',
      async (platform) => {
        const chat = errand.chat(platform);
        const { id, title } = errand.createOpportunity();
        way.hang();
        expect((await chat.say('sam', String(id))).words).toContain(lost);
        way.resume();
        expect((await chat.say('sam', String(id))).words).toContain(title);
      },
    );

    it('a form on Slack comes back in its own window with everything typed, and goes through when it is sent again', async () => {
      const chat = errand.chat('Slack');
      const id = await formOpen('Slack');
      way.hang();
      await chat.submit('sam', typed);
      await until(() => chat.form('sam')?.words.includes(lost) === true);
      expect(chat.form('sam')?.values).toMatchObject(typed);
      expect(errand.stored(id)['status']).toBe(1);
      way.resume();
      await chat.submit('sam', {});
      await until(() => chat.cards('sam').some(({ words }) => words.includes('Won by Sam Okafor')));
      expect(errand.stored(id)['winReasonDetail']).toBe(typed.winReasonDetail);
    });

    it('a form on Teams is offered to its author alone, opens with everything typed, and goes through when it is sent again', async () => {
      const chat = errand.chat('Teams');
      const id = await formOpen('Teams');
      way.hang();
      await chat.submit('sam', typed);
      expect(chat.form('sam')?.words).toContain('Saving…');
      const offer = await chat.waitForCard('sam', lost);
      expect(offer.isPrivate).toBe(true);
      const form = await chat.pressForm('sam', 'Open');
      expect(form.values).toMatchObject(typed);
      expect(errand.stored(id)['status']).toBe(1);
      way.resume();
      await chat.submit('sam', {});
      await until(() => chat.cards('sam').some(({ words }) => words.includes('Won by Sam Okafor')));
      expect(errand.stored(id)['winReasonDetail']).toBe(typed.winReasonDetail);
    });
  });

  describe('and the bot is stopped', () => {
    beforeEach(() => start(60_000, { STOP_SECONDS: '5' }), 60_000);
    const stopped = 'I am being stopped before I know whether this went through.';

    it.each(['Slack', 'Teams'] as const)('a form on %s comes back before the process ends', async (platform) => {
      const chat = errand.chat(platform);
      await formOpen(platform);
      way.hang();
      await chat.submit('sam', typed);
      expect(chat.form('sam')?.words).toContain('Saving…');
      const gone = stop();
      if (platform === 'Slack') {
        await until(() => chat.form('sam')?.words.includes(stopped) === true);
        expect(chat.form('sam')?.values).toMatchObject(typed);
      } else {
        expect((await chat.waitForCard('sam', stopped)).buttons).toEqual(['Open']);
      }
      way.resume();
      await gone;
    });
  });

  describe('at two replicas', () => {
    const replicas: Replica[] = [];
    const at = (number: number): void => void (now = number);
    let now = 0;
    let sandbox: Sandbox;
    let teams: FakeTeams;
    const chat = () => createTeamsChat(teams);
    beforeAll(async () => {
      database = await createTestDatabase(address);
      way = await startDatabaseProxy(database.url);
      sandbox = await startSandbox({ clock: runningClock });
      for (let number = 0; number < 2; number += 1)
        replicas.push(await startReplica(sandbox, `${way.url}?query_timeout=2500`));
      teams = await startFakeTeams({ messagesUrl: () => replicas[now]?.messagesUrl ?? '', clock: runningClock });
    }, 60_000);
    afterEach(async () => {
      way.resume();
      await database.reconnect();
    });
    afterAll(async () => {
      for (const replica of replicas) await replica.stop();
      await teams.stop();
      await sandbox.stop();
      await way.stop();
      await database.drop();
    }, 60_000);

    /** Opened at the first one. */
    async function formOpen(): Promise<void> {
      at(0);
      const [opportunity] = sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
      await chat().say('sam', String(opportunity?.['id']));
      await chat().pressForm('sam', 'Win');
      at(1);
    }

    it('a form that comes back late opens with everything typed wherever its button is pressed', async () => {
      await formOpen();
      way.hang();
      await chat().submit('sam', typed);
      await chat().waitForCard('sam', lost);
      for (const number of [0, 1]) {
        at(number);
        await chat().close('sam');
        expect((await chat().pressForm('sam', 'Open')).values).toMatchObject(typed);
      }
    });

    it('a form that is sent to the other one stays with everything typed while the database refuses', async () => {
      await formOpen();
      await database.disconnect();
      await chat().submit('sam', typed);
      expect(chat().form('sam')?.words).toContain(lost);
      expect(chat().form('sam')?.values).toMatchObject(typed);
    });
  });
});

interface Replica {
  readonly messagesUrl: string;
  stop(): Promise<void>;
}

async function startReplica(sandbox: Sandbox, databaseUrl: string): Promise<Replica> {
  const settings = { ...autotaskSettings(sandbox), DATABASE_URL: databaseUrl, PORT: String(await freePort()) };
  const config = readConfig(settings, { unsignedTeams: true });
  const app = await createApp(config, { log: quietLog, clock: runningClock, strict: true });
  return { messagesUrl: new URL('api/messages', await app.start()).href, stop: () => app.stop() };
}

/** Looks again and again, as long as the test may take. */
async function until(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 100));
}
