/** An evening in the west and a morning in the east, where it is another day than in Greenwich: days are the person's own. */
import type { FormView, RawValues } from '../../../../src/core/forms/form-view';
import { ordinaryMoment } from '../../../support/clock';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
beforeEach(async () => {
  whole = await openBot({ opportunities: 20, startsAt: ordinaryMoment });
});
afterEach(() => whole.stop());

const formOf = (reply: object): FormView => {
  if ('form' in reply) return reply.form as FormView;
  throw new Error(`There is no form in ${JSON.stringify(reply).slice(0, 200)}.`);
};

/** The bench begins at noon by UTC on 10 March 2026. */
it.each([
  ['America/Los_Angeles', 14 * 60, '2026-03-10'],
  ['Pacific/Pago_Pago', 22 * 60, '2026-03-10'],
  ['Asia/Kolkata', 8 * 60, '2026-03-11'],
  ['Pacific/Kiritimati', 0, '2026-03-11'],
])(
  'in %s, %s minutes later, an opportunity is created that closes on the day that it is there',
  async (zone, minutes, day) => {
    whole.advance(minutes);
    const here = () => whole.newInteraction({ timezone: zone });
    const [company] = whole.sandbox.records.list('Companies', ({ isActive }) => isActive === true);
    const first = formOf(await whole.bot.route('new Evening deal').run(here()));
    const submit = (form: FormView, values: RawValues) =>
      whole.bot.submit(form.key, { values: { ...form.values, ...values } }, here());
    const second = formOf(await submit(first, { companyID: String(company?.['id']) }));
    const reply = await submit(second, { projectedCloseDate: day });
    expect(reply.kind).toBe('replace');
    const [made, ...others] = whole.sandbox.records.list('Opportunities', ({ title }) => title === 'Evening deal');
    expect(others).toEqual([]);
    expect(made).toMatchObject({ projectedCloseDate: `${day}T00:00:00.000Z`, startDate: `${day}T00:00:00.000Z` });
  },
);

it('one that was lost in the evening counts on that day, in the card and in filters', async () => {
  const [one] = whole.sandbox.records.list('Opportunities', ({ status }) => status === 1);
  const lost = { title: 'Evening loss', status: 2, lostDate: '2026-03-01T03:00:00.000Z' };
  whole.sandbox.records.edit('Opportunities', Number(one?.['id']), lost);
  const say = async (words: string, timezone: string): Promise<string> => {
    const reply = await whole.bot.route(words).run(whole.newInteraction({ timezone }));
    return 'view' in reply ? reply.view.text : reply.kind;
  };
  const id = String(one?.['id']);
  expect(await say(id, 'America/Los_Angeles')).toContain('Lost on Sat, Feb 28, 2026');
  expect(await say(id, 'Europe/Berlin')).toContain('Lost on Sun, Mar 1, 2026');
  expect(await say('evening loss status:lost ended:2026-02', 'America/Los_Angeles')).toContain('Evening loss');
  expect(await say('evening loss status:lost ended:2026-02', 'Europe/Berlin')).not.toContain('#');
});
