/**
 * Every string that is stored or sent, and will be read by a later version: none is renamed, and the golden file only
 * grows. They are taken from the program itself: its registries, its tables, and the rows that it writes.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionToken } from '../../src/core/cards/button';
import type { FormKey, FormView, RawValues } from '../../src/core/forms/form-view';
import { features } from '../../src/features';
import type { Watch } from '../../src/features/watch/detect-changes';
import { type Database } from '../../src/storage/database';
import { openDatabase } from '../../src/storage/open-database';
import { createOutbox } from '../../src/storage/outbox';
import { createKeyValueStore } from '../../src/storage/key-value-store';
import { createSubscriptions } from '../../src/storage/subscriptions';
import { aSubscription } from '../support/a-subscription';
import { anEntry } from '../support/an-entry';
import { quietLog } from '../support/quiet-log';
import { today } from '../support/sandbox';
import { storedShapes } from '../support/shapes';
import { openBot } from '../support/whole-bot';

const root = join(__dirname, '../..');
const file = 'test/golden/strings.json';
type Strings = Readonly<Record<string, readonly string[]>>;
const read = (text: string): Strings => JSON.parse(text) as Strings;
const golden = read(readFileSync(join(root, file), 'utf8'));
const tokens = JSON.parse(readFileSync(join(root, 'test/golden/tokens.json'), 'utf8')) as readonly {
  readonly button?: ActionToken;
  readonly form?: Omit<FormKey, 'opening'>;
  readonly values?: RawValues;
}[];
const sorted = (all: Iterable<string>): readonly string[] => [...new Set(all)].sort();

let database: Database;
beforeAll(async () => {
  database = await openDatabase({ databaseUrl: undefined, dataDir: undefined, log: quietLog });
});
afterAll(() => database.close());

it('commands, their other names, buttons and forms', () => {
  const commands = features.flatMap(({ commands: all = [] }) => all);
  const actions = features.flatMap(({ actions: all = [] }) => all);
  const forms = features.flatMap(({ forms: all = [] }) => all);
  expect(sorted(commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]))).toEqual(golden['commands']);
  expect(sorted(actions.map(({ id }) => id))).toEqual(golden['buttons']);
  expect(sorted(forms.map(({ id, version }) => `${id} ${String(version)}`))).toEqual(golden['forms']);
});

it('tables, columns and the order of their changes', async () => {
  const { rows } = await database.execute(`
    select table_name || '.' || column_name || ' ' || data_type as name from information_schema.columns
    where table_schema = 'public'`);
  expect(sorted((rows as { name: string }[]).map(({ name }) => name))).toEqual(golden['columns']);
  const done = await database.execute('select name from kysely_migration order by name');
  expect(sorted((done.rows as { name: string }[]).map(({ name }) => name))).toEqual(golden['migrations']);
});

it('kinds of jobs and measures, as they are written in the source', () => {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const sources = files
    .filter((name) => /\.ts$/.test(name) && !name.startsWith('dev/'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'));
  const found = (pattern: RegExp): readonly string[] =>
    sorted(sources.flatMap((text) => [...text.matchAll(pattern)].map(([, name = '']) => name)));
  expect(found(/: Job<[^;]*?name: '([^']+)'/gs)).toEqual(golden['jobs']);
  expect(found(/name: '(opportunities_\w+)'/g)).toEqual(golden['measures']);
});

it('what the manifests name, which Slack and Teams send back', () => {
  const manifests = ['slack.json', 'teams/manifest.json'].map((name) => {
    const text = readFileSync(join(root, 'manifest', name), 'utf8');
    return [...text.matchAll(/"(callback_id|command|id)": "([^"{}]+)"/g)].map(([, kind, id]) => `${kind} ${id}`);
  });
  expect(sorted(manifests.flat())).toEqual(golden['manifests']);
});

describe('Once every button was pressed and every form sent off', () => {
  const fields = new Set<string>();
  let shapes: readonly string[] = [];

  beforeAll(async () => {
    const clock = () => new Date(today);
    const store = createKeyValueStore(database.db, clock);
    const subscriptions = createSubscriptions(database.db);
    const bot = await openBot({}, {}, { store, outbox: createOutbox(database.db) });
    await fill(bot, subscriptions);
    /** All pages of the forms that were opened. */
    const remember = async (): Promise<void> => {
      const { rows } = await database.execute(`select value -> 'view' as view from kept where key like 'form:%'`);
      for (const { view } of rows as { view: FormView }[]) {
        view.fields.forEach((field) => fields.add(`${view.key.id} ${field.id}`));
      }
    };
    for (const { button, form, values = {} } of tokens) {
      if (button !== undefined) await bot.bot.act(button, bot.newInteraction());
      if (form === undefined) continue;
      await bot.bot.open({ ...form, opening: 'opened' }, bot.newInteraction());
      await remember();
      await bot.bot.submit({ ...form, opening: 'long ago' }, { values }, bot.newInteraction());
    }
    await remember();
    await bot.stop();
    const tables = ['kept', 'outbox', 'audit', 'subscriptions'];
    const all = await Promise.all(tables.map((table) => database.execute(`select * from ${table}`)));
    shapes = sorted(all.flatMap(({ rows }, index) => storedShapes(tables[index] ?? '', rows as object[] as never)));
  });

  it('ids of fields', () => expect(sorted(fields)).toEqual(golden['fields']));
  it('what is in stored rows', () => expect(shapes).toEqual(golden['stored']));
});

/** What the golden buttons and forms speak of. */
async function fill(
  { sandbox, outbox, subscriptions: inMemory, watches }: Awaited<ReturnType<typeof openBot>>,
  subscriptions: ReturnType<typeof createSubscriptions>,
): Promise<void> {
  const { records } = sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  records.remove('Opportunities', 29681234);
  records.add('Opportunities', { ...template, id: 29681234 });
  const { place, author, resource } = aSubscription();
  const whole = aSubscription({
    id: 'golden',
    criteria: { which: 'open', amount: { from: 1000 } } as never,
    companyCategory: [{ id: 2, name: 'Managed services' }] as never,
    goal: { recurring: 1, oneTime: 2 },
    abandoned: true,
  });
  await subscriptions.save(whole, undefined);
  await inMemory.save(aSubscription({ id: 'golden' }), undefined);
  const watch: Watch = { id: 'golden', place, author, resource, kinds: ['won'], newFrom: 1000, opportunity: 29681234 };
  await watches.save(watch);
  const sam = { author: { id: 29683408, name: 'Sam Okafor' } };
  const note = { title: 'Call', text: 'Called', written: today } as never;
  const change = { kind: 'change', opportunity: 29681234, changes: { stage: 13 }, expected: { stage: 11 } } as const;
  const entries = [
    anEntry({ ...sam, id: id(1), wish: { ...change, agreed: ['lostDate'], note } }),
    anEntry({ ...sam, id: id(2), wish: change, state: 'asked', differences: [{ field: 'stage', seen: 12, now: 11 }] }),
    anEntry({ ...sam, id: id(3), wish: { kind: 'note', opportunity: 29681234, note } }),
    anEntry({
      ...sam,
      id: id(4),
      wish: change,
      state: 'done',
      before: { stage: 13 },
      after: { stage: 11 },
      due: new Date(today),
    }),
    anEntry({ ...sam, id: id(5), wish: { kind: 'create', draft: { title: 'New' }, anew: 2 }, state: 'refused' }),
  ];
  for (const entry of entries) await outbox.add(entry);
}
const id = (number: number): string => `00000000-0000-4000-8000-00000000000${String(number)}`;

it('nothing that any commit had was taken away', () => {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  const named = (strings: Strings) =>
    Object.entries(strings).flatMap(([kind, all]) => all.map((one) => `${kind}: ${one}`));
  let commits: string[] = [];
  try {
    commits = git('log', '--format=%H', '--', file).trim().split('\n').filter(Boolean);
  } catch {
    // A copy without its history: there is nothing to compare with.
  }
  const ever = commits.flatMap((commit) => named(read(git('show', `${commit}:${file}`))));
  const now = new Set(named(golden));
  expect(ever.filter((one) => !now.has(one))).toEqual([]);
});
