/** Autotask's limits hold for all replicas together, and for one process alone without asking anybody. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Client } from 'pg';
import { createLanes, createTurns } from '../../src/autotask/lanes';
import type { Database } from '../../src/storage/database';
import { createSharedTurns, type SharedTurns } from '../../src/storage/turns';
import { databases, describeEach, describeOnServer, type Opened } from '../support/databases';
import { quietLog } from '../support/quiet-log';

describeEach(databases, 'Turns in %s', (open) => {
  let opened: Opened;
  let other: Database;
  beforeAll(async () => {
    opened = await open();
    other = (await opened.another?.()) ?? opened.database;
  }, 60_000);
  afterAll(() => opened.close());

  const replicas = <Q>(create: (turns: Database['turns']) => Q): readonly [Q, Q] => {
    const first = create(opened.database.turns);
    return [first, opened.another === undefined ? first : create(other.turns)];
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
    const lanes = replicas(createLanes);
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
    const [mine, theirs] = replicas(createLanes);
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
    const [mine, theirs] = replicas(createTurns);
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
    const [mine, theirs] = replicas(createTurns);
    await expect(mine(1, forever(), () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
    expect(await theirs(1, forever(), () => Promise.resolve('written'))).toBe('written');
  }, 60_000);

  it('holds again what it held when the connection breaks', async () => {
    const [mine, theirs] = replicas(createTurns);
    const first = work();
    const running = mine(5, forever(), first.run);
    await first.begun;
    if (opened.another !== undefined) await breakConnections(opened.database, 'turn opportunity 5 0');
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
  it('serves the next request of its replica without a question, and goes to another replica that waits', async () => {
    const questions: string[] = [];
    const replica = (ask: (text: string) => void): SharedTurns =>
      createSharedTurns({ client: () => heard(ask), random: Math.random, log: quietLog, keptFor: 3_600_000 });
    const [mine, theirs] = [replica((text) => questions.push(text)), replica(() => undefined)];
    const { signal } = new AbortController();
    const name = `of ${randomUUID()}`;
    (await mine.take(name, 1, signal))();
    const asked = questions.length;
    (await mine.take(name, 1, signal))();
    expect(questions).toHaveLength(asked);
    // Nobody gives a place of an hour back by itself.
    (await theirs.take(name, 1, signal))();
    (await mine.take(name, 1, signal))();
    await Promise.all([mine.close(), theirs.close()]);
  }, 60_000);

  /** A client that tells what it is asked. */
  function heard(ask: (text: string) => void): Client {
    const client = new Client({ connectionString: address });
    const query = client.query.bind(client) as (...given: unknown[]) => unknown;
    return Object.assign(client, {
      query: (...given: unknown[]) => {
        ask(String(given[0]));
        return query(...given);
      },
    });
  }
});

/** The server ends every session that keeps turns; resolves once a new one keeps this place again. */
async function breakConnections(database: Database, place: string): Promise<void> {
  const lock = `select 1 from pg_locks join pg_database on pg_database.oid = pg_locks.database
     where locktype = 'advisory' and granted and datname = current_database()
     and ((classid::bigint << 32) | objid::bigint) = hashtextextended($1, 0)`;
  const isHeld = async (): Promise<boolean> => (await database.execute(lock, [place])).rows.length > 0;
  expect(await isHeld()).toBe(true);
  await database.execute(
    `select pg_terminate_backend(pid, 5000) from pg_stat_activity
     where application_name = 'autotask-opportunities-bot turns' and datname = current_database()`,
  );
  for (let look = 0; look < 500 && !(await isHeld()); look += 1) await pause(10);
  expect(await isHeld()).toBe(true);
}
