/** Two replicas on one PostgreSQL, one of them killed while it posts a digest: it comes exactly once. */
import { spawn, type ChildProcess } from 'node:child_process';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import type { FakeSlack } from '../../src/dev/fakes/slack/fake-slack';
import { createSubscriptions } from '../../src/storage/subscriptions';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { aSubscription } from '../support/a-subscription';
import { runningClock } from '../support/clock';
import { describeOnServer, createTestDatabase } from '../support/databases';
import { quietLog } from '../support/quiet-log';

/** The way to Slack, on which the first post is stopped: whoever sent it dies. */
interface Way {
  /** Of each replica its own. */
  readonly url: (replica: number) => string;
  readonly posts: () => number;
  stop(): Promise<void>;
}

async function openWay(to: string, taken: 'before' | 'after', kill: (replica: number) => Promise<void>): Promise<Way> {
  let posts = 0;
  async function pass(request: IncomingMessage, body: Buffer, response: ServerResponse): Promise<void> {
    const [, replica, , method = ''] = (request.url ?? '').split('/');
    posts += method === 'chat.postMessage' ? 1 : 0;
    const isLast = method === 'chat.postMessage' && posts === 1;
    if (isLast && taken === 'before') return kill(Number(replica));
    const { 'content-type': type = '', authorization = '' } = request.headers;
    const headers = { 'content-type': type, authorization };
    const answer = await fetch(new URL(method, to), { method: 'POST', headers, body: new Uint8Array(body) });
    const said = await answer.text();
    if (isLast) return kill(Number(replica));
    response.writeHead(answer.status, { 'content-type': 'application/json' }).end(said);
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => void pass(request, Buffer.concat(chunks), response));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  return {
    url: (replica) => `${base}/${String(replica)}/api/`,
    posts: () => posts,
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function startReplica(settings: object): Promise<ChildProcess> {
  const script = join(__dirname, '../support/replica.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, JSON.stringify(settings)]);
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (said: Buffer) =>
      said.toString().includes('ready') ? resolve(child) : reject(new Error(said.toString())),
    );
    child.stderr.on('data', (said: Buffer) => reject(new Error(said.toString())));
  });
}

describeOnServer('when the replica that posts a digest is killed', (address) => {
  let slack: FakeSlack;
  let way: Way;
  let database: Database;
  let drop: () => Promise<void>;
  let replicas: ChildProcess[];

  /** Kills the replica whose post is on its way. */
  async function run(taken: 'before' | 'after'): Promise<readonly string[]> {
    const opened = await createTestDatabase(address);
    ({ drop } = opened);
    slack = await startFakeSlack({
      eventsUrl: () => 'http://127.0.0.1:9/none',
      signingSecret: 'unused',
      botToken: 'xoxb-tests',
      clock: runningClock,
    });
    const dead: number[] = [];
    way = await openWay(slack.apiUrl, taken, async (sender) => {
      const replica = replicas[sender];
      await new Promise((resolve) => {
        replica?.once('exit', resolve);
        replica?.kill('SIGKILL');
      });
      dead.push(sender);
    });
    database = await openDatabase({ databaseUrl: opened.url, dataDir: undefined, log: quietLog });
    const subscriptions = createSubscriptions(database.db);
    replicas = await Promise.all(
      [0, 1].map((index) => startReplica({ databaseUrl: opened.url, apiUrl: way.url(index) })),
    );
    const place = { platform: 'slack', tenant: 'T0', conversation: 'C0SALES0001', kind: 'channel' } as const;
    await subscriptions.save(aSubscription({ place }), runningClock());
    await until(async () => (await subscriptions.lastSent('daily')) !== undefined);
    expect(dead).toHaveLength(1);
    return slack
      .state()
      .messages.filter(({ from }) => from === 'bot')
      .map(({ text }) => text);
  }

  afterEach(async () => {
    for (const replica of replicas) replica.kill('SIGKILL');
    await way.stop();
    await slack.stop();
    await database.close();
    await drop();
  });

  it('after Slack took it, the other one sees that it stands there', async () => {
    expect(await run('after')).toEqual(['Pipeline. Up.']);
    expect(way.posts()).toBe(1);
  });

  it('before Slack had it, the other one posts it', async () => {
    expect(await run('before')).toEqual(['Pipeline. Up.']);
    expect(way.posts()).toBe(2);
  });
});

/** Looks again and again, as long as the test may take. */
async function until(happened: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise((resolve) => setTimeout(resolve, 100));
}
