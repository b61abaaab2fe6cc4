/** A form in the data of a button comes back as it was, and whatever else comes back is no form. */
import { deflateRawSync } from 'node:zlib';
import type { FormView } from '../../../../../src/core/forms/form-view';
import { encodeForm, decodeForm } from '../../../../../src/platforms/teams/render/form-codec';
import { openBot, type BotFixture } from '../../../../support/whole-bot';

let whole: BotFixture;
beforeAll(async () => {
  whole = await openBot();
});
afterAll(() => whole.stop());

async function formOf(words: string): Promise<FormView> {
  const reply = await whole.bot.route(words).run(whole.newInteraction());
  if (reply.kind !== 'form') throw new Error(`"${words}" opens no form.`);
  return reply.form;
}
const anOpen = (): string =>
  String(whole.sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11)[0]?.['id']);

it.each(['win', 'lose', 'edit', 'money', 'push', 'note', 'stage'])('the form of %s', async (verb) => {
  const form = await formOf(`${verb} ${anOpen()}`);
  expect(decodeForm(encodeForm(form))).toEqual(form);
});

it.each(['new Firewall', 'digest'])('the form of %s', async (words) => {
  const form = await formOf(words);
  expect(decodeForm(encodeForm(form))).toEqual(form);
});

it('what was typed, whatever it is, and not what look-ups offer', async () => {
  const form = await formOf('new Firewall');
  const values = { ...form.values, title: '"${title}" \u{1F600} <at>everybody</at>\n' };
  const [before, after] = [{ ...form, values, errors: { title: 'Hm.' }, problem: 'No.' }, { offers: {} }];
  expect(decodeForm(encodeForm({ ...before, ...after }))).toEqual(before);
});

const packed = (value: unknown): string => deflateRawSync(JSON.stringify(value)).toString('base64url');
it.each([
  ['nothing', ''],
  ['words', 'not packed at all'],
  ['another thing', packed({ key: 'opportunity.win' })],
  ['a form with a field of no kind', packed({ fields: [{ id: 'x', label: 'X', required: false, type: 'script' }] })],
  ['what would fill the memory', packed('x'.repeat(10_000_000))],
])('%s is no form', (_what, text) => {
  expect(decodeForm(text)).toBeUndefined();
});
