/**
 * Makes the databases under `test/golden/databases` by using the program: `npm run keep -- <name>` for
 * the embedded one, and with TEST_DATABASE_URL for PostgreSQL. Run it with the version whose database is to be kept.
 */
import { execFileSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { createTestDatabase } from './databases';
import { openPersistentWorld, type PersistentWorld } from './kept-world';
import type { ChatClient } from './chat';

const platforms = ['Slack', 'Teams'] as const;
type PlatformName = (typeof platforms)[number];
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Looks again and again for a minute and a half. */
async function until(what: string, happened: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 450; look++) {
    if (await happened()) return;
    await pause(200);
  }
  throw new Error(`It did not come to this: ${what}.`);
}

/** A new open opportunity in the first stage. */
function createOpportunity(world: PersistentWorld, title: string): number {
  const { records } = world.sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  const cells = Object.entries(template ?? {}).filter(([name]) => name !== 'id');
  const now = world.now().toISOString();
  return records.add('Opportunities', { ...Object.fromEntries(cells), createDate: now, lastActivity: now, title });
}

async function untilInOutbox(chat: ChatClient, what: string, times: number): Promise<void> {
  let text = '';
  const happened = async (): Promise<boolean> => {
    text = (await chat.say('sam', 'outbox')).words;
    return text.split(what).length > times;
  };
  await until(`the outbox says ${what}`, happened).catch((error: unknown) => {
    throw new Error(`${String(error)} It says: ${text}`);
  });
}

function countDigests({ slack, teams }: PersistentWorld): number {
  const isDigest = (message: object) => /ipeline · \w{3},/.test(JSON.stringify(message));
  return [...slack.state().messages, ...teams.state().messages].filter(isDigest).length;
}

async function setUpDigest(chat: ChatClient, person: string, words: string): Promise<void> {
  await chat.typeForm(person, words);
  await chat.lookUp(person, 'timezone', { text: 'berlin' });
  await chat.submit(person, { timezone: 'Europe/Berlin' });
  await chat.submit(person, {});
  await until('the digest is set up', () => chat.cards(person).some(({ words }) => /is set up|Weekly/.test(words)));
}

/** Digests, watches, an account link by hand, and one that waits to be decided. */
async function setUpSubscriptions(world: PersistentWorld, platform: PlatformName): Promise<void> {
  const chat = world.chat(platform);
  const stranger = platform === 'Slack' ? 'noor' : 'robin';
  await chat.say('dana', 'whoami');
  await chat.say(stranger, 'connect nora.fischer@example.com');
  await chat.waitForCard('dana', /Says to be Nora Fischer/);
  await chat.press('dana', 'Approve');
  await chat.waitForCard(stranger, 'Dana Reyes connected you');
  // Decided by nobody yet.
  await chat.say(stranger, 'connect sam.okafor@example.com');
  await setUpDigest(chat, 'sam', 'digest');
  await setUpDigest(chat, 'sam', 'digest weekly');
  await setUpDigest(world.ownChat(platform, 'sam'), 'sam', 'digest');
  const own = world.ownChat(platform, 'dana');
  await setUpDigest(own, 'dana', 'digest');
  await own.say('dana', 'digest pause');
  await own.waitForCard('dana', 'Paused');
  await chat.typeForm('sam', 'watch');
  await chat.submit('sam', { kinds: 'won,lost,stage' });
  await chat.waitForCard('sam', 'I watch');
  await chat.say('sam', `watch ${String(createOpportunity(world, `${platform} watched`))}`);
}

async function runMornings(world: PersistentWorld): Promise<void> {
  for (const [day, posts] of [
    [23, 6],
    [24, 4],
    [25, 4],
    [26, 4],
  ] as const) {
    const before = countDigests(world);
    await world.moveTo(`2026-11-${String(day)}T07:00:05.000Z`);
    await until(`${String(posts)} digests on day ${String(day)}`, () => countDigests(world) >= before + posts);
    if (day === 23) await queueFailingWrites(world);
    const [one] = world.sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 12);
    world.sandbox.records.edit('Opportunities', Number(one?.['id']), {
      stage: 14,
      lastActivity: world.now().toISOString(),
    });
  }
}

/** What is tried in vain for three days. */
async function queueFailingWrites(world: PersistentWorld): Promise<void> {
  world.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, method: 'PATCH', times: 1e6 });
  for (const platform of platforms) {
    const id = createOpportunity(world, `${platform} given up`);
    await world.chat(platform).say('sam', `stage ${String(id)} verbal`);
  }
}

const failingWrites = { fault: { kind: 'status', status: 503 }, method: 'PATCH', times: 1e6 } as const;

/** On the last morning: entries of each state, what is on show, and open forms. */
async function createStates(world: PersistentWorld): Promise<void> {
  const { sandbox } = world;
  await world.moveTo('2026-11-27T06:10:00.000Z');
  await untilInOutbox(world.chat('Slack'), 'perhaps written', 2);
  sandbox.faults.clear();

  const each = async (act: (chat: ChatClient, platform: PlatformName) => Promise<unknown>): Promise<void> => {
    for (const platform of platforms) await act(world.chat(platform), platform);
  };
  sandbox.faults.plan(failingWrites);
  await each((chat, platform) =>
    chat.say('sam', `stage ${String(createOpportunity(world, `${platform} refused`))} verbal`),
  );
  sandbox.switches.crmModule = false;
  sandbox.faults.clear();
  await world.moveTo('2026-11-27T06:20:00.000Z');
  await untilInOutbox(world.chat('Slack'), 'not written', 2);
  sandbox.switches.crmModule = true;

  sandbox.faults.plan(failingWrites);
  const conflicting: number[] = [];
  const lossy: number[] = [];
  await each(async (chat, platform) => {
    const id = createOpportunity(world, `${platform} asked`);
    conflicting.push(id);
    await chat.say('sam', `stage ${String(id)} verbal`);
    const other = createOpportunity(world, `${platform} loses`);
    lossy.push(other);
    await chat.typeForm('sam', `win ${String(other)}`);
    await chat.submit('sam', {});
    await chat.waitForCard('sam', `Won · ${platform} loses`);
    await chat.say('sam', `stage ${String(createOpportunity(world, `${platform} cancelled`))} verbal`);
    await chat.press('sam', 'Cancel');
    await chat.waitForCard('sam', 'Dropped');
  });
  for (const id of conflicting) sandbox.records.edit('Opportunities', id, { stage: 13 });
  for (const id of lossy) sandbox.records.edit('Opportunities', id, { lostDate: '2026-05-04T09:00:00.000Z' });
  sandbox.faults.clear();
  await world.moveTo('2026-11-27T06:30:00.000Z');
  await untilInOutbox(world.chat('Slack'), 'would be lost', 2);
  await untilInOutbox(world.chat('Slack'), 'changed meanwhile', 2);

  // Somebody moves in Autotask what is watched.
  for (const platform of platforms) {
    const [watched] = sandbox.records.list('Opportunities', ({ title }) => title === `${platform} watched`);
    const lastActivity = world.now().toISOString();
    sandbox.records.edit('Opportunities', Number(watched?.['id']), { stage: 12, lastActivity });
  }
  await world.moveTo('2026-11-27T06:40:00.000Z');
  await each((chat, platform) => chat.waitForCard('dana', `${platform} watched`));

  await world.moveTo('2026-11-27T06:55:00.000Z');
  await each(async (chat, platform) => {
    await chat.say('dana', 'list');
    await chat.typeForm('sam', `new ${platform} created`);
    const [company] = await chat.lookUp('sam', 'companyID', { text: 'oakhaven' });
    await chat.submit('sam', { companyID: company?.value ?? '' });
    await until('the second page', () => chat.form('sam')?.fields.includes('projectedCloseDate') ?? false);
    await chat.submit('sam', { projectedCloseDate: '2027-01-04' });
    await until('it is created', () => chat.cards('sam').some(({ words }) => /reated by Sam/.test(words)));
    await chat.say('sam', `note ${String(createOpportunity(world, `${platform} noted`))} called, wants three sites`);
    await chat.press('sam', 'Post to channel');
    await until('it is posted', () => chat.cards('dana').some(({ words }) => words.includes(`${platform} noted`)));
    await chat.say('sam', `stage ${String(createOpportunity(world, `${platform} undone`))} verbal`);
    await chat.press('sam', 'Undo');
    await chat.waitForCard('sam', 'Took back');
    await chat.typeForm('sam', `win ${String(createOpportunity(world, `${platform} won`))}`);
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Won by Sam Okafor');
  });
  // Open forms: of a card, one that came back, and the second page of a digest's.
  await each(async (chat, platform) => {
    await chat.say('sam', String(createOpportunity(world, `${platform} on show`)));
    await chat.pressForm('sam', 'Stage');
    await chat.say('dana', String(createOpportunity(world, `${platform} returned`)));
    await chat.pressForm('dana', 'Note');
    sandbox.switches.crmModule = false;
    await chat.submit('dana', { title: 'Call', text: 'typed with care' });
    await until('the form came back', () => /adequate permissions/.test(chat.form('dana')?.words ?? ''));
    sandbox.switches.crmModule = true;
    const stranger = platform === 'Slack' ? 'noor' : 'robin';
    const own = world.ownChat(platform, stranger);
    await own.typeForm(stranger, 'digest');
    await own.submit(stranger, { time: '09:30' });
    await until('the second page', () => /The next five/.test(own.form(stranger)?.words ?? ''));
  });
  await world.slack.openHome('sam');

  // Retried, then queued, then in the hands of a process that dies.
  sandbox.faults.plan(failingWrites);
  await each((chat, platform) =>
    chat.say('sam', `stage ${String(createOpportunity(world, `${platform} retried`))} verbal`),
  );
  const retriedWrites: string[] = [];
  const read: string[] = [];
  sandbox.requests.onRequest(({ method, path }) => method === 'PATCH' && retriedWrites.push(path));
  sandbox.requests.onRequest(({ status, path }) => status === 503 && path.includes('query') && read.push(path));
  // Digests are due, and nothing can be read: they are tried again.
  sandbox.faults.plan({ ...failingWrites, entity: 'Opportunities', method: 'POST' });
  await world.moveTo('2026-11-27T07:00:05.000Z');
  // After it the other one waits as well: Autotask does not answer.
  await until('one of them is tried again', () => retriedWrites.length > 0);
  await until('the digests are tried', () => read.length >= 4);
  await each((chat, platform) =>
    chat.say('sam', `stage ${String(createOpportunity(world, `${platform} queued`))} verbal`),
  );
  sandbox.faults.clear();
  await each((chat, platform) =>
    chat.say('sam', `stage ${String(createOpportunity(world, `${platform} done`))} verbal`),
  );
  sandbox.faults.plan({ fault: { kind: 'hang' }, method: 'PATCH', times: 1 });
  void world
    .chat('Slack')
    .say('sam', `stage ${String(createOpportunity(world, 'Slack sending'))} verbal`)
    .catch(() => undefined);
  await pause(1000);
  sandbox.faults.plan({ fault: { kind: 'unanswered', how: 'silent' }, method: 'PATCH', times: 1 });
  void world
    .chat('Teams')
    .say('sam', `stage ${String(createOpportunity(world, 'Teams sending'))} verbal`)
    .catch(() => undefined);
  await pause(1000);
}

/** The same pages stand in it several times over. */
const compress = (bytes: Buffer): Buffer =>
  brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_LARGE_WINDOW]: 1,
      [constants.BROTLI_PARAM_LGWIN]: 28,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  });

async function main(name: string): Promise<void> {
  const server = process.env['TEST_DATABASE_URL'];
  const dataDir = await mkdtemp(join(tmpdir(), 'kept-'));
  const shared = server === undefined ? undefined : await createTestDatabase(server);
  const settings = shared === undefined ? { DATA_DIR: dataDir } : { DATA_DIR: dataDir, DATABASE_URL: shared.url };
  const world = await openPersistentWorld('2026-11-22T15:00:00.000Z', () => Promise.resolve({ settings }));
  for (const platform of platforms) await setUpSubscriptions(world, platform);
  await runMornings(world);
  await createStates(world);
  const to = join(__dirname, '../golden/databases', name);
  const most = { maxBuffer: 1e9 };
  // As it stands on the disk while the program runs: what a process leaves that is killed. Nothing else happens meanwhile.
  if (shared === undefined) {
    cpSync(join(dataDir, 'database'), join(dataDir, 'copy', 'database'), { recursive: true });
    const tar = execFileSync('tar', ['--format=ustar', '-C', join(dataDir, 'copy'), '-c', 'database'], most);
    await writeFile(`${to}.embedded.tar.br`, compress(tar));
  } else {
    const flags = ['--inserts', '--no-owner', '--no-privileges', shared.url];
    const dump = execFileSync('pg_dump', flags, most).toString();
    await writeFile(`${to}.postgres.sql.br`, compress(Buffer.from(dump.replace(/^\\.*$/gm, ''))));
  }
  const kind = shared === undefined ? 'embedded' : 'postgres';
  await writeFile(`${to}.${kind}.around.json.br`, compress(Buffer.from(JSON.stringify(world.around()))));
  await world.stop();
  await shared?.drop();
  await rm(dataDir, { recursive: true, force: true });
}

main(process.argv[2] ?? '').then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${String(error)}\n`);
    process.exit(1);
  },
);
