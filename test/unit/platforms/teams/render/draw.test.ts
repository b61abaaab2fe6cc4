import type { Field, FormView } from '../../../../../src/core/forms/form-view';
import { complaintsAboutCard } from '../../../../../src/dev/fakes/teams/card-check';
import type { Card } from '../../../../../src/dev/fakes/teams/shown';
import { createTeamsRenderer } from '../../../../../src/platforms/teams/render/draw';
import { formatDataset, parseDataset } from '../../../../../src/platforms/teams/render/form-model';
import { quietLog } from '../../../../support/quiet-log';
import { aForm } from '../../../../support/a-form';

const draw = (strict = true) => createTeamsRenderer({ log: quietLog, strict });

const key = { id: 'opportunity.edit', v: 2, state: null, opening: 'o-1' };
const base = { required: false } as const;
const fields: readonly Field[] = [
  { ...base, id: 'title', label: 'Title', type: 'text', max: 128, required: true, hint: 'As the customer _knows_ it' },
  { ...base, id: 'note', label: 'Note', type: 'text', lines: 'many', max: 2000 },
  { ...base, id: 'probability', label: 'Probability', type: 'number', min: 0, max: 100, decimals: false },
  { ...base, id: 'close', label: 'Close', type: 'date' },
  { ...base, id: 'primary', label: 'Primary', type: 'toggle' },
  { ...base, id: 'stage', label: 'Stage', type: 'choice', options: [{ value: '11', label: 'Quote' }] },
  { ...base, id: 'owner', label: 'Owner', type: 'lookup', minimum: 2, chosen: { value: '4', label: 'Sam Okafor' } },
];
const form = (changes: Partial<FormView> = {}): FormView =>
  aForm({
    key,
    title: 'Edit',
    submit: 'Save',
    remarks: [{ text: 'Nothing is *sent* yet' }],
    fields,
    ...changes,
  });
interface Input {
  readonly id?: string;
  readonly type: string;
  readonly text?: string;
  readonly value?: unknown;
  readonly choices?: unknown;
}
const itemsOf = (card: object) =>
  (card as { body: readonly { items?: readonly Input[] }[] }).body.flatMap(({ items }) => items ?? []);
const inputOf = (card: object, id: string) => itemsOf(card).find((item) => item.id === id);

describe('A form', () => {
  it('is drawn with one input for each field, as Teams wants it', () => {
    const card = draw().form(form());
    expect(complaintsAboutCard(card as Card)).toEqual([]);
    expect(
      itemsOf(card)
        .filter(({ id }) => id !== undefined)
        .map(({ id, type }) => [id, type]),
    ).toEqual([
      ['title', 'Input.Text'],
      ['note', 'Input.Text'],
      ['probability', 'Input.Text'],
      ['close', 'Input.Date'],
      ['primary', 'Input.Toggle'],
      ['stage', 'Input.ChoiceSet'],
      ['owner', 'Input.ChoiceSet'],
    ]);
  });

  it('shows what was typed, and what is wrong below its field', () => {
    const card = draw().form(
      form({
        values: { title: 'R&D "x" ${y}', probability: '1,5k', close: '2026-12-01', primary: 'true', stage: '11' },
        errors: { title: 'Too *long*.' },
        problem: 'Autotask refused it.',
      }),
    );
    expect(inputOf(card, 'title')?.value).toBe('R&D "x" ${y}');
    expect(inputOf(card, 'probability')?.value).toBe('1,5k');
    expect(inputOf(card, 'primary')?.value).toBe('true');
    const texts = itemsOf(card).map(({ id, text }) => text ?? id);
    expect(texts).toContain('Autotask refused it.');
    expect(texts.indexOf('Too \\*long\\*.')).toBeGreaterThan(texts.indexOf('title'));
    expect(texts.indexOf('Too \\*long\\*.')).toBeLessThan(texts.indexOf('note'));
  });

  it('keeps what was typed for a number, whatever it is', () => {
    expect(inputOf(draw().form(form({ values: { probability: 'half' } })), 'probability')?.value).toBe('half');
  });

  it('shows the words of a look-up: of the choice made before, and of one made since', () => {
    const choices = (owner: string, labels: FormView['labels'] = {}) =>
      inputOf(draw().form(form({ values: { owner }, labels })), 'owner')?.choices;
    expect(choices('4')).toEqual([{ title: 'Sam Okafor', value: '4' }]);
    expect(choices('9', { owner: 'Dana Reyes' })).toEqual([{ title: 'Dana Reyes', value: '9' }]);
    expect(choices('9')).toEqual([{ title: '#9', value: '9' }]);
  });

  it('names its look-ups so that form and field are known when somebody types', () => {
    expect(parseDataset(formatDataset(key, 'owner'))).toMatchObject({
      key: { id: 'opportunity.edit', v: 2 },
      field: 'owner',
    });
    expect(parseDataset('graph.microsoft.com/users')).toBeUndefined();
  });
});

describe('A card', () => {
  const long = { card: 'notice', model: { title: 'Long', say: 'x'.repeat(30_000) }, text: 'Long_ words' };

  it('over the size that Teams takes is a mistake that tests see', () => {
    expect(() => draw().view(long)).toThrow('Teams takes');
  });

  it('is said in words in production, and so is one that cannot be drawn', () => {
    expect(draw(false).view(long)).toMatchObject({ body: [{ text: 'Long\\_ words' }] });
    const pages = JSON.stringify(draw(false).view({ ...long, text: '👩‍💻*'.repeat(10_000) }));
    expect(Buffer.byteLength(pages)).toBeLessThan(26_000);
    const words = draw(false).view({ card: 'unheard-of', model: {}, text: 'Long_ words' });
    expect(words).toMatchObject({ body: [{ text: 'Long\\_ words' }] });
  });

  it('of a list gives way row by row, and says how many are left out', () => {
    const row = (n: number) => ({
      title: `${String(n)} ${'x'.repeat(4000)}`,
      url: 'https://x/',
      about: 'y',
      actions: [],
    });
    const rows = Array.from({ length: 20 }, (_, n) => row(n));
    const model = { title: 'Open', narrowed: '', sums: '', rows, hint: '1 to 20 of 39.', controls: [] };
    const drawn = draw(false).view({ card: 'opportunity-list', model, text: 'x'.repeat(90_000) });
    const text = JSON.stringify(drawn);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(26 * 1024);
    expect(text).toContain('0 xxx');
    expect(text).toMatch(/1 to 20 of 39\. \+\d+ more, for which this message has no room/);
  });

  it.each([
    ['an offer to open a form', () => draw().offer({ title: 'Win', key }, 'Open it.')],
    ['a page that waits', () => draw().waiting({ title: 'Saving…', say: 'One moment.' })],
    ['a page to look again', () => draw().waiting({ title: 'Slow', say: 'Again?' }, { open: key })],
    ['a welcome', () => draw().welcome('Sam')],
  ])('for %s is one that Teams shows', (_, drawn) => {
    expect(complaintsAboutCard(drawn() as Card)).toEqual([]);
  });
});
