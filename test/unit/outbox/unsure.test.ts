/** What may or may not have been written, and what others do meanwhile: nothing twice, nothing of theirs taken for ours. */
import type { ActionToken } from '../../../src/core/cards/button';
import type { View } from '../../../src/core/reply';
import type { Fault } from '../../../src/dev/sandbox/faults';
import type { Outbox } from '../../../src/outbox/entry';
import { formIn, viewIn } from '../../support/answers';
import { dayIn, testDay } from '../../support/clock';
import { createMemoryOutbox } from '../../support/memory-outbox';
import { inErrand, openErrand, sam } from '../../support/outbox-errand';
import type { BotFixture } from '../../support/whole-bot';

const newDay = dayIn(266);
const inWords = (day: string): string =>
  new Date(day).toLocaleDateString('en-US', { month: 'short', day: 'numeric', timeZone: 'UTC' });
let whole: BotFixture;
let id: number;
/** Happens right before a change is sent. */
let meanwhile: () => Promise<unknown>;
beforeEach(async () => {
  meanwhile = () => Promise.resolve();
  const kept = createMemoryOutbox();
  const outbox: Outbox = {
    ...kept,
    async recordSend(hold, going) {
      const isNoted = await kept.recordSend(hold, going);
      await meanwhile();
      return isNoted;
    },
  };
  ({ whole, id } = await openErrand({ outbox }));
});
afterEach(() => whole.stop());
const { command, say, press, submit, stored, notes, waiting, later } = inErrand(() => ({ whole, id }));
const down: Fault = { kind: 'status', status: 503 };
/** The card behind the first row of the outbox. */
async function openFirst(): Promise<View> {
  const [row] = ((await say('outbox')).model as { rows: { action: { token: ActionToken } }[] }).rows;
  if (row === undefined) throw new Error('Nothing waits.');
  return viewIn(await whole.bot.act(row.action.token, whole.newInteraction()));
}

it('a push whose answer got lost is told with both of its days, and can be undone', async () => {
  const lift = [
    whole.sandbox.faults.plan({ fault: { kind: 'unanswered' }, entity: 'Opportunities', verb: 'patch' }),
    // It is read once before it is sent.
    whole.sandbox.faults.plan({ fault: down, entity: 'Opportunities', verb: 'get', after: 2, times: 1e6 }),
  ];
  expect((await say(`push ${String(id)} ${newDay} budget moved`)).text).toContain('Queued');
  for (const undo of lift) undo();
  await later();
  expect(whole.notified.map(({ kind }) => kind)).toEqual(['done']);
  expect((await say(`history ${String(id)}`)).text).toMatch(
    new RegExp(`Projected close date: .*${inWords(dayIn(51))}.* → .*${inWords(newDay)}`),
  );
  expect((await say('undo')).text).toContain('Took back');
  expect(stored()['projectedCloseDate']).toContain(dayIn(51));
});

it('a change that is stored, though it could not be read back, is not said to be unwritten', async () => {
  whole.sandbox.faults.plan({ fault: down, entity: 'Opportunities', verb: 'get', after: 2, times: 1e6 });
  const { text } = await say(`stage ${String(id)} verbal`);
  expect(text).toContain('It is stored, but Autotask did not let me read it back.');
  expect(text).not.toContain('not written');
});

it('what is created cannot be undone, and an older change is not undone in its place', async () => {
  await say(`stage ${String(id)} verbal`);
  whole.advance(1);
  const form = formIn(await command('new Wombat kiosks'));
  const next = formIn(await submit(form, { ...form.values, companyID: '174', title: 'Wombat kiosks' }));
  viewIn(await submit(next, { ...next.values, projectedCloseDate: newDay, ownerResourceID: String(sam) }));
  expect((await say('undo')).text).toContain('What is created stays');
  expect(stored()['stage']).not.toBe(11);
});

it('an undone push corrects its note as well', async () => {
  await say(`push ${String(id)} ${newDay} budget moved`);
  await say('undo');
  expect(notes().map(({ name }) => name)).toEqual([
    `Close date pushed to ${newDay}`,
    `Correction: Close date pushed to ${newDay}`,
  ]);
});

it('a win that waited does not write over that of somebody who won it meanwhile', async () => {
  const form = formIn(await command(`win ${String(id)}`));
  const lift = whole.sandbox.faults.plan({ fault: down, times: 1e6 });
  await submit(form, { closedDate: testDay, winReasonDetail: 'Mine' });
  lift();
  await whole.patch(id, { status: 3, closedDate: dayIn(-1), winReasonDetail: 'Theirs' });
  await later();
  expect(stored()).toMatchObject({ winReasonDetail: 'Theirs' });
  expect(await waiting()).toEqual(['asked']);
});

it('a note that waits is written before its person wins the opportunity, which takes none afterwards', async () => {
  const lift = whole.sandbox.faults.plan({ fault: down, times: 1e6 });
  await say(`note ${String(id)} They signed`);
  lift();
  const form = formIn(await command(`win ${String(id)}`));
  viewIn(await submit(form, form.values));
  await whole.sender.run();
  expect(whole.notified.map(({ kind }) => kind)).toEqual(['done', 'done']);
  expect(notes()).toHaveLength(1);
  expect(stored()['status']).toBe(3);
});

it('an undo leaves alone what somebody else changed in Autotask while the change was on its way', async () => {
  meanwhile = () => whole.patch(id, { amount: 5000 });
  const view = await say(`stage ${String(id)} verbal`);
  meanwhile = () => Promise.resolve();
  await press(view, 'Undo');
  expect(stored()).toMatchObject({ stage: 11, amount: 5000 });
});

it('what would lose something is not said to have changed', async () => {
  await whole.patch(id, { monthlyRevenue: 250, onetimeRevenue: 100 });
  const form = formIn(await command(`money ${String(id)}`));
  const lift = whole.sandbox.faults.plan({ fault: down, times: 1e6 });
  await submit(form, { ...form.values, amount: '900' });
  lift();
  await later();
  const [entry] = await whole.outbox.listWaiting(sam);
  expect(entry).toMatchObject({ state: 'asked', differences: [] });
  expect((await say('outbox')).text).not.toContain('changed meanwhile');
  const { text } = await openFirst();
  expect(text).toContain('Something would be lost');
  expect(text).toContain('replaces all recurring revenue');
});

describe('An opportunity that may be there already, and that its person wants all the same', () => {
  const named = () => whole.sandbox.records.list('Opportunities', ({ title }) => title === 'Wombat kiosks');

  it('is looked for again when that attempt got no answer either', async () => {
    const form = formIn(await command('new Wombat kiosks'));
    const { faults } = whole.sandbox;
    const lift = faults.plan({ fault: down, entity: 'Opportunities', verb: 'create', times: 1e6 });
    const next = formIn(await submit(form, { ...form.values, companyID: '174', title: 'Wombat kiosks' }));
    viewIn(await submit(next, { ...next.values, projectedCloseDate: newDay, ownerResourceID: String(sam) }));
    lift();
    // One like it, of another stage: nobody can tell whose it is.
    await whole.create({ title: 'Wombat kiosks', companyID: 174, ownerResourceID: sam, stage: 14 });
    await later();
    expect(await waiting()).toEqual(['unclear']);
    faults.plan({ fault: { kind: 'unanswered' }, entity: 'Opportunities', verb: 'create' });
    const away = faults.plan({ fault: down, entity: 'Opportunities', verb: 'query', times: 1e6 });
    expect(viewIn(await press(await openFirst(), 'Send again')).text).toContain('Queued');
    away();
    await later();
    expect(named()).toHaveLength(2);
    expect(await waiting()).toEqual([]);
  });
});
