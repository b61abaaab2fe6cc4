import { validateFields } from '../../../../src/core/forms/validation';
import type { Field } from '../../../../src/core/forms/form-view';
import { chanceField as chance, priceField as price } from '../../../support/a-form';

const reason: Field = {
  id: 'reason',
  label: 'Reason',
  type: 'choice',
  required: true,
  options: [{ value: '1', label: 'Too expensive' }],
};
const detail: Field = { id: 'detail', label: 'In words', type: 'text', max: 5, required: false };
const day: Field = { id: 'day', label: 'Closed on', type: 'date', required: true };
const time: Field = { id: 'time', label: 'Time', type: 'time', required: true };
const days: Field = {
  id: 'days',
  label: 'Days',
  type: 'choices',
  required: true,
  options: [
    { value: '1', label: 'Monday' },
    { value: '2', label: 'Tuesday' },
  ],
};

describe('A form is judged by its own fields', () => {
  test.each<[string, Field, string | undefined, string | undefined]>([
    ['a needed field that is empty', reason, undefined, 'Reason is needed.'],
    ['blanks in a needed field', day, '  ', 'Closed on is needed.'],
    ['an optional field that is empty', detail, undefined, undefined],
    ['a value that was not offered', reason, '9', 'Choose one of the list.'],
    ['a value that was offered', reason, '1', undefined],
    ['text that is too long', detail, 'sixsix', 'At most 5 characters; this has 6.'],
    ['a day that does not exist', day, '2026-02-30', 'February 2026 has 28 days. Write it as 2026-02-28.'],
    ['a 31st of a month of 30 days', day, '2026-11-31', 'November has 30 days. Write it as 2026-11-30.'],
    ['what is no day', day, 'soon', '"soon" is not a date. Write it as 2026-12-01.'],
    ['a day', day, '2026-02-28', undefined],
    ['a word for a number', chance, 'ten', 'Enter a whole number, for example 20.'],
    ['a fraction for a whole number', chance, '10.5', 'Enter a whole number, for example 20.'],
    ['a whole number with its sign', chance, '45 %', undefined],
    ['whole digits of another script', chance, '٤٥٪', undefined],
    ['a word for money', price, 'cheap', 'Enter a number, for example 1200.'],
    ['what only a programmer writes', price, '1e3', 'Enter a number, for example 1200.'],
    ['a percentage for money', price, '5%', 'Enter a number, for example 1200.'],
    ['money below nothing', price, '-5', 'At least 0.'],
    ['more than cents', price, '1234.567', 'At most two decimals, for example 12.35.'],
    ['thousands of an unknown locale', price, '1.200', '1,200 or 1.2? Type 1200 or 1.20.'],
    ['money with its sign', price, '1 200,50 €', undefined],
    ['too little', chance, '-1', 'At least 0.'],
    ['too much', chance, '101', 'At most 100.'],
    ['a number in its bounds', chance, '100', undefined],
    ['no choice of several', days, undefined, 'Days is needed.'],
    ['several that were offered', days, '1,2', undefined],
    ['several of which one was not offered', days, '1,8', 'Choose from the list.'],
    ['a time of day', time, '23:59', undefined],
    ['a time that does not exist', time, '24:00', '"24:00" is not a time. Write it as 08:30.'],
  ])('%s', (_case, field, value, wrong) => {
    const raw = value === undefined ? {} : { [field.id]: value };
    expect(validateFields([field], raw)).toEqual(wrong === undefined ? {} : { [field.id]: wrong });
  });
});
