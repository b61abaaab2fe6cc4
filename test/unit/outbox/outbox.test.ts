/** What people change waits in the outbox when Autotask does not take it, and is written once when it does. */
import type { ActionToken } from '../../../src/core/cards/button';
import type { FormView, RawValues } from '../../../src/core/forms/form-view';
import type { Reply, View } from '../../../src/core/reply';
import type { InvalidForm } from '../../../src/core/bot';
import type { Fault } from '../../../src/dev/sandbox/faults';
import type { ExecutionResult } from '../../../src/outbox/execute';
import { shortTimeouts } from '../../support/client';
import { dayIn } from '../../support/clock';
import { openBot, type BotFixture } from '../../support/whole-bot';

const later = dayIn(266);
let whole: BotFixture;
let id: number;
beforeEach(async () => {
  whole = await openBot({ opportunities: 20, switches: { requestThreshold: 1e6 } }, { limits: shortTimeouts });
  id = await whole.create({ title: 'Quokka telephony', ownerResourceID: 29683408 });
  await say(String(id));
});
afterEach(() => whole.stop());

type Buttons = { readonly label: string; readonly token: ActionToken }[];
const say = (words: string): Promise<Reply> => whole.bot.route(words).run(whole.newInteraction());
const viewOf = (reply: Reply | InvalidForm): View => {
  if (reply.kind === 'show' || reply.kind === 'replace') return reply.view;
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
};
const formOf = (reply: Reply | InvalidForm): FormView => {
  if (reply.kind === 'form' || reply.kind === 'invalid') return reply.form;
  throw new Error(`It answered ${JSON.stringify(reply)}.`);
};
const buttonsOf = (view: View): Buttons => (view.model as { buttons: Buttons }).buttons;
const press = (view: View, label: string): Promise<Reply> => {
  const button = buttonsOf(view).find((one) => one.label === label);
  if (button === undefined)
    throw new Error(
      `No "${label}" among ${buttonsOf(view)
        .map((one) => one.label)
        .join(', ')}.`,
    );
  return whole.bot.act(button.token, whole.newInteraction());
};
const submit = (form: FormView, values: RawValues) => whole.bot.submit(form.key, { values }, whole.newInteraction());
/** Every request meets this until it is lifted. */
const trouble = (fault: Fault, where: object = {}) => whole.sandbox.faults.plan({ fault, times: 1e6, ...where });
const down: Fault = { kind: 'status', status: 503 };
const notes = () => whole.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
const stored = () => whole.sandbox.records.read('Opportunities', id) ?? {};
const settled = (): string[] => whole.notified.map(({ kind }: ExecutionResult) => kind);

describe('While Autotask does not answer', () => {
  it('a note typed as words waits, and is written once when it answers again', async () => {
    const lift = trouble(down);
    const view = viewOf(await say(`note ${String(id)} They want a quote`));
    expect(view.text).toContain('Queued');
    expect(view.text).toContain('They want a quote');
    expect(viewOf(await say('outbox')).text).toContain('1 change waits');
    lift();
    whole.advance(1);
    await whole.sender.run();
    await whole.sender.run();
    expect(settled()).toEqual(['done']);
    expect(notes()).toHaveLength(1);
    expect(viewOf(await say('outbox')).text).toContain('Nothing of yours waits');
  });

  it('a stage typed as words waits as well', async () => {
    await say(`stage ${String(id)}`);
    const lift = trouble(down);
    expect(viewOf(await say(`stage ${String(id)} verbal`)).text).toContain('Queued');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(viewOf(await say(String(id))).text).toMatch(/Verbal/);
  });

  it('what is typed while it does not accept the credentials of the bot waits until somebody mended them', async () => {
    await say(String(id));
    const lift = trouble({ kind: 'status', status: 401, body: 'empty' });
    const { text } = viewOf(await say(`note ${String(id)} Called`));
    expect(text).toContain('Queued');
    expect(text).toContain('does not accept the credentials');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(notes()).toHaveLength(1);
  });

  it('a form that is sent off is queued, and its window closes with that news', async () => {
    const form = formOf(await say(`push ${String(id)}`));
    const lift = trouble(down);
    const view = viewOf(await submit(form, { projectedCloseDate: later }));
    expect(view.text).toContain('Queued');
    expect(view.text).toContain('Quokka telephony');
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(stored()['projectedCloseDate']).toContain(later);
  });

  it('a note form opens all the same', async () => {
    const lift = trouble(down);
    const form = formOf(await say(`note ${String(id)}`));
    expect(form.remarks[0]?.text).toContain('waits in the outbox');
    await submit(form, { text: 'Called twice' });
    lift();
    whole.advance(1);
    await whole.sender.run();
    expect(notes()).toHaveLength(1);
  });

  it('what waits can be sent at once, edited and dropped, by its own person alone', async () => {
    const lift = trouble(down);
    const first = viewOf(await say(`note ${String(id)} one`));
    const second = viewOf(await say(`note ${String(id)} two`));
    const third = viewOf(await say(`note ${String(id)} three`));
    expect(viewOf(await press(first, 'Cancel')).text).toContain('Dropped');
    lift();
    const edit = formOf(await press(second, 'Edit'));
    expect(edit.values['note.text']).toMatch(/^two/);
    await submit(edit, { 'note.text': 'two and a half' });
    expect(viewOf(await press(third, 'Send now')).text).toContain('added by');
    whole.advance(30);
    await whole.sender.run();
    expect(notes().map(({ note }) => String(note).split('\n')[0])).toEqual([
      'two and a half',
      expect.stringMatching(/^three/),
    ]);
    expect(viewOf(await press(first, 'Send now')).text).toContain('does not wait any more');
  });
});

it('who may not add notes any more may look at one that waits and drop it, but neither edit nor send it', async () => {
  const lift = trouble(down);
  const view = viewOf(await say(`note ${String(id)} one`));
  lift();
  whole.permissions.changes = { note: ['dana@example.com'] };
  for (const label of ['Send now', 'Edit']) {
    expect(viewOf(await press(view, label)).text).toContain('You are not among those who may add notes here.');
  }
  expect(notes()).toEqual([]);
  expect(viewOf(await press(view, 'Cancel')).text).toContain('Dropped');
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
    const form = formOf(await say('new Wombat kiosks'));
    trouble({ kind: 'unanswered' }, { entity: 'Opportunities', method: 'POST', verb: 'create', times: 1 });
    const lift = trouble(down, { entity: 'Opportunities', verb: 'query' });
    const raw = { ...form.values, companyID: '174', title: 'Wombat kiosks', projectedCloseDate: later };
    const next = formOf(await submit(form, raw));
    const view = viewOf(await submit(next, { ...next.values, projectedCloseDate: later, ownerResourceID: '29683408' }));
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
    const form = formOf(await say(`stage ${String(id)}`));
    await whole.patch(id, { stage: 13 });
    const asked = formOf(await submit(form, { stage: '12' }));
    expect(asked.submit).toBe('Apply anyway');
    expect(asked.cautions[0]).toMatch(/^Stage was “.+” when you saw it; it is “.+” now\.$/);
    expect(stored()['stage']).toBe(13);
    expect(viewOf(await submit(asked, { stage: '12' })).text).toContain('Moved to');
    expect(stored()['stage']).toBe(12);
  });

  it('what waited is not written over it, and the person decides', async () => {
    const form = formOf(await say(`stage ${String(id)}`));
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
    const card = await say('outbox').then(viewOf);
    expect(card.text).toContain('waits for you');
    const [row] = (card.model as { rows: { action: { token: ActionToken } }[] }).rows;
    const view = viewOf(await whole.bot.act(row?.action.token ?? { id: '', v: 1, p: {} }, whole.newInteraction()));
    expect(view.text).toMatch(/Stage was “.+” when you saw it/);
    expect(viewOf(await press(view, 'Apply anyway')).text).toContain('Moved to');
    expect(stored()['stage']).toBe(12);
  });

  it('a change of other fields is no reason to ask', async () => {
    const form = formOf(await say(`push ${String(id)}`));
    await whole.patch(id, { stage: 13 });
    expect(viewOf(await submit(form, { projectedCloseDate: later })).text).toContain('Pushed');
    expect(stored()['stage']).toBe(13);
  });
});

describe('Undo', () => {
  it('puts back what was written, and only that', async () => {
    const view = viewOf(await say(`stage ${String(id)} verbal`));
    await whole.patch(id, { nextStep: 'Call Ann' });
    expect(viewOf(await press(view, 'Undo')).text).toContain('Took back');
    expect(stored()).toMatchObject({ stage: 11, nextStep: 'Call Ann' });
  });

  it('brings back recurring revenue that an amount alone wiped out', async () => {
    await whole.patch(id, { monthlyRevenue: 250, onetimeRevenue: 100 });
    const before = stored();
    const form = formOf(await say(`money ${String(id)}`));
    const rest = Object.fromEntries(Object.entries(form.values).filter(([name]) => name !== 'monthlyRevenue'));
    const pages = await submit(form, rest);
    const view = pages.kind === 'form' ? viewOf(await submit(pages.form, pages.form.values)) : viewOf(pages);
    expect(stored()['monthlyRevenue'] ?? 0).toBe(0);
    await press(view, 'Undo');
    expect(stored()).toMatchObject({ monthlyRevenue: 250, onetimeRevenue: 100, amount: before['amount'] });
  });

  it('a loss is taken back with its reason and its date', async () => {
    const form = formOf(await say(`lose ${String(id)}`));
    const reason = form.fields.find((field) => field.type === 'choice');
    const option = reason?.type === 'choice' ? (reason.options[0]?.value ?? '') : '';
    const view = viewOf(await submit(form, { [reason?.id ?? '']: option }));
    expect(stored()).toMatchObject({ status: 2, lossReason: Number(option) });
    await press(view, 'Undo');
    expect(stored()).toMatchObject({ status: 1, lossReason: null, lostDate: null });
  });

  it('asks when somebody changed it since', async () => {
    const view = viewOf(await say(`stage ${String(id)} verbal`));
    await whole.patch(id, { stage: 14 });
    const asked = viewOf(await press(view, 'Undo'));
    expect(asked.text).toContain('changed meanwhile');
    expect(stored()['stage']).toBe(14);
    expect(viewOf(await press(asked, 'Keep what is there')).text).toContain('Dropped');
  });

  it('of a note is a correction that everybody sees', async () => {
    await say(`note ${String(id)} Wrong customer`);
    expect(viewOf(await say('undo')).text).toContain('Took back');
    expect(notes()).toHaveLength(2);
    expect(String(notes()[1]?.['note'])).toContain('is taken back');
  });

  it('happens once, although it is pressed twice at the same moment', async () => {
    const view = viewOf(await say(`note ${String(id)} Wrong customer`));
    const answers = await Promise.all([press(view, 'Undo'), press(view, 'Undo')]);
    expect(notes()).toHaveLength(2);
    expect(answers.map((answer) => viewOf(answer).text).sort()).toEqual([
      expect.stringContaining('I took that in hand a moment ago'),
      expect.stringContaining('Took back'),
    ]);
  });

  it('ends after ten minutes, and happens once', async () => {
    const view = viewOf(await say(`stage ${String(id)} verbal`));
    whole.advance(11);
    expect(viewOf(await press(view, 'Undo')).text).toContain('more than 10 minutes ago');
    const again = viewOf(await say(`stage ${String(id)} quote`));
    await press(again, 'Undo');
    expect(viewOf(await press(again, 'Undo')).text).toContain('taken back already');
    expect(viewOf(await say('undo')).text).toContain('changed nothing');
  });
});

it('a form that is sent off once more says that it went through, and keeps what was typed', async () => {
  const form = formOf(await say(`note ${String(id)}`));
  viewOf(await submit(form, { ...form.values, text: 'They want a quote' }));
  const again = formOf(await submit(form, { ...form.values, text: 'They want two' }));
  expect(again.problem).toContain('You sent this form off already, and I have it.');
  expect(again.values).toMatchObject({ text: 'They want two' });
  expect(notes()).toHaveLength(1);
});

it('the history tells who changed what, from what, to what, also what came to nothing', async () => {
  await say(`stage ${String(id)} verbal`);
  const form = formOf(await say(`stage ${String(id)}`));
  await whole.patch(id, { stage: 14 });
  await submit(form, { stage: '12' });
  const { text } = viewOf(await say(`history ${String(id)}`));
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
