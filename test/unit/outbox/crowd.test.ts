/** Twenty people on five opportunities at once: what is stored is some order of what was accepted, and the record tells which. */
import type { Arrival } from '../../../src/core/arrival';
import type { ActionToken } from '../../../src/core/button';
import type { Redrawn } from '../../../src/core/bot';
import type { FormView, RawValues } from '../../../src/core/form';
import type { Reply } from '../../../src/core/reply';
import type { AuditLine } from '../../../src/opportunity/outbox';
import { salesPeople } from '../../../src/dev/sandbox/seed/resources';
import { eager } from '../../support/client';
import { openBot, type WholeBot } from '../../support/whole-bot';

let whole: WholeBot;
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
const arrives = (person: number): Arrival => ({
  ...whole.arrives(),
  person: { ...whole.arrives().person, id: `U${String(person)}`, email: emails[person % emails.length] ?? '' },
});
const stages = ['12', '13', '14', '15'] as const;
const days = ['2026-11-02', '2026-11-16', '2026-12-01'] as const;

type Told = 'done' | 'asked' | 'other';
const toldBy = (reply: Reply | Redrawn): Told => {
  if (reply.kind === 'replace' && reply.view.card === 'opportunity') return 'done';
  return reply.kind === 'invalid' ? 'asked' : 'other';
};

it('ends in some order of the accepted changes, with nobody told of a success that did not happen', async () => {
  whole = await openBot(
    { opportunities: 20, switches: { requestThreshold: 1e6 } },
    { limits: { ...eager, call: 60_000 } },
  );
  const roll = dice(20261125);
  const ids = await Promise.all(
    Array.from({ length: 5 }, (_unused, index) => whole.create({ title: `Crowd ${String(index)}` })),
  );
  const before = new Map(ids.map((id) => [id, { ...whole.sandbox.records.read('Opportunities', id) }]));

  async function errand(person: number): Promise<Told[]> {
    const told: Told[] = [];
    for (let turn = 0; turn < 4; turn++) {
      const id = ids[roll(ids.length)] ?? 0;
      const [verb, values]: readonly [string, RawValues] =
        roll(2) === 0
          ? ['opportunity.stage', { stage: stages[roll(stages.length)] ?? '' }]
          : ['opportunity.push', { projectedCloseDate: days[roll(days.length)] ?? '' }];
      const { stage, status } = whole.sandbox.records.read('Opportunities', id) ?? {};
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
  const submit = (form: FormView, values: RawValues, person: number) =>
    whole.bot.submit(form.key, { values }, arrives(person));

  const told = (await Promise.all(Array.from({ length: 20 }, (_unused, person) => errand(person)))).flat();
  expect(told).not.toContain('other');
  const lines = new Map<number, readonly AuditLine[]>();
  for (const id of ids) lines.set(id, [...(await whole.outbox.history(id, 1000))].reverse());
  const done = [...lines.values()].flat().filter(({ result }) => result === 'done');
  expect(done).toHaveLength(told.filter((one) => one === 'done').length);
  expect(told).toContain('asked');
  for (const id of ids) {
    const values = { ...before.get(id) } as Record<string, unknown>;
    for (const { fields, result } of lines.get(id) ?? []) {
      if (result !== 'done') continue;
      for (const { field, from, to } of fields) {
        expect(day(values[field])).toEqual(day(from));
        values[field] = to;
      }
    }
    const { stage, projectedCloseDate } = whole.sandbox.records.read('Opportunities', id) ?? {};
    expect([stage, day(projectedCloseDate)]).toEqual([values['stage'], day(values['projectedCloseDate'])]);
  }
});

const day = (value: unknown): unknown =>
  typeof value === 'string' && value.includes('T') ? value.slice(0, 10) : value;
