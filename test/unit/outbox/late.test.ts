/** What Autotask carries out after its connection ended, and what only waited: once, as far as anybody can tell, and told where not. */
import type { View } from '../../../src/core/reply';
import type { Fault } from '../../../src/dev/sandbox/faults';
import { formIn, viewIn } from '../../support/answers';
import { dayIn, testNow } from '../../support/clock';
import { inErrand, openErrand, sam } from '../../support/outbox-errand';
import type { BotFixture } from '../../support/whole-bot';

const newDay = dayIn(266);
let whole: BotFixture;
let id: number;
beforeEach(async () => {
  ({ whole, id } = await openErrand());
});
afterEach(() => whole.stop());
const { command, say, press, submit, stored, notes, waiting, later } = inErrand(() => ({ whole, id }));
const down: Fault = { kind: 'status', status: 503 };

describe('What is carried out after its connection ended', () => {
  /** Looks every fifteen seconds, as the pauses between attempts begin. */
  async function goOn(minutes: number): Promise<void> {
    for (let quarter = 0; quarter < minutes * 4; quarter++) {
      whole.advance(0.25);
      await whole.sender.run();
    }
  }
  const late = (seconds: number): Fault => ({ kind: 'late', ms: seconds * 1000 });
  const wombats = () => whole.sandbox.records.list('Opportunities', ({ title }) => title === 'Wombat kiosks');
  async function create(): Promise<View> {
    const form = formIn(await command('new Wombat kiosks'));
    const next = formIn(await submit(form, { ...form.values, companyID: '174', title: 'Wombat kiosks' }));
    return viewIn(await submit(next, { ...next.values, projectedCloseDate: newDay, ownerResourceID: String(sam) }));
  }
  const kinds = () => whole.notified.map(({ kind }) => kind);

  it.each([0, 45, 100])('a note that arrives %d seconds later is written once', async (seconds) => {
    whole.sandbox.faults.plan({ fault: late(seconds), entity: 'CompanyNotes', verb: 'create' });
    viewIn(await command(`note ${String(id)} They want a quote`));
    await goOn(15);
    expect(notes()).toHaveLength(1);
    expect(kinds()).not.toContain('doubled');
    expect(await waiting()).toEqual([]);
  });

  it.each([0, 45, 100])('a new opportunity that arrives %d seconds later is created once', async (seconds) => {
    whole.sandbox.faults.plan({ fault: late(seconds), entity: 'Opportunities', verb: 'create' });
    await create();
    await goOn(15);
    expect(wombats()).toHaveLength(1);
    expect(kinds()).not.toContain('doubled');
    expect(await waiting()).toEqual([]);
  });

  it('a push whose note arrives late has one note', async () => {
    whole.sandbox.faults.plan({ fault: late(45), entity: 'CompanyNotes', verb: 'create' });
    viewIn(await command(`push ${String(id)} ${newDay} budget moved`));
    await goOn(15);
    expect(notes()).toHaveLength(1);
    expect(stored()['projectedCloseDate']).toMatch(new RegExp(`^${newDay}`));
  });

  it('sent at once by its person, it is looked for, and not sent again before it may have arrived', async () => {
    whole.sandbox.faults.plan({ fault: late(45), entity: 'CompanyNotes', verb: 'create' });
    const queued = await say(`note ${String(id)} They want a quote`);
    whole.advance(0.5);
    const { text } = viewIn(await press(queued, 'Send now'));
    expect(text).toContain('may still arrive, so I do not send it again yet');
    await goOn(15);
    expect(notes()).toHaveLength(1);
  });

  it('what never arrived is sent again in the end', async () => {
    whole.sandbox.faults.plan({ fault: { kind: 'disconnect' }, entity: 'Opportunities', verb: 'create' });
    await create();
    await goOn(2.5);
    expect(wombats()).toHaveLength(0);
    await goOn(10);
    expect(wombats()).toHaveLength(1);
    expect(kinds()).toEqual(['done']);
  });

  it('an opportunity that arrives after it was sent again stands there twice, and its person is told where both are', async () => {
    whole.sandbox.faults.plan({ fault: late(5 * 60), entity: 'Opportunities', verb: 'create' });
    await create();
    await goOn(15);
    const ids = wombats().map((one) => Number(one['id']));
    expect(ids).toHaveLength(2);
    expect(kinds()).toEqual(['done', 'doubled']);
    expect(whole.fallbackPlatform.posted).toHaveLength(1);
    const [told] = whole.fallbackPlatform.posted;
    expect(told?.conversation).toMatchObject({ conversation: 'D-U1', kind: 'direct' });
    const { text, model } = told?.view ?? { text: '', model: {} };
    expect(text).toContain('What you created stands in Autotask twice');
    expect(text).toContain(ids.map((one) => `#${String(one)}`).join(', '));
    const urls = (model as { rows: { url: string }[] }).rows.map(({ url }) => url);
    expect(urls).toEqual(ids.map((one) => expect.stringContaining(String(one)) as string));
  });

  it('a note that arrives after it was sent again is told as well', async () => {
    whole.sandbox.faults.plan({ fault: late(5 * 60), entity: 'CompanyNotes', verb: 'create' });
    await say(`note ${String(id)} They want a quote`);
    await goOn(15);
    expect(notes()).toHaveLength(2);
    expect(kinds()).toEqual(['done', 'doubled']);
    expect(whole.fallbackPlatform.posted.map(({ view }) => view.text)).toEqual([
      expect.stringContaining('Your note stands in Autotask twice') as string,
    ]);
  });

  it('is looked at again while Autotask does not answer', async () => {
    whole.sandbox.faults.plan({ fault: late(5 * 60), entity: 'Opportunities', verb: 'create' });
    await create();
    await goOn(4);
    const lift = whole.sandbox.faults.plan({ fault: down, entity: 'Opportunities', verb: 'query', times: 1e6 });
    await goOn(6);
    expect(kinds()).toEqual(['done']);
    lift();
    await goOn(12);
    expect(kinds()).toEqual(['done', 'doubled']);
  });

  it('two like opportunities of one person are both created, although the answer of the second got lost', async () => {
    await create();
    whole.sandbox.faults.plan({ fault: { kind: 'disconnect' }, entity: 'Opportunities', verb: 'create' });
    expect((await create()).text).toContain('Queued');
    await goOn(10);
    expect(wombats()).toHaveLength(2);
    expect(kinds()).toEqual(['done']);
    expect(whole.notified[0]).toMatchObject({ entry: { opportunity: wombats()[1]?.['id'] } });
  });

  it('a note is found among hundreds of others', async () => {
    for (let number = 0; number < 1100; number++) {
      await whole.send('POST', `Companies/${String(stored()['companyID'])}/Notes`, {
        opportunityID: id,
        actionType: 1,
        assignedResourceID: sam,
        startDateTime: testNow,
        endDateTime: testNow,
        name: 'Called',
        note: 'They want a quote',
      });
    }
    whole.sandbox.faults.plan({ fault: { kind: 'unanswered' }, entity: 'CompanyNotes', verb: 'create' });
    await say(`note ${String(id)} They want a quote`);
    await goOn(10);
    expect(notes()).toHaveLength(1101);
  });
});

describe('What only waited for its turn', () => {
  it('is tried again as soon as what was tried once', async () => {
    const lift = whole.sandbox.faults.plan({ fault: down, times: 1e6 });
    for (const stage of ['verbal', 'quote', 'verbal', 'quote']) await say(`stage ${String(id)} ${stage}`);
    whole.advance(1);
    await whole.sender.run();
    const entries = await whole.outbox.listWaiting(sam);
    expect(entries.map(({ state, attempts }) => [state, attempts])).toEqual([
      ['queued', 2],
      ['queued', 0],
      ['queued', 0],
      ['queued', 0],
    ]);
    expect(entries[0]?.due).toEqual(new Date(Date.parse(testNow) + 90_000));
    lift();
  });

  it('a new opportunity that was never sent is not looked for', async () => {
    const form = formIn(await command('new Wombat kiosks'));
    const next = formIn(await submit(form, { ...form.values, companyID: '174', title: 'Wombat kiosks' }));
    const lift = whole.sandbox.faults.plan({ fault: down, times: 1e6 });
    viewIn(await submit(next, { ...next.values, projectedCloseDate: newDay, ownerResourceID: String(sam) }));
    lift();
    // One like it, of another stage: had it gone out, nobody could tell whose this is.
    await whole.create({ title: 'Wombat kiosks', companyID: 174, ownerResourceID: sam, stage: 14 });
    await later();
    expect(await waiting()).toEqual([]);
    expect(whole.notified.map(({ kind }) => kind)).toEqual(['done']);
  });
});
