import { alike, spellings } from '../../../src/core/alike';

it.each([
  ['O’Brien', "o'brien"],
  ["O'Brien", 'O‘BRIEN'],
  ['5” pipe', '5" Pipe'],
])('%s and %s are the same name', (one, other) => {
  expect(alike(one)).toBe(alike(other));
});

it('a name with an apostrophe is looked for in both spellings, whichever was typed', () => {
  expect(spellings("O'Brien")).toEqual(["O'Brien", 'O’Brien']);
  expect(spellings('O’Brien')).toEqual(["O'Brien", 'O’Brien']);
  expect(spellings('Acme')).toEqual(['Acme']);
});
