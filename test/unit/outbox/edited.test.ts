/** What waits and is edited, or dropped: what is written then is told as it is, and nothing stands there twice. */
import type { FormView, RawValues } from '../../../src/core/forms/form-view';
import type { View } from '../../../src/core/reply';
import type { Fault } from '../../../src/dev/sandbox/faults';
import { formIn, viewIn } from '../../support/answers';
import { dayIn } from '../../support/clock';
import { inErrand, openErrand } from '../../support/outbox-errand';
import type { BotFixture } from '../../support/whole-bot';

let whole: BotFixture;
let id: number;
beforeEach(async () => {
  ({ whole, id } = await openErrand());
});
afterEach(() => whole.stop());
const { say, press, submit: sendOff, trouble, notes } = inErrand(() => ({ whole, id }));
const edit = async (view: View): Promise<FormView> => formIn(await press(view, 'Edit'));
const submit = async (form: FormView, values: RawValues): Promise<View> => viewIn(await sendOff(form, values));
const down: Fault = { kind: 'status', status: 503 };

const history = async (): Promise<string> => (await say(`history ${String(id)}`)).text;

/** Carried out, but neither the answer nor the look at it came through. */
async function noteInTheDark(words: string): Promise<View> {
  const { faults: met } = whole.sandbox;
  const lift = [
    met.plan({ fault: { kind: 'unanswered' }, entity: 'CompanyNotes', verb: 'create' }),
    // Before it is sent, one look says that it is not there.
    met.plan({ fault: down, entity: 'CompanyNotes', verb: 'query', after: 1, times: 1e6 }),
  ];
  const view = await say(words);
  for (const undo of lift) undo();
  return view;
}

describe('What waits and is edited', () => {
  it('tells afterwards of what was written, not of what was asked for at first', async () => {
    const lift = trouble(down);
    const form = await edit(await say(`stage ${String(id)} verbal`));
    lift();
    const { text } = await submit(form, { stage: '12' });
    expect(text).toContain('Changed stage by Sam Okafor');
    expect(await history()).toContain('Changed stage');
    expect(await history()).not.toMatch(/Moved to .* · written/);
  });

  it('tells the same as before where nothing of it was touched', async () => {
    const lift = trouble(down);
    const form = await edit(await say(`stage ${String(id)} verbal`));
    lift();
    expect((await submit(form, form.values)).text).toMatch(/Moved to .*Verbal by Sam Okafor/);
  });

  it('a push has its new day in the title of its note, and its reference beneath', async () => {
    const lift = trouble(down);
    const form = await edit(await say(`push ${String(id)} ${dayIn(266)} budget moved`));
    expect(form.values['note.text']).toBe('budget moved');
    lift();
    await submit(form, { projectedCloseDate: dayIn(280), 'note.text': 'budget moved again' });
    expect(notes().map(({ name, note }) => `${String(name)}: ${String(note)}`)).toEqual([
      expect.stringMatching(new RegExp(`^Close date pushed to ${dayIn(280)}: budget moved again\n\n\\(ref \\w+\\)`)),
    ]);
  });
});

describe('The title of a note that waits', () => {
  const edited = async (values: RawValues): Promise<readonly (readonly [unknown, string | undefined])[]> => {
    const lift = trouble(down);
    const asked = formIn(await whole.bot.route(`note ${String(id)}`).run(whole.newInteraction()));
    const view = viewIn(await whole.bot.submit(asked.key, { values }, whole.newInteraction()));
    const form = await edit(view);
    lift();
    await submit(form, { 'note.text': 'They want two quotes\nand a visit' });
    return notes().map(({ name, note }) => [name, String(note).split('\n')[0]]);
  };

  it('follows its text where it came from that', async () => {
    expect(await edited({ text: 'They want a quote' })).toEqual([['They want two quotes', 'They want two quotes']]);
    expect(await history()).toContain('Note "They want two quotes" added');
  });

  it('stays where somebody typed it', async () => {
    expect(await edited({ text: 'They want a quote', title: 'Call' })).toEqual([['Call', 'They want two quotes']]);
    expect(await history()).toContain('Note "Call" added');
  });
});

describe('A note that may be written already', () => {
  it('is not written once more because it was edited', async () => {
    const view = await noteInTheDark(`note ${String(id)} They want a quote`);
    expect(view.text).toContain('Queued');
    expect(notes()).toHaveLength(1);
    const told = await submit(await edit(view), { 'note.text': 'They want two quotes' });
    expect(told.text).toContain('written already, in other words');
    expect(notes()).toHaveLength(1);
  });

  it('is dropped without the claim that nothing was written', async () => {
    const view = await noteInTheDark(`note ${String(id)} They want a quote`);
    const { text } = viewIn(await press(view, 'Cancel'));
    expect(text).toContain('Dropped');
    expect(text).not.toContain('Nothing of it was written');
    expect(text).toContain('What came of the last attempt: The connection to Autotask broke off.');
  });
});

it('a change that never was on its way is dropped with the word that nothing was written', async () => {
  trouble(down);
  const view = await say(`stage ${String(id)} verbal`);
  expect(viewIn(await press(view, 'Cancel')).text).toContain('Nothing of it was written.');
});
