import { toComparable, spellingVariants } from '../../../src/core/normalize-name';

it.each([
  ['O’Brien', "o'brien"],
  ["O'Brien", 'O‘BRIEN'],
  ['5” pipe', '5" Pipe'],
])('%s and %s are the same name', (one, other) => {
  expect(toComparable(one)).toBe(toComparable(other));
});

it('a name with an apostrophe is looked for in both spellings, whichever was typed', () => {
  expect(spellingVariants("O'Brien")).toEqual(["O'Brien", 'O’Brien']);
  expect(spellingVariants('O’Brien')).toEqual(["O'Brien", 'O’Brien']);
  expect(spellingVariants('Acme')).toEqual(['Acme']);
});
