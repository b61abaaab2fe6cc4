/** Several changes of one person to the same field, which wait together: written in order, without a question. */
import type { ActionToken } from '../../../src/core/cards/button';
import type { FormView } from '../../../src/core/forms/form-view';
import type { View } from '../../../src/core/reply';
import { shortTimeouts } from '../../support/client';
import { openBot, type BotFixture } from '../../support/whole-bot';

describe('Two changes of the stage by one person, the first of them asked for while Autotask is down', () => {
  let whole: BotFixture;
  let id: number;
  let forms: readonly FormView[];
  let lift: () => void;
  beforeEach(async () => {
    whole = await openBot({ opportunities: 20, switches: { requestThreshold: 1e6 } }, { limits: shortTimeouts });
    id = await whole.create({ title: 'Quokka telephony', ownerResourceID: 29683408 });
    forms = [await open(), await open()];
    lift = whole.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, times: 1e6 });
  });
  afterEach(() => whole.stop());

  /** Both forms show the same stage. */
  async function open(): Promise<FormView> {
    const reply = await whole.bot.route(`stage ${String(id)}`).run(whole.newInteraction());
    if (reply.kind === 'form') return reply.form;
    throw new Error(`It answered ${JSON.stringify(reply)}.`);
  }
  const move = async (form: number, stage: string): Promise<View> => {
    const { key } = forms[form] ?? {};
    if (key === undefined) throw new Error('There are two forms.');
    return viewOf(await whole.bot.submit(key, { values: { stage } }, whole.newInteraction()));
  };
  function viewOf(reply: Awaited<ReturnType<BotFixture['bot']['submit']>>): View {
    if (reply.kind === 'show' || reply.kind === 'replace') return reply.view;
    throw new Error(`It answered ${JSON.stringify(reply)}.`);
  }
  async function sendNow(view: View): Promise<View> {
    const { buttons } = view.model as { buttons: { label: string; token: ActionToken }[] };
    const token = buttons.find(({ label }) => label === 'Send now')?.token ?? { id: '', v: 1, p: {} };
    return viewOf(await whole.bot.act(token, whole.newInteraction()));
  }
  const stage = (): unknown => whole.sandbox.records.read('Opportunities', id)?.['stage'];
  const settled = (): string[] => whole.notified.map(({ kind }) => kind);

  it('the earlier one is no reason to ask about the later: both are written as they were asked', async () => {
    await move(0, '12');
    whole.advance(1);
    await move(1, '13');
    lift();
    whole.advance(10);
    await whole.sender.run();
    expect(settled()).toEqual(['done', 'done']);
    expect(whole.notified.map(({ entry }) => entry.after?.stage)).toEqual([12, 13]);
    expect(stage()).toBe(13);
  });

  it('the later one waits for the earlier, which is tried at once', async () => {
    await move(0, '12');
    lift();
    whole.advance(0.1);
    const view = await move(1, '13');
    expect(view.text).toContain('Queued');
    await whole.sender.run();
    expect(settled()).toEqual(['done', 'done']);
    expect(stage()).toBe(13);
  });

  it('what somebody else wrote between them is asked about', async () => {
    const view = await move(0, '12');
    whole.advance(1);
    await move(1, '13');
    lift();
    expect((await sendNow(view)).text).toContain('Moved to');
    await whole.patch(id, { stage: 14 });
    whole.advance(10);
    await whole.sender.run();
    expect(settled()).toEqual(['failed']);
    expect((await whole.outbox.listWaiting(29683408))[0]).toMatchObject({
      state: 'asked',
      differences: [{ field: 'stage' }],
    });
    expect(stage()).toBe(14);
  });
});
