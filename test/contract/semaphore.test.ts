/** Autotask's limits hold for all replicas together, and for one process alone without asking anybody. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createEntityLimiter, createOpportunityLock } from '../../src/autotask/http/concurrency';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { createSharedSemaphore, type SharedSemaphore } from '../../src/storage/postgres/semaphore';
import {
  databaseKinds,
  describeEach,
  describeOnServer,
  createTestDatabase,
  type DatabaseFixture,
} from '../support/databases';
import { quietLog } from '../support/quiet-log';

describeEach(databaseKinds, 'Turns in %s', (open) => {
  let opened: DatabaseFixture;
  let other: Database;
  beforeAll(async () => {
    opened = await open();
    other = (await opened.openAnother?.()) ?? opened.database;
  }, 60_000);
  afterAll(() => opened.close());

  const replicas = <Q>(create: (turns: Database['semaphore']) => Q): readonly [Q, Q] => {
    const first = create(opened.database.semaphore);
    return [first, opened.openAnother === undefined ? first : create(other.semaphore)];
  };
  /** Work that has begun and lasts until it is let go. */
  function work() {
    let end: () => void = () => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    let begin: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => (begin = resolve));
    const run = (): Promise<void> => {
      begin();
      return ended;
    };
    return { run, begun, end: () => end() };
  }
  const forever = (): AbortSignal => new AbortController().signal;

  it('sends at most three requests per entity at once, whichever replica sends them', async () => {
    const lanes = replicas(createEntityLimiter);
    let [now, most, done] = [0, 0, 0];
    const busy = async (): Promise<void> => {
      most = Math.max(most, ++now);
      await pause(2);
      now -= 1;
      done += 1;
    };
    await Promise.all(
      Array.from({ length: 30 }, (_, number) => lanes[number % 2 ? 1 : 0]('opportunities', forever(), busy)),
    );
    expect(done).toBe(30);
    expect(most).toBeLessThanOrEqual(3);
  }, 60_000);

  it('lets a fourth request wait until one of three is over, and others pass', async () => {
    const [mine, theirs] = replicas(createEntityLimiter);
    const three = [work(), work(), work()];
    const running = three.map((one) => mine('notes', forever(), one.run));
    await Promise.all(three.map(({ begun }) => begun));
    const fourth = work();
    const waiting = theirs('notes', forever(), fourth.run);
    let isBegun = false;
    void fourth.begun.then(() => (isBegun = true));
    expect(await theirs('companies', forever(), () => Promise.resolve('passed'))).toBe('passed');
    expect(isBegun).toBe(false);
    three[1]?.end();
    await fourth.begun;
    for (const one of [...three, fourth]) one.end();
    await Promise.all([...running, waiting]);
  }, 60_000);

  it('writes one opportunity at a time, and lets go of whoever gives up waiting', async () => {
    const [mine, theirs] = replicas(createOpportunityLock);
    const first = work();
    const running = mine(4711, forever(), first.run);
    await first.begun;
    const impatient = new AbortController();
    const given = theirs(4711, impatient.signal, () => Promise.resolve('written'));
    impatient.abort(new Error('enough'));
    await expect(given).rejects.toThrow();
    first.end();
    await running;
    expect(await theirs(4711, forever(), () => Promise.resolve('written'))).toBe('written');
  }, 60_000);

  it('gives the turn back when the work fails', async () => {
    const [mine, theirs] = replicas(createOpportunityLock);
    await expect(mine(1, forever(), () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await theirs(1, forever(), () => Promise.resolve('written'))).toBe('written');
  }, 60_000);

  it('holds what it held when the connection breaks', async () => {
    const [mine, theirs] = replicas(createOpportunityLock);
    const first = work();
    const running = mine(5, forever(), first.run);
    await first.begun;
    if (opened.openAnother !== undefined) await breakConnections(opened.database);
    const impatient = new AbortController();
    const second = theirs(5, impatient.signal, () => Promise.resolve('written'));
    impatient.abort(new Error('enough'));
    await expect(second).rejects.toThrow();
    first.end();
    await running;
    expect(await theirs(5, forever(), () => Promise.resolve('written'))).toBe('written');
  }, 60_000);
});

describeOnServer('a place that is kept', (address) => {
  let opened: DatabaseFixture;
  let url: string;
  beforeAll(async () => {
    const created = await createTestDatabase(address);
    ({ url } = created);
    const database = await openDatabase({ databaseUrl: url, dataDir: undefined, log: quietLog });
    opened = { database, openAnother: undefined, close: () => database.close().then(created.drop) };
  }, 60_000);
  afterAll(() => opened.close());

  it('serves the next request of its replica without a question, and goes to another replica that waits', async () => {
    const questions: string[] = [];
    const replica = (ask: (text: string) => unknown): SharedSemaphore =>
      createSharedSemaphore({
        client: () => heard(ask),
        random: Math.random,
        log: quietLog,
        keepMilliseconds: 3_600_000,
      });
    const [mine, theirs] = [
      replica((text) => text.includes('insert') && questions.push(text)),
      replica(() => undefined),
    ];

    const name = `of ${randomUUID()}`;
    (await mine.acquire(name, 1, new AbortController().signal))();
    const asked = questions.length;
    (await mine.acquire(name, 1, new AbortController().signal))();
    expect(questions).toHaveLength(asked);
    // Nobody gives a place of an hour back by itself.
    (await theirs.acquire(name, 1, new AbortController().signal))();
    (await mine.acquire(name, 1, new AbortController().signal))();
    await Promise.all([mine.close(), theirs.close()]);
  }, 60_000);

  /** As a pooler in transaction mode does, each question is asked in another session. */
  function pooled(url: string): { client: () => Client; end: () => Promise<void> } {
    const sessions = Array.from({ length: 3 }, () => new Client({ connectionString: url }));
    const opening = Promise.all(sessions.map((session) => session.connect()));
    let asked = 0;
    const client = () =>
      Object.assign(new Client({ connectionString: url }), {
        connect: () => opening,
        end: () => Promise.resolve(),
        query: (text: string, values: unknown[]) => sessions[(asked += 1) % 3]?.query(text, values),
      }) as unknown as Client;
    return { client, end: () => Promise.all(sessions.map((session) => session.end())).then(() => undefined) };
  }

  describe('of a replica', () => {
    const replica = (client: () => Client): SharedSemaphore =>
      createSharedSemaphore({ client, random: Math.random, log: quietLog });
    const plain = () => new Client({ connectionString: url });

    it('is given to others when whoever had it stood still, or died, and never gave it back', async () => {
      const [lost, other] = [replica(plain), replica(plain)];
      await lost.acquire('of a stall', 1, new AbortController().signal);
      await opened.database.execute(`update turns set until = until - interval '10 seconds', holder = 'gone'`);
      (await other.acquire('of a stall', 1, new AbortController().signal))();
      await Promise.all([lost.close(), other.close()]);
    }, 60_000);

    it('is held by one at a time behind a pooler that hands each question to another session', async () => {
      const ways = [pooled(url), pooled(url)];
      const replicas = ways.map(({ client }) => replica(client));
      let [now, most] = [0, 0];
      const work = async (turns: SharedSemaphore | undefined): Promise<void> => {
        const giveBack = await turns?.acquire('behind a pooler', 1, new AbortController().signal);
        most = Math.max(most, ++now);
        await pause(1);
        now -= 1;
        giveBack?.();
      };
      await Promise.all(Array.from({ length: 40 }, (_, number) => work(replicas[number % 2])));
      expect(most).toBe(1);
      for (const one of replicas) await one.close();
      for (const { end } of ways) await end();
    }, 60_000);
  });

  /** A client that tells what it is asked. */
  function heard(ask: (text: string) => unknown): Client {
    const client = new Client({ connectionString: url });
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    return Object.assign(client, {
      query: (...given: unknown[]) => {
        ask(String(given[0]));
        return query(...given);
      },
    });
  }
});

/** The server ends every session that takes turns. */
const breakConnections = (database: Database): Promise<unknown> =>
  database.execute(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where application_name = 'autotask-opportunities-bot turns' and datname = current_database()`,
  );
