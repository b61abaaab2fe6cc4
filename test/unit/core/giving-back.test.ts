/** A form that is sent to a replica which never saw it, while the database is away: what was typed comes back. */
import { createEnding } from '../../../src/core/ending';
import type { FormView } from '../../../src/core/form-view';
import { createLeavingStore } from '../../support/leaving-store';
import { openBot, type WholeBot } from '../../support/whole-bot';

const store = createLeavingStore();
let whole: WholeBot;
beforeEach(async () => {
  whole = await openBot({}, {}, { store });
  store.isAway = true;
});
afterEach(() => {
  store.isAway = false;
  return whole.stop();
});

const drawn: FormView = {
  key: { id: 'opportunity.note', v: 1, state: { id: 1 }, opening: 'elsewhere', page: 1 },
  title: 'Add a note',
  submit: 'Add',
  remarks: [],
  cautions: [],
  fields: [
    { id: 'text', label: 'Note', type: 'text', max: 3000, required: true },
    { id: 'kind', label: 'Type', type: 'choice', required: true, options: [{ value: '6', label: 'Call' }] },
  ],
  values: { text: 'what stood there before' },
  labels: {},
  errors: {},
  step: 'Step 2 of 2',
  back: true,
  problem: '',
};
const values = { text: 'They want\na quote', kind: '6', smuggled: 'x' };

it('the page that the platform still has is drawn again with what was typed on it, and nothing else', async () => {
  const result = await whole.bot.submit(drawn.key, { values, drawn }, whole.arrives());
  expect(result).toEqual({
    kind: 'invalid',
    form: {
      ...drawn,
      values: { text: 'They want\na quote', kind: '6' },
      problem: expect.stringContaining('Try again') as string,
    },
  });
});

it('where nobody has the form any more, the words that were typed are shown', async () => {
  const result = await whole.bot.submit(drawn.key, { values }, whole.arrives());
  expect(result).toMatchObject({ kind: 'show', to: 'asker', view: { card: 'problem' } });
  expect(JSON.stringify(result)).toContain(JSON.stringify(values.text));
  expect('view' in result && result.view.model).toMatchObject({ typed: [{ text: values.text }, { text: 'x' }] });
});

it('a stop gives up what is under way, with words, and leaves alone what is done', async () => {
  const ending = createEnding();
  expect(await ending.orEnd(Promise.resolve('done'))).toBe('done');
  const hanging = ending.orEnd(new Promise(() => undefined));
  ending.come();
  await expect(hanging).rejects.toMatchObject({ say: expect.stringContaining('I am being stopped') as string });
});
