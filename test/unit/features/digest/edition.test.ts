/** The digest over a sandbox, from one day to the next: what is read, what is told, and what is behind each figure. */
import type { ActionToken } from '../../../../src/core/cards/button';
import type { Reply, View } from '../../../../src/core/reply';
import { nodesIn } from '../../../support/chat';
import type { FormView } from '../../../../src/core/forms/form-view';
import { digestFormButton } from '../../../../src/features/digest/buttons';
import { formIn } from '../../../support/answers';
import { aSubscription } from '../../../support/a-subscription';
import { ordinaryMoment } from '../../../support/clock';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
let deals: readonly number[];
beforeEach(async () => {
  // What slips out of a month, or is won in it, is told by written days of this March.
  whole = await openBot({ opportunities: 40, startsAt: ordinaryMoment });
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  deals = ['Quokka', 'Wombat', 'Numbat', 'Bilby', 'Dingo'].map((title) =>
    records.add('Opportunities', {
      ...template,
      id: null,
      title,
      probability: 50,
      amount: 10_000,
      monthlyRevenue: 500,
      onetimeRevenue: 4000,
      nextStep: 'Call',
      projectedCloseDate: '2026-03-25T00:00:00Z',
    }),
  );
});
afterEach(() => whole.stop());

const viewOf = (reply: Reply): View => {
  if ('view' in reply) return reply.view;
  throw new Error(`It answered ${reply.kind}.`);
};
const say = async (words: string): Promise<View> => viewOf(await whole.bot.route(words).run(whole.newInteraction()));
const press = async (token: ActionToken): Promise<View> => viewOf(await whole.bot.act(token, whole.newInteraction()));
const buttonsOf = ({ model }: View): readonly (ActionToken & { label: string })[] =>
  nodesIn(model).flatMap(({ token, label }) =>
    token === undefined ? [] : [{ ...(token as ActionToken), label: String(label) }],
  );
async function pressed(view: View, label: string): Promise<View> {
  const button = buttonsOf(view).find((one) => one.label === label);
  if (button === undefined) throw new Error(`There is no "${label}" on the card.`);
  return press(button);
}
const lineWith = ({ text }: View, part: string): string => text.split('\n').find((line) => line.includes(part)) ?? '';
const edit = (index: number, changes: Parameters<BotFixture['sandbox']['records']['edit']>[2]) =>
  whole.sandbox.records.edit('Opportunities', deals[index] ?? 0, changes);

/** Quokka won, Wombat moved on, Numbat pushed, Bilby deleted; Dingo closed on a day long ago. */
function nextDay(): void {
  whole.advance(24 * 60 + 5);
  edit(0, { status: 3, closedDate: '2026-03-11T00:00:00Z' });
  edit(1, { stage: 12, probability: 75, monthlyRevenue: 700 });
  edit(2, { projectedCloseDate: '2026-04-30T00:00:00Z' });
  whole.sandbox.records.remove('Opportunities', deals[3] ?? 0);
  edit(4, { status: 3, closedDate: '2024-01-02T00:00:00Z' });
}

it('the first digest says that there is nothing to compare with', async () => {
  const first = await say('digest preview');
  expect(first.text).toContain('No comparison with a week ago yet: this is the first reading.');
  expect(first.text).toContain('No comparison yet: what changes from now on is told next time.');
});

it('the next one tells what happened to each, also to one that is gone and to one that was closed long ago', async () => {
  await say('digest preview');
  nextDay();
  const { text, ...view } = await say('digest preview');
  expect(text).toMatch(/^Changed since .* \(5\)$/m);
  expect(text).toMatch(/^✓ Won: Quokka/m);
  expect(text).toMatch(/^✓ Won: Dingo/m);
  expect(text).toMatch(/^→ Stage: Wombat\. .*\$500\/mo → \$700\/mo/m);
  expect(text).toMatch(/^⇢ Slipped: Numbat\. .*\(36 days later\)/m);
  expect(text).toMatch(/^∅ Gone: #\d+/m);
  expect(view.card).toBe('digest');
});

it('drawn anew it compares with the same moment, so that nothing of it is lost', async () => {
  await say('digest preview');
  nextDay();
  const second = await say('digest preview');
  whole.advance(60);
  const again = await pressed(second, 'Refresh');
  expect(lineWith(again, 'Changed since')).toBe(lineWith(second, 'Changed since'));
});

it('what changes after one that was posted by hand is told by the next, as its card promises', async () => {
  await whole.subscriptions.save(aSubscription(), undefined);
  expect((await say('digest now')).text).toContain('what changes from now on is told next time.');
  whole.advance(60);
  edit(0, { status: 3, closedDate: '2026-03-10T00:00:00Z' });
  whole.advance(15 * 60);
  const next = await say('digest now');
  expect(next.text).toMatch(/^Changed since .* \(1\)$/m);
  expect(next.text).toMatch(/^✓ Won: Quokka/m);
});

it('one that was posted by hand is what the next is compared with, whatever was read for others meanwhile', async () => {
  await whole.subscriptions.save(aSubscription(), undefined);
  await say('digest now');
  whole.advance(60);
  edit(0, { status: 3, closedDate: '2026-03-10T00:00:00Z' });
  whole.advance(60);
  await press({ id: 'digest.preview', v: 1, p: { subscription: 'daily' } });
  whole.advance(3 * 24 * 60);
  const posted = await press({ id: 'digest.send', v: 1, p: { subscription: 'daily' } });
  expect(posted.text).toContain('It is posted.');
  expect(whole.fallbackPlatform.posted.at(-1)?.view.text).toMatch(/^✓ Won: Quokka/m);
  whole.advance(60);
  edit(1, { stage: 12 });
  whole.advance(60);
  const last = await say('digest preview');
  expect(last.text).toMatch(/^→ Stage: Wombat/m);
  expect(last.text).not.toMatch(/^✓ Won: Quokka/m);
});

it('every number leads to the opportunities behind it, as they were counted then', async () => {
  await say('digest preview');
  nextDay();
  const digest = await say('digest preview');
  const figures = await pressed(digest, 'Explain a number');
  expect(figures.text).toContain('Changed: 5 opportunities');
  const changed = buttonsOf(figures).find(({ p }) => JSON.stringify(p).includes('"changes"'));
  if (changed === undefined) throw new Error('What changed has no button.');
  const list = await press(changed);
  expect(list.text).toContain('Quokka: won');
  expect(list.text).toMatch(/Numbat: slipped, close/);
  expect(list.text).toContain('1 of these Autotask has no more.');
  expect((await pressed(list, 'All numbers')).card).toBe('figures');
});

it('one query reads all of it, and only what is missing from it is looked up', async () => {
  await say('digest preview');
  whole.takeRequests();
  await say('digest preview');
  const queries = () => whole.takeRequests().filter((request) => request.startsWith('POST Opportunities/query'));
  await say('digest preview');
  whole.takeRequests();
  await say('digest preview');
  expect(queries()).toHaveLength(1);
  nextDay();
  await say('digest preview');
  expect(queries()).toHaveLength(2);
});

it('filters, zone and goal are those of the subscription', async () => {
  const subscription = aSubscription({
    criteria: { which: 'open', amount: '>=9999', owner: [{ id: 1, name: 'Nobody' }] },
    schedule: { days: [1], time: '08:00', timezone: 'Pacific/Auckland' },
    goal: { recurring: 100, oneTime: 0 },
  });
  await whole.subscriptions.save(subscription, undefined);
  const { text } = await say('digest preview');
  expect(text).toContain('Owner Nobody · amount >=9999');
  expect(text).toContain('Goal of the month: recurring $100/mo missing, covered 0×');
  expect(text).toMatch(/Read .* Pacific\/Auckland, 0 opportunities open/);
});

describe('A filter for the amount that an earlier version kept', () => {
  const kept = (amount: string) =>
    whole.subscriptions.save(aSubscription({ criteria: { which: 'open', amount } }), undefined);

  it.each(['>=1e3', '>=0x10', '>=.5'])('is said, and refused at its field, when it is %s', async (amount) => {
    await kept(amount);
    expect((await say('digest preview')).text).toContain(
      `I cannot read the filter "amount ${amount}", so every amount is counted. Enter it anew under Settings.`,
    );
    const settings = digestFormButton.with({ subscription: 'daily' }, 'Settings').token;
    const first = formIn(await whole.bot.act(settings, whole.newInteraction()));
    expect(first.values['amount']).toBe(amount.slice(2));
    const sent = (form: FormView) => ({
      values: Object.fromEntries(form.fields.map(({ id }) => [id, form.values[id] ?? ''])),
    });
    const second = formIn(await whole.bot.submit(first.key, sent(first), whole.newInteraction()));
    const refused = formIn(await whole.bot.submit(second.key, sent(second), whole.newInteraction()));
    expect(Object.keys(refused.errors)).toEqual(['amount']);
    const mended = { values: { ...sent(refused).values, amount: '10,000' } };
    await whole.bot.submit(refused.key, mended, whole.newInteraction());
    expect((await whole.subscriptions.get('daily'))?.criteria.amount).toBe('>=10000');
  });

  it.each(['>=9999', '>=9,999', '>=9999.00'])('goes on being read when it is %s', async (amount) => {
    await kept(amount);
    edit(0, { amount: 9998 });
    const { text } = await say('digest preview');
    expect(text).not.toContain('I cannot read');
    expect(text).not.toContain('Quokka');
    await whole.subscriptions.remove('daily');
    expect((await say('digest preview')).text).toContain('opportunities open');
  });
});

it('the weekly one walks from what was to what is, and comes out even', async () => {
  await say('digest preview');
  nextDay();
  const { text, card } = await say('digest weekly preview');
  expect(card).toBe('digest-week');
  for (const part of [
    'Start:',
    '+ Grown:',
    '− Won: 2',
    '− Slipped out: 1',
    '− Gone: 1',
    '= Now:',
    'Slipped to a later',
  ]) {
    expect(text).toContain(part);
  }
  const money = (line: string) => {
    const [, sign = '', amount = '0'] = /, ([+−]?)\$([\d,]+)\/mo/.exec(line) ?? [];
    return (sign === '−' ? -1 : 1) * Number(amount.replaceAll(',', ''));
  };
  const walk = text.split('\n').filter((line) => /^(Start|[+−] |= Now)/.test(line));
  const now = walk.pop() ?? '';
  expect(walk.reduce((sum, line) => sum + money(line), 0)).toBe(money(now));
});

it('what could not be looked up is said, and nothing else is left out', async () => {
  await say('digest preview');
  nextDay();
  const { faults } = whole.sandbox;
  faults.plan({
    fault: { kind: 'status', status: 500 },
    entity: 'Opportunities',
    verb: 'query',
    after: 1,
    times: 20,
  });
  const { text } = await say('digest preview');
  expect(text).toContain('Not told here: what became of 2 opportunities that have ended.');
});

it('what stays in a stage for longer than its setting is stuck', async () => {
  const ours = aSubscription({ criteria: { which: 'open', amount: '10000..10000' } });
  await whole.subscriptions.save(ours, undefined);
  edit(1, { stage: 13 });
  await say('digest preview');
  whole.advance(5 * 24 * 60);
  const digest = await say('digest preview');
  expect(lineWith(digest, 'Wombat: ')).toContain('in this stage for at least 5 days');
  expect(digest.text).not.toMatch(/Numbat: .*in this stage/);
});

it('a digest of which nothing is kept any more says so', async () => {
  const view = await press({ id: 'digest.explain', v: 1, p: { of: 'forgotten' } });
  expect(view.text).toContain('not kept any more');
});
