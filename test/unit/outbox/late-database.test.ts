/** The database fails around a write: nothing is written twice, and nobody is told that something was lost which is not. */
import { Unavailable } from '../../../src/core/errors';
import type { FormView } from '../../../src/core/forms/form-view';
import type { OutboxEntry, Outbox } from '../../../src/outbox/entry';
import { eventually } from '../../support/eventually';
import { createMemoryOutbox } from '../../support/memory-outbox';
import { today } from '../../support/sandbox';
import { openBot, type BotFixture } from '../../support/whole-bot';

const away = (): Promise<never> => Promise.reject(new Unavailable('My own database does not answer right now.'));
/** What the database takes for the present. */
const leases = { now: Date.parse(today) };
const kept = createMemoryOutbox(() => new Date(leases.now));
let failing: Partial<Outbox> = {};
const outbox = new Proxy(kept, {
  get: (target, name): unknown => Reflect.get(failing, name) ?? Reflect.get(target, name),
});

let whole: BotFixture;
let id: number;
let form: FormView;
beforeEach(async () => {
  failing = {};
  whole = await openBot({ opportunities: 20 }, {}, { outbox });
  id = await whole.create({ title: 'Quokka telephony', ownerResourceID: 29683408 });
  const reply = await whole.bot.route(`note ${String(id)}`).run(whole.newInteraction());
  if (reply.kind !== 'form') throw new Error('It opens no form.');
  ({ form } = reply);
});
afterEach(() => whole.stop());

const values = () => ({ ...form.values, text: 'They want a quote' });
const submit = () => whole.bot.submit(form.key, { values: values() }, whole.newInteraction());
const notes = () => whole.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
async function send(): Promise<void> {
  whole.advance(2);
  leases.now += 2 * 60_000;
  await whole.sender.run();
}

it('a note that was stored too late for its person to hear of it is not sent as well when they send it again', async () => {
  const late: string[] = [];
  failing.add = async (entry) => {
    await kept.add(entry);
    late.push(entry.id);
    return away();
  };
  expect(await submit()).toMatchObject({ kind: 'invalid', form: { values: { text: 'They want a quote' } } });
  await eventually(async () => (await kept.get(late[0] ?? ''))?.state === 'dropped');
  failing = {};
  expect((await submit()).kind).toBe('replace');
  await send();
  expect(notes()).toHaveLength(1);
});

it('a note that is stored only while its person sends it off again is written once, as they sent it then', async () => {
  const late: OutboxEntry[] = [];
  failing = { add: (entry) => (late.push(entry), away()), get: away };
  await submit();
  failing = {
    get: away,
    async add(entry) {
      for (const earlier of late.splice(0)) await kept.add(earlier);
      return kept.add(entry);
    },
  };
  const again = { ...values(), text: 'They want two' };
  expect((await whole.bot.submit(form.key, { values: again }, whole.newInteraction())).kind).toBe('replace');
  failing = {};
  await send();
  expect(notes().map(({ note }) => String(note).split('\n')[0])).toEqual(['They want two']);
});

it('a note that is written, though nobody could store that it is, is told to be under way and stays one note', async () => {
  failing.complete = away;
  const reply = await submit();
  expect('view' in reply && reply.view.text).toContain('What you typed is kept here until it is written.');
  expect(notes()).toHaveLength(1);
  failing = {};
  await send();
  expect(whole.notified.map(({ kind }) => kind)).toEqual(['done']);
  expect(notes()).toHaveLength(1);
});
