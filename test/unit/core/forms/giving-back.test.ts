/** A form that is sent to a replica which never saw it, while the database is away: what was typed comes back. */
import { createShutdownAbort } from '../../../../src/core/shutdown';
import type { FormView } from '../../../../src/core/forms/form-view';
import { createFailingStore } from '../../../support/leaving-store';
import { openBot, type BotFixture } from '../../../support/whole-bot';

const store = createFailingStore();
let whole: BotFixture;
beforeEach(async () => {
  whole = await openBot({}, {}, { store });
  store.isDown = true;
});
afterEach(() => {
  store.isDown = false;
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
  const result = await whole.bot.submit(drawn.key, { values, renderedForm: drawn }, whole.newInteraction());
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
  const result = await whole.bot.submit(drawn.key, { values }, whole.newInteraction());
  expect(result).toMatchObject({ kind: 'show', to: 'asker', view: { card: 'problem' } });
  expect(JSON.stringify(result)).toContain(JSON.stringify(values.text));
  expect('view' in result && result.view.model).toMatchObject({ typed: [{ text: values.text }, { text: 'x' }] });
});

it('a stop gives up what is under way, with words, and leaves alone what is done', async () => {
  const ending = createShutdownAbort();
  expect(await ending.abortable(Promise.resolve('done'))).toBe('done');
  const hanging = ending.abortable(new Promise(() => undefined));
  ending.abort();
  await expect(hanging).rejects.toMatchObject({ userMessage: expect.stringContaining('I am being stopped') as string });
});
