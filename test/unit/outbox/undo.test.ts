/** What somebody takes back, while something later of theirs waits, and what they take back of that again. */
import type { View } from '../../../src/core/reply';
import type { Fault } from '../../../src/dev/sandbox/faults';
import { viewIn } from '../../support/answers';
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
const { say, press: answerTo, trouble, stored, notes } = inErrand(() => ({ whole, id }));
const press = async (view: View, label: string): Promise<View> => viewIn(await answerTo(view, label));
const labelsOf = ({ model }: View): readonly string[] =>
  (model as { buttons: { label: string }[] }).buttons.map(({ label }) => label);
const down: Fault = { kind: 'status', status: 503 };

describe('Undo', () => {
  it('takes nothing back while a later change waits, but names both and asks', async () => {
    await say(`stage ${String(id)} verbal`);
    whole.advance(1);
    const lift = trouble(down);
    await say(`note ${String(id)} They want a quote`);
    lift();
    const asked = await say('undo');
    expect(asked.text).toContain('Your newest change still waits. Note "They want a quote" added');
    expect(asked.text).toContain('take back what is done: Moved to Verbal');
    expect(stored()['stage']).toBe(15);
    await press(asked, 'Undo “Moved to Verbal”');
    expect(stored()['stage']).toBe(11);
    expect((await press(asked, 'Cancel it')).text).toContain('Dropped');
    whole.advance(1);
    await whole.sender.run();
    expect(notes()).toEqual([]);
  });

  it('names what waits although nothing is done that could be taken back', async () => {
    const lift = trouble(down);
    await say(`stage ${String(id)} verbal`);
    lift();
    whole.advance(1);
    const asked = await say('undo');
    expect(asked.text).toContain('Your newest change still waits. Moved to Verbal');
    expect(labelsOf(asked)).toEqual(['Cancel it', 'Outbox']);
  });

  it('of an undo is a redo, in words as well', async () => {
    const view = await say(`stage ${String(id)} verbal`);
    const back = await press(view, 'Undo');
    const again = await press(back, 'Redo');
    expect(again.text).toContain('Redid “Moved to Verbal” by Sam Okafor');
    expect(stored()['stage']).toBe(15);
    expect((await press(again, 'Undo')).text).toContain('Took back “Moved to Verbal” by Sam Okafor');
    expect(stored()['stage']).toBe(11);
  });

  it('of a push leaves no correction of the correction, when it is done again', async () => {
    const view = await say(`push ${String(id)} ${later} budget moved`);
    const back = await press(view, 'Undo');
    expect(notes()).toHaveLength(2);
    await press(back, 'Redo');
    expect(stored()['projectedCloseDate']).toContain(later);
    expect(notes()).toHaveLength(2);
  });
});
