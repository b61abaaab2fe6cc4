/** Twenty people on five opportunities at once: what is stored is some order of what was accepted, and the record tells which. */
import type { Interaction } from '../../../src/core/interaction';
import type { ActionToken } from '../../../src/core/cards/button';
import type { InvalidForm } from '../../../src/core/bot';
import type { FormView, RawValues } from '../../../src/core/forms/form-view';
import type { Reply } from '../../../src/core/reply';
import type { AuditEvent } from '../../../src/outbox/entry';
import { salesPeople } from '../../../src/dev/sandbox/seed/resources';
import { fastRetries } from '../../support/client';
import { dayIn } from '../../support/clock';
import { openBot, type BotFixture } from '../../support/whole-bot';

let whole: BotFixture;
afterEach(() => whole.stop());

/** The same numbers in every run. */
function dice(seed: number) {
  const state = { value: seed };
  return (sides: number): number => {
    state.value = (state.value * 1103515245 + 12345) % 2147483648;
    return Math.floor((state.value / 2147483648) * sides);
  };
}

const emails = salesPeople.map(({ name }) => `${name.replace(' ', '.').toLowerCase()}@example.com`);
/** Several people act from two devices at once: what they did themselves they are not asked about. */
const arrives = (person: number): Interaction => ({
  ...whole.newInteraction(),
  person: { ...whole.newInteraction().person, id: `U${String(person)}`, email: emails[person % emails.length] ?? '' },
});
const stages = ['12', '13', '14', '15'] as const;
const days = [dayIn(237), dayIn(251), dayIn(266)] as const;

type Told = 'done' | 'there' | 'asked' | 'other';
const toldBy = (reply: Reply | InvalidForm): Told => {
  if (reply.kind === 'replace' && reply.view.card === 'opportunity') {
    return reply.view.text.includes('Nothing changed.') ? 'there' : 'done';
  }
  return reply.kind === 'invalid' ? 'asked' : 'other';
};

const submit = (form: FormView, values: RawValues, person: number) =>
  whole.bot.submit(form.key, { values }, arrives(person));

/** Four changes by one person, one after the other, each of one of the opportunities: what they were told. */
async function errand(person: number, ids: readonly number[], roll: (sides: number) => number): Promise<Told[]> {
  const told: Told[] = [];
  for (let turn = 0; turn < 4; turn++) {
    const id = ids[roll(ids.length)] ?? 0;
    const [verb, values]: readonly [string, RawValues] =
      roll(2) === 0
        ? ['opportunity.stage', { stage: stages[roll(stages.length)] ?? '' }]
        : ['opportunity.push', { projectedCloseDate: days[roll(days.length)] ?? '' }];
    const { stage, status } = stored(id);
    const token: ActionToken = { id: verb, v: 1, p: { id, seen: { stage: Number(stage), status: Number(status) } } };
    const opened = await whole.bot.act(token, arrives(person));
    if (opened.kind !== 'form') continue;
    const first = await submit(opened.form, values, person);
    told.push(toldBy(first));
    // Half of those who are asked want it all the same.
    if (first.kind === 'invalid' && roll(2) === 0) told.push(toldBy(await submit(first.form, values, person)));
  }
  return told;
}

type Values = Readonly<Record<string, unknown>>;
const stored = (id: number): Values => ({ ...whole.sandbox.records.read('Opportunities', id) });
const day = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('T') ? value.slice(0, 10) : value;

/** What these lines lead to, each of which must tell what stood there before it. */
function replayed(before: Values, lines: readonly AuditEvent[]): Values {
  const values = { ...before };
  for (const { field, from, to } of lines.flatMap(({ fields }) => fields)) {
    expect(day(values[field])).toEqual(day(from));
    values[field] = to;
  }
  return values;
}

it('ends in some order of the accepted changes, with nobody told of a success that did not happen', async () => {
  whole = await openBot(
    { opportunities: 20, switches: { requestThreshold: 1e6 } },
    { limits: { ...fastRetries, call: 60_000 } },
  );
  const roll = dice(20261125);
  const ids = await Promise.all(
    Array.from({ length: 5 }, (_unused, index) => whole.create({ title: `Crowd ${String(index)}` })),
  );
  const before = new Map(ids.map((id) => [id, stored(id)]));
  const people = Array.from({ length: 20 }, (_unused, person) => errand(person, ids, roll));
  const told = (await Promise.all(people)).flat();
  expect(told).not.toContain('other');
  expect(told).toContain('asked');
  let done = 0;
  for (const id of ids) {
    const lines = [...(await whole.outbox.history(id, 1000))].reverse().filter(({ result }) => result === 'done');
    const after = replayed(before.get(id) ?? {}, lines);
    const now = stored(id);
    expect([now['stage'], day(now['projectedCloseDate'])]).toEqual([after['stage'], day(after['projectedCloseDate'])]);
    done += lines.length;
  }
  expect(done).toBe(told.filter((one) => one === 'done').length);
});
