/** Every button and form ever shipped still works: old cards stay in channels for years. The golden file only grows. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionToken } from '../../src/core/cards/button';
import type { FormKey, RawValues } from '../../src/core/forms/form-view';
import { features } from '../../src/features';
import { aSubscription } from '../support/a-subscription';
import type { OutboxEntry, ChangeRequest } from '../../src/outbox/entry';
import { anEntry } from '../support/an-entry';
import { fixedClock } from '../support/clock';
import { openBot, type BotFixture } from '../support/whole-bot';

interface Golden {
  readonly button?: ActionToken;
  readonly form?: Omit<FormKey, 'opening'>;
  readonly values?: RawValues;
  readonly answers: string;
}
const root = join(__dirname, '../..');
const file = 'test/golden/tokens.json';
const golden = JSON.parse(readFileSync(join(root, file), 'utf8')) as Golden[];
const nameOf = ({ button, form }: Golden): string => JSON.stringify(button ?? form);

let whole: BotFixture;
beforeEach(async () => {
  whole = await openBot();
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  records.remove('Opportunities', 29681234);
  records.add('Opportunities', { ...template, id: 29681234 });
  records.remove('Opportunities', 29681235);
  const { place, author, resource } = aSubscription();
  await whole.subscriptions.save(aSubscription({ id: 'golden' }), undefined);
  await whole.watches.save({ id: 'golden', place, author, resource, kinds: ['won'] });
  records.add('Opportunities', { ...template, id: 29681235, status: 2, lostDate: '2026-05-04T09:00:00.000Z' });
  for (const entry of waiting) await whole.outbox.add(entry);
});

/** What the golden buttons about entries of the outbox speak of. */
const sam = { author: { id: 29683408, name: 'Sam Okafor' } };
const wish: ChangeRequest = { kind: 'change', opportunity: 29681234, changes: { stage: 13 }, expected: {} };
const numbered = (number: number, values: Partial<OutboxEntry> = {}): OutboxEntry =>
  anEntry({ ...sam, wish, id: `00000000-0000-4000-8000-00000000000${String(number)}`, ...values });
const waiting: readonly OutboxEntry[] = [
  numbered(1),
  numbered(2, { state: 'asked', differences: [{ field: 'stage', seen: 12, now: 11 }] }),
  numbered(3),
  numbered(4, { state: 'done', before: { stage: 13 }, after: { stage: 11 }, due: fixedClock() }),
  numbered(5, { state: 'refused' }),
];
afterEach(() => whole.stop());

it.each(golden.map((one) => [nameOf(one), one] as const))('%s is still understood', async (_name, one) => {
  const { bot } = whole;
  const reply =
    one.button === undefined
      ? await bot.submit(
          { ...(one.form as FormKey), opening: 'long ago' },
          { values: one.values ?? {} },
          whole.newInteraction(),
        )
      : await bot.act(one.button, whole.newInteraction());
  expect(reply.kind).toBe(one.answers);
  if ('view' in reply) expect(reply.view.card).not.toBe('problem');
});

it('every button and form that there is has its line', () => {
  const ids = (kind: 'button' | 'form') => [...new Set(golden.flatMap((one) => one[kind]?.id ?? []))].sort();
  expect(ids('button')).toEqual(features.flatMap(({ actions = [] }) => actions.map(({ id }) => id)).sort());
  expect(ids('form')).toEqual(features.flatMap(({ forms = [] }) => forms.map(({ id }) => id)).sort());
});

it('no line that any commit had was taken away', () => {
  const git = (...words: string[]) => execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  let commits: string[] = [];
  try {
    commits = git('log', '--format=%H', '--', file).trim().split('\n');
  } catch {
    // A copy without its history: there is nothing to compare with.
  }
  const ever = commits.flatMap((commit) => JSON.parse(git('show', `${commit}:${file}`)) as Golden[]).map(nameOf);
  const now = new Set(golden.map(nameOf));
  expect(ever.filter((name) => !now.has(name))).toEqual([]);
});
