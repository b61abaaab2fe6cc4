import {
  parseMoneyRange,
  isInRange,
  type NumberRange,
  parseStoredRange,
  formatStoredRange,
} from '../../../../src/core/commands/number-range';

const read = (text: string, locale: string | undefined = 'en-US'): NumberRange | undefined => {
  const found = parseMoneyRange(text, locale);
  return 'figures' in found ? found.figures : undefined;
};

it.each([
  ['>10k', [10_000.01], [10_000]],
  ['>=10k', [10_000], [9999.99]],
  ['≥10k', [10_000], [9999.99]],
  ['<10k', [9999.99], [10_000]],
  ['<=10k', [10_000], [10_000.01]],
  ['10k', [10_000], [9999, 10_001]],
  ['> $10,000', [10_000.01], [10_000]],
  ['＞１０ｋ', [10_000.01], [10_000]],
  ['5k..20k', [5000, 20_000], [4999, 20_001]],
  ['€5,000.50..€20 000', [5000.5, 20_000], [5000.49, 20_001]],
  ['..5k', [0, 5000], [5001]],
  ['5k..', [5000, 9e9], [4999]],
])('%s takes %j and leaves %j', (text, inside, outside) => {
  const figures = read(text) ?? {};
  expect(inside.map((figure) => isInRange(figures, figure))).toEqual(inside.map(() => true));
  expect(outside.map((figure) => isInRange(figures, figure))).toEqual(outside.map(() => false));
});

it.each([
  ['>10.000', 'de-DE', { above: 10_000 }],
  ['>10,000', 'en-US', { above: 10_000 }],
  ['>1,5k', 'de-DE', { above: 1500 }],
  ['5.000..20.000', 'de-DE', { from: 5000, upTo: 20_000 }],
  ["<=10'000", 'de-CH', { upTo: 10_000 }],
  ['<10\u202f000', 'fr-FR', { below: 10_000 }],
  ['>5.000 <10.000', 'de-DE', { above: 5000, below: 10_000 }],
  ['>=5,000 <=10,000.50', 'en-US', { from: 5000, upTo: 10_000.5 }],
])('%s in %s is understood, and kept so that everybody reads it alike', (typed, locale, figures) => {
  expect(read(typed, locale)).toEqual(figures);
  const kept = formatStoredRange(typed, figures);
  expect(parseStoredRange(kept)).toEqual(figures);
  for (const other of ['en-US', 'de-DE', 'fr-FR', undefined]) expect(read(kept, other)).toEqual(figures);
});

it.each(['>10k', '>$1', '>5k <10k', '5k..20k', '..5k', '12.50', '>=1.5m'])('%s is kept as it was typed', (typed) => {
  expect(formatStoredRange(typed, read(typed) ?? {})).toBe(typed);
  expect(parseStoredRange(typed)).toEqual(read(typed));
});

it.each([
  ['>10.000', 'en-US', '10,000 or 10? Type 10000 or 10.'],
  ['>10,000', 'de-DE', '10.000 or 10? Type 10000 or 10.'],
  ['5k..7.500', undefined, '7,500 or 7.5? Type 7500 or 7.50.'],
  ['>1e3', 'en-US', 'Enter a number, for example 1200.'],
  ['5k..cheap', 'en-US', 'Enter a number, for example 1200.'],
  ['-5', 'en-US', 'At least 0.'],
  ['>1,20,0', 'en-IN', 'Enter a number, for example 1200.'],
  ['', 'en-US', 'Enter a number, for example 1200.'],
  ['..', 'en-US', 'Enter a number, for example 1200.'],
  ['>', 'en-US', 'Enter a number, for example 1200.'],
])('"%s" in %s is asked about or refused', (typed, locale, say) => {
  expect(parseMoneyRange(typed, locale)).toEqual({ say });
});

it.each([
  ['>=1200', { from: 1200 }],
  ['>=12.5', { from: 12.5 }],
  ['>=1.200', { from: 1.2 }],
  ['>10,000', { above: 10_000 }],
  ['> US$ 2,500.50', { above: 2500.5 }],
  ['EUR 12', { from: 12, upTo: 12 }],
  ['10 000..20k', { from: 10_000, upTo: 20_000 }],
])('%s, kept by an earlier version, is read as it was', (kept, figures) => {
  expect(parseStoredRange(kept)).toEqual(figures);
});

it.each(['', 'cheap', '>=1e3', '>=0x10', '>=.5', '>=5.', '>=-5'])('"%s" in a kept setting is no figure', (kept) => {
  expect(parseStoredRange(kept)).toBeUndefined();
});
