import fc from 'fast-check';
import {
  encodePayload,
  encodeDialogPayload,
  encodeToken,
  parseButtonPayload,
  parseInputs,
} from '../../../../../src/platforms/teams/render/tokens';

const token = { id: 'opportunity.win', v: 1, p: { id: 7, seen: { stage: 3, note: null, text: '' } } };

describe('What a button carries', () => {
  it('comes back exactly as it was, empty values and all', () => {
    // Assigning `__proto__` sets no property: such a name is lost on the way, and no token has one.
    const values = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(values, (p) => {
        const carried = { token: { ...token, p: JSON.parse(JSON.stringify(p)) as typeof token.p } };
        expect(parseButtonPayload(JSON.parse(JSON.stringify(encodePayload(carried))))).toEqual(carried);
      }),
    );
  });

  it('asks Teams for a dialog where the button opens one, and only there', () => {
    const { data, dialogData } = encodeToken(token) as { data: object; dialogData: object };
    expect(dialogData).toEqual({ ...data, msteams: { type: 'task/fetch' } });
    expect(data).not.toHaveProperty('msteams');
    expect(parseButtonPayload(dialogData)).toEqual({ token });
  });

  it('may be a form with the card that it began on', () => {
    const form = { id: 'opportunity.win', v: 1, state: { id: 7 }, opening: 'o-1' };
    expect(parseButtonPayload(encodePayload({ form, card: '1771' }))).toEqual({ form, card: '1771' });
    expect(parseButtonPayload(encodeDialogPayload({ open: form }))).toEqual({ open: form });
  });

  it('is nothing when it was written by nobody we know', () => {
    for (const value of [undefined, null, 'x', {}, { bot: 7 }, { bot: '{' }, { bot: '[]' }, { bot: '{"token":{}}' }]) {
      expect(parseButtonPayload(value)).toBeUndefined();
    }
  });
});

it('What was filled in comes by field: empty fields and toggles that are off are absent', () => {
  const data = {
    bot: 'x',
    msteams: {},
    reason: '1',
    detail: ' two\nlines ',
    amount: 12.5,
    on: 'true',
    off: 'toggle:off',
  };
  expect(parseInputs({ ...data, empty: '', blank: '  ', odd: { a: 1 } })).toEqual({
    reason: '1',
    detail: 'two\nlines',
    amount: '12.5',
    on: 'true',
  });
  expect(parseInputs('x')).toEqual({});
});
