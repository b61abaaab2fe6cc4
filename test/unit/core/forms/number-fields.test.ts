import { validateFields } from '../../../../src/core/forms/validation';
import type { Field } from '../../../../src/core/forms/form-view';
import { withParsedNumbers, withFormattedNumbers } from '../../../../src/core/forms/number-fields';
import { aForm, chanceField, priceField } from '../../../support/a-form';

const fields: readonly Field[] = [
  priceField,
  chanceField,
  { id: 'title', label: 'Title', type: 'text', max: 40, required: false },
];
const locales = [
  'en-US',
  'en-GB',
  'de-DE',
  'de-CH',
  'fr-FR',
  'es',
  'en-IN',
  'ar',
  'ar-EG',
  'xx-YY',
  'no locale',
  undefined,
];

describe.each(locales)('In a form of somebody in %s', (locale) => {
  it.each(['1200', '1200.5', '12.345', '1.125', '0.3333333', '-250', '0', '1200000.01'])(
    '%s is drawn, and left as it is means the same',
    (price) => {
      const drawn = withFormattedNumbers(aForm({ fields, values: { price, title: price } }), locale);
      expect(validateFields(fields, drawn.values, drawn)).toEqual({});
      expect(withParsedNumbers(drawn)).toEqual({ price, title: price });
    },
  );

  it('what is typed over it is read, and what is wrong with it is told', () => {
    const drawn = withFormattedNumbers(aForm({ fields, values: { price: '1.125', chance: '20' } }), locale);
    const typed = { ...drawn, values: { price: '2400,50', chance: '45%', title: '1.200' } };
    expect(validateFields(fields, typed.values, typed)).toEqual({});
    expect(withParsedNumbers(typed)).toEqual({ price: '2400.5', chance: '45', title: '1.200' });
    expect(validateFields(fields, { price: '-3', chance: '101' }, drawn)).toEqual({
      price: 'At least 0.',
      chance: 'At most 100.',
    });
  });

  it('an emptied field is empty', () => {
    const drawn = withFormattedNumbers(aForm({ fields, values: { price: '1200' } }), locale);
    expect(withParsedNumbers({ ...drawn, values: {} })).toEqual({});
  });
});

it('A form is drawn with the decimal sign of its person', () => {
  const form = aForm({ fields, values: { price: '1200.5' } });
  const shown = (locale: string) => withFormattedNumbers(form, locale).values['price'];
  expect(['en-US', 'de-DE', 'fr-FR', 'de-CH', 'es'].map(shown)).toEqual([
    '1200.5',
    '1200,5',
    '1200,5',
    '1200.5',
    '1200,5',
  ]);
});

it('What stood there at first is asked about like anything else once somebody typed it anew', () => {
  const drawn = withFormattedNumbers(aForm({ fields, values: { price: '5' } }), 'en-US');
  expect(validateFields(fields, { price: '1.125' }, drawn)).toEqual({
    price: '1,125 or 1.125? Type 1125 or 1.13. Two decimals are the most.',
  });
});
