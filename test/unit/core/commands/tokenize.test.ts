import { dropTokens, tokenize, textOfTokens } from '../../../../src/core/commands/tokenize';

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
    expect(tokenize(text).values).toEqual(plain);
  });

  it('keeps the rest of a note as it was typed', () => {
    const words = tokenize('note 29681234 called,  wants a "real" quote');
    expect(dropTokens(words, 2)).toEqual({
      values: ['called,', 'wants', 'a', 'real', 'quote'],
      isQuoted: [false, false, false, true, false],
      rawValues: ['called,', 'wants', 'a', '"real"', 'quote'],
      raw: 'called,  wants a "real" quote',
    });
    const note = 'He said “yes” — 5" pipe, it’s «fine»\u00a0!';
    expect(dropTokens(tokenize(`note 1 ${note}`), 2).raw).toBe(note);
  });

  it('has nothing left after the last word', () => {
    expect(dropTokens(tokenize('mine'), 1)).toEqual({ values: [], isQuoted: [], rawValues: [], raw: '' });
  });

  test.each([
    ['"Acme refresh"', 'Acme refresh'],
    ['Acme "refresh"', 'Acme "refresh"'],
    ['Acme’s “5" pipe”', 'Acme’s “5" pipe”'],
  ])('takes %s for one text', (typed, text) => {
    expect(textOfTokens(tokenize(typed))).toBe(text);
  });
});
