import { dropWords, readWords, textIn } from '../../../src/core/words';

describe('What was typed is read as words', () => {
  test.each([
    ['acme firewall', ['acme', 'firewall']],
    ['  stage   29681234   "Quote sent" ', ['stage', '29681234', 'Quote sent']],
    ['stage 1 “Quote sent”', ['stage', '1', 'Quote sent']],
    ['company:"Acme Co" now', ['company:Acme Co', 'now']],
    ['an unclosed "quote', ['an', 'unclosed', '"quote']],
    ['it’s “really” fine', ['it’s', 'really', 'fine']],
    ['company:"Miller, Gates","Acme Co" x', ['company:Miller, Gates,Acme Co', 'x']],
    ['with\u00a0hard\u00a0blanks', ['with', 'hard', 'blanks']],
    ['""', []],
    ['', []],
  ])('%j', (text, plain) => {
    expect(readWords(text).plain).toEqual(plain);
  });

  it('keeps the rest of a note as it was typed', () => {
    const words = readWords('note 29681234 called,  wants a "real" quote');
    expect(dropWords(words, 2)).toEqual({
      plain: ['called,', 'wants', 'a', 'real', 'quote'],
      quoted: [false, false, false, true, false],
      typed: ['called,', 'wants', 'a', '"real"', 'quote'],
      rest: 'called,  wants a "real" quote',
    });
    const note = 'He said “yes” — 5" pipe, it’s «fine»\u00a0!';
    expect(dropWords(readWords(`note 1 ${note}`), 2).rest).toBe(note);
  });

  it('has nothing left after the last word', () => {
    expect(dropWords(readWords('mine'), 1)).toEqual({ plain: [], quoted: [], typed: [], rest: '' });
  });

  test.each([
    ['"Acme refresh"', 'Acme refresh'],
    ['Acme "refresh"', 'Acme "refresh"'],
    ['Acme’s “5" pipe”', 'Acme’s “5" pipe”'],
  ])('takes %s for one text', (typed, text) => {
    expect(textIn(readWords(typed))).toBe(text);
  });
});
