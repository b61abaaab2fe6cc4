import { sanitizeText } from '../../../src/core/sanitize';

const sign = (code: number) => String.fromCharCode(code);

test.each([
  ['an ordinary line', 'Größe 5 – ok 😀', 'Größe 5 – ok 😀'],
  ['lines and tabs', 'one\n\ttwo', 'one\n\ttwo'],
  ['the lines of Windows and of Word', `one\r\ntwo${sign(11)}three`, 'one\ntwo\nthree'],
  ['control characters', `a${sign(0)}b${sign(0x1b)}c${sign(0x7f)}d${sign(0x9f)}e`, 'abcde'],
  ['half a character', `a${sign(0xd83d)}b${sign(0xde00)}`, 'ab'],
])('Of what is typed, %s comes in as text', (_what, typed, text) => {
  expect(sanitizeText(typed)).toBe(text);
});
