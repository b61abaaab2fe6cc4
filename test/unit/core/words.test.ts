import { dropWords, readWords } from '../../../src/core/words';

describe('What was typed is read as words', () => {
  test.each([
    ['acme firewall', ['acme', 'firewall']],
    ['  stage   29681234   "Quote sent" ', ['stage', '29681234', 'Quote sent']],
    ['stage 1 “Quote sent”', ['stage', '1', 'Quote sent']],
    ['company:"Acme Co" now', ['company:Acme Co', 'now']],
    ['an unclosed "quote', ['an', 'unclosed', '"quote']],
    ['it’s fine', ["it's", 'fine']],
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
      rest: 'called,  wants a "real" quote',
    });
  });

  it('has nothing left after the last word', () => {
    expect(dropWords(readWords('mine'), 1)).toEqual({ plain: [], quoted: [], rest: '' });
  });
});
