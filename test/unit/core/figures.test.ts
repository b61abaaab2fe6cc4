import { readFigure, readFigures, within } from '../../../src/core/figures';

it.each([
  ['10k', 10_000],
  ['1.5m', 1_500_000],
  ['$10,000', 10_000],
  ['US$ 2,500.50', 2500.5],
  ['€3.5k', 3500],
  ['10 000', 10_000],
  ['EUR 12', 12],
  ['0', 0],
])('the figure %s is %d', (text, expected) => {
  expect(readFigure(text)).toBe(expected);
});

it.each(['', 'abc', 'abc10', '-5', '10kk', '1,5', '1e9', 'NaN'])('"%s" is no figure', (text) => {
  expect(readFigure(text)).toBeUndefined();
});

it.each([
  ['>10k', [10_000.01], [10_000]],
  ['>=10k', [10_000], [9999.99]],
  ['<10k', [9999.99], [10_000]],
  ['<=10k', [10_000], [10_000.01]],
  ['10k', [10_000], [9999, 10_001]],
  ['5k..20k', [5000, 20_000], [4999, 20_001]],
  ['..5k', [0, 5000], [5001]],
  ['5k..', [5000, 9e9], [4999]],
])('%s takes %j and leaves %j', (text, inside, outside) => {
  const figures = readFigures(text) ?? {};
  expect(inside.map((figure) => within(figures, figure))).toEqual(inside.map(() => true));
  expect(outside.map((figure) => within(figures, figure))).toEqual(outside.map(() => false));
});

it.each(['', '..', 'cheap', '>', '5k..cheap'])('"%s" is no span of figures', (text) => {
  expect(readFigures(text)).toBeUndefined();
});
