/** What people change waits in the outbox when Autotask does not take it, and is written once when it does. */
import type { ActionToken } from '../../../src/core/cards/button';
import type { Fault } from '../../../src/dev/sandbox/faults';
import type { ExecutionResult } from '../../../src/outbox/execute';
import { formIn, viewIn } from '../../support/answers';
import { dayIn } from '../../support/clock';
import { inErrand, openErrand } from '../../support/outbox-errand';
import type { BotFixture } from '../../support/whole-bot';

const later = dayIn(266);
let whole: BotFixture;
let id: number;
beforeEach(async () => {
  ({ whole, id } = await openErrand());
});
afterEach(() => whole.stop());
const { command: say, press, submit, trouble, stored, notes } = inErrand(() => ({ whole, id }));
const down: Fault = { kind: 'status', status: 503 };
const settled = (): string[] => whole.notified.map(({ kind }: ExecutionResult) => kind);

describe('While Autotask does not answer', () => {
  it('a note typed as words waits, and is written once when it answers again', async () => {
    const lift = trouble(down);
    const view = viewIn(await say(`note ${String(id)} They want a quote`));
    expect(view.text).toContain('Queued');
    expect(view.text).toContain('They want a quote');
    expect(viewIn(await say('outbox')).text).toContain('1 change waits');
    lift();
    whole.advance(1);
    await whole.sender.run();
    await whole.sender.run();
    expect(settled()).toEqual(['done']);
    expect(notes()).toHaveLength(1);
    expect(viewIn(await say('outbox')).text).toContain('Nothing of yours waits');
  });

  it('a stage typed as words waits as well', async () => {
    await say(`stage ${String(id)}`);
    const lift = trouble(down);
    expect(viewIn(await say(`stage ${String(id)} verbal`)).text).toContain('Queued');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(viewIn(await say(String(id))).text).toMatch(/Verbal/);
  });

  it('what is typed while it does not accept the credentials of the bot waits until somebody mended them', async () => {
    await say(String(id));
    const lift = trouble({ kind: 'status', status: 401, body: 'empty' });
    const { text } = viewIn(await say(`note ${String(id)} Called`));
    expect(text).toContain('Queued');
    expect(text).toContain('does not accept the credentials');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(notes()).toHaveLength(1);
  });

  it('a form that is sent off is queued, and its window closes with that news', async () => {
    const form = formIn(await say(`push ${String(id)}`));
    const lift = trouble(down);
    const view = viewIn(await submit(form, { projectedCloseDate: later }));
    expect(view.text).toContain('Queued');
    expect(view.text).toContain('Quokka telephony');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(stored()['projectedCloseDate']).toContain(later);
  });

  it('a note form opens all the same', async () => {
    const lift = trouble(down);
    const form = formIn(await say(`note ${String(id)}`));
    expect(form.remarks[0]?.text).toContain('waits in the outbox');
    await submit(form, { text: 'Called twice' });
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(notes()).toHaveLength(1);
  });

  it('what waits can be sent at once, edited and dropped, by its own person alone', async () => {
    const lift = trouble(down);
    const first = viewIn(await say(`note ${String(id)} one`));
    const second = viewIn(await say(`note ${String(id)} two`));
    const third = viewIn(await say(`note ${String(id)} three`));
    expect(viewIn(await press(first, 'Cancel')).text).toContain('Dropped');
    lift();
    const edit = formIn(await press(second, 'Edit'));
    expect(edit.values['note.text']).toMatch(/^two/);
    await submit(edit, { 'note.text': 'two and a half' });
    expect(viewIn(await press(third, 'Send now')).text).toContain('added by');
    whole.advance(30);
    await whole.sender.run();
    expect(notes().map(({ note }) => String(note).split('\n')[0])).toEqual([
      'two and a half',
      expect.stringMatching(/^three/),
    ]);
    expect(viewIn(await press(first, 'Send now')).text).toContain('does not wait any more');
  });
});

it('who may not add notes any more may look at one that waits and drop it, but neither edit nor send it', async () => {
  const lift = trouble(down);
  const view = viewIn(await say(`note ${String(id)} one`));
  lift();
  whole.permissions.changes = { note: ['dana@example.com'] };
  for (const label of ['Send now', 'Edit']) {
    expect(viewIn(await press(view, label)).text).toContain('You are not among those who may add notes here.');
  }
  expect(notes()).toEqual([]);
  expect(viewIn(await press(view, 'Cancel')).text).toContain('Dropped');
});

describe('When nobody knows whether it was carried out', () => {
  const lost: readonly (readonly [string, Fault])[] = [
    ['carried out, no answer', { kind: 'unanswered' }],
    ['not carried out, no answer', { kind: 'disconnect' }],
    ['half an answer', { kind: 'cut' }],
    ['an answer that is half JSON', { kind: 'truncated' }],
  ];
  it.each(lost)('%s: a note is there once', async (_name, fault) => {
    trouble(fault, { entity: 'CompanyNotes', method: 'POST', verb: 'create', times: 1 });
    await say(`note ${String(id)} Once, please`);
    for (let round = 0; round < 4; round++) {
      whole.advance(15);
      await whole.sender.run();
    }
    expect(notes()).toHaveLength(1);
  });

  it('an opportunity is created once, although neither answer nor look-up came through', async () => {
    const form = formIn(await say('new Wombat kiosks'));
    trouble({ kind: 'unanswered' }, { entity: 'Opportunities', method: 'POST', verb: 'create', times: 1 });
    const lift = trouble(down, { entity: 'Opportunities', verb: 'query' });
    const raw = { ...form.values, companyID: '174', title: 'Wombat kiosks', projectedCloseDate: later };
    const next = formIn(await submit(form, raw));
    const view = viewIn(await submit(next, { ...next.values, projectedCloseDate: later, ownerResourceID: '29683408' }));
    expect(view.text).toContain('Queued');
    lift();
    whole.advance(15);
    await whole.sender.run();
    expect(settled()).toEqual(['done']);
    expect(whole.sandbox.records.list('Opportunities', ({ title }) => title === 'Wombat kiosks')).toHaveLength(1);
  });
});

describe('When somebody else changed it meanwhile', () => {
  it('a form asks, with both values, and applies it only then', async () => {
    const form = formIn(await say(`stage ${String(id)}`));
    await whole.patch(id, { stage: 13 });
    const asked = formIn(await submit(form, { stage: '12' }));
    expect(asked.submit).toBe('Apply anyway');
    expect(asked.cautions[0]).toMatch(/^Stage was “.+” when you saw it; it is “.+” now\.$/);
    expect(stored()['stage']).toBe(13);
    expect(viewIn(await submit(asked, { stage: '12' })).text).toContain('Moved to');
    expect(stored()['stage']).toBe(12);
  });

  it('what waited is not written over it, and the person decides', async () => {
    const form = formIn(await say(`stage ${String(id)}`));
    const lift = trouble(down);
    await submit(form, { stage: '12' });
    lift();
    await whole.patch(id, { stage: 13 });
    whole.advance(1);
    await whole.sender.run();
    expect(stored()['stage']).toBe(13);
    expect(settled()).toEqual(['failed']);
    const [entry] = await whole.outbox.listWaiting(29683408);
    expect(entry?.state).toBe('asked');
    const card = await say('outbox').then(viewIn);
    expect(card.text).toContain('waits for you');
    const [row] = (card.model as { rows: { action: { token: ActionToken } }[] }).rows;
    const view = viewIn(await whole.bot.act(row?.action.token ?? { id: '', v: 1, p: {} }, whole.newInteraction()));
    expect(view.text).toMatch(/Stage was “.+” when you saw it/);
    expect(viewIn(await press(view, 'Apply anyway')).text).toContain('Moved to');
    expect(stored()['stage']).toBe(12);
  });

  it('a change of other fields is no reason to ask', async () => {
    const form = formIn(await say(`push ${String(id)}`));
    await whole.patch(id, { stage: 13 });
    expect(viewIn(await submit(form, { projectedCloseDate: later })).text).toContain('Pushed');
    expect(stored()['stage']).toBe(13);
  });
});

describe('Undo', () => {
  it('puts back what was written, and only that', async () => {
    const view = viewIn(await say(`stage ${String(id)} verbal`));
    await whole.patch(id, { nextStep: 'Call Ann' });
    expect(viewIn(await press(view, 'Undo')).text).toContain('Took back');
    expect(stored()).toMatchObject({ stage: 11, nextStep: 'Call Ann' });
  });

  it('brings back recurring revenue that an amount alone wiped out', async () => {
    await whole.patch(id, { monthlyRevenue: 250, onetimeRevenue: 100 });
    const before = stored();
    const form = formIn(await say(`money ${String(id)}`));
    const rest = Object.fromEntries(Object.entries(form.values).filter(([name]) => name !== 'monthlyRevenue'));
    const pages = await submit(form, rest);
    const view = pages.kind === 'form' ? viewIn(await submit(pages.form, pages.form.values)) : viewIn(pages);
    expect(stored()['monthlyRevenue'] ?? 0).toBe(0);
    await press(view, 'Undo');
    expect(stored()).toMatchObject({ monthlyRevenue: 250, onetimeRevenue: 100, amount: before['amount'] });
  });

  it('a loss is taken back with its reason and its date', async () => {
    const form = formIn(await say(`lose ${String(id)}`));
    const reason = form.fields.find((field) => field.type === 'choice');
    const option = reason?.type === 'choice' ? (reason.options[0]?.value ?? '') : '';
    const view = viewIn(await submit(form, { [reason?.id ?? '']: option }));
    expect(stored()).toMatchObject({ status: 2, lossReason: Number(option) });
    await press(view, 'Undo');
    expect(stored()).toMatchObject({ status: 1, lossReason: null, lostDate: null });
  });

  it('asks when somebody changed it since', async () => {
    const view = viewIn(await say(`stage ${String(id)} verbal`));
    await whole.patch(id, { stage: 14 });
    const asked = viewIn(await press(view, 'Undo'));
    expect(asked.text).toContain('changed meanwhile');
    expect(stored()['stage']).toBe(14);
    expect(viewIn(await press(asked, 'Keep what is there')).text).toContain('Dropped');
  });

  it('of a note is a correction that everybody sees', async () => {
    await say(`note ${String(id)} Wrong customer`);
    expect(viewIn(await say('undo')).text).toContain('Took back');
    expect(notes()).toHaveLength(2);
    expect(String(notes()[1]?.['note'])).toContain('is taken back');
  });

  it('happens once, although it is pressed twice at the same moment', async () => {
    const view = viewIn(await say(`note ${String(id)} Wrong customer`));
    const answers = await Promise.all([press(view, 'Undo'), press(view, 'Undo')]);
    expect(notes()).toHaveLength(2);
    expect(answers.map((answer) => viewIn(answer).text).sort()).toEqual([
      expect.stringContaining('I took that in hand a moment ago'),
      expect.stringContaining('Took back'),
    ]);
  });

  it('ends after ten minutes, and happens once', async () => {
    const view = viewIn(await say(`stage ${String(id)} verbal`));
    whole.advance(11);
    expect(viewIn(await press(view, 'Undo')).text).toContain('more than 10 minutes ago');
    const again = viewIn(await say(`stage ${String(id)} quote`));
    await press(again, 'Undo');
    expect(viewIn(await press(again, 'Undo')).text).toContain('taken back already');
    expect(viewIn(await say('undo')).text).toContain('changed nothing');
  });
});

it('a form that is sent off once more says that it went through, and keeps what was typed', async () => {
  const form = formIn(await say(`note ${String(id)}`));
  viewIn(await submit(form, { ...form.values, text: 'They want a quote' }));
  const again = formIn(await submit(form, { ...form.values, text: 'They want two' }));
  expect(again.problem).toContain('You sent this form off already, and I have it.');
  expect(again.values).toMatchObject({ text: 'They want two' });
  expect(notes()).toHaveLength(1);
});

it('the history tells who changed what, from what, to what, also what came to nothing', async () => {
  await say(`stage ${String(id)} verbal`);
  const form = formIn(await say(`stage ${String(id)}`));
  await whole.patch(id, { stage: 14 });
  await submit(form, { stage: '12' });
  const { text } = viewIn(await say(`history ${String(id)}`));
  expect(text).toMatch(/Sam Okafor · Moved to .*Verbal/);
  expect(text).toMatch(/Stage: .+ → .*Verbal · written/);
  expect(text).toContain('given back to the form');
});

it('words that write at once are known before anything is looked up, those of forms and look-ups are not among them', () => {
  const writing = [
    'note 7 called',
    'stage 7 verbal',
    'push 7 friday',
    'undo',
    'note 7',
    'win 7',
    'mine',
    '7',
    'outbox',
  ];
  expect(writing.filter((words) => whole.bot.route(words).changesAtOnce)).toEqual(writing.slice(0, 4));
});
