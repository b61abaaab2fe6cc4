import { InvalidInput } from '../../../../src/core/errors';
import { parseFilters } from '../../../../src/core/commands/filters';
import { tokenize } from '../../../../src/core/commands/tokenize';

const keys = { owner: 'owner', who: 'owner', stage: 'stage', company: 'company' };
const read = (text: string) => parseFilters(tokenize(text), keys, 'list owner:me');
const refusal = (text: string): InvalidInput => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof InvalidInput) return error;
  }
  throw new Error('It was understood.');
};

it('filters and text may stand in any order', () => {
  expect(read('acme stage:quote fire WHO:me wall')).toEqual({
    terms: [
      { key: 'stage', value: 'quote', parts: ['quote'] },
      { key: 'owner', value: 'me', parts: ['me'] },
    ],
    text: 'acme fire wall',
  });
});

it('quotes keep a value together, and a blank after the colon is forgiven', () => {
  expect(read('company:“Acme Co” stage: "Quote sent"').terms).toEqual([
    { key: 'company', value: 'Acme Co', parts: ['Acme Co'] },
    { key: 'stage', value: 'Quote sent', parts: ['Quote sent'] },
  ]);
});

it('commas part several values, and none that stands in quotes', () => {
  const [company, stage] = read('company:"Miller, Gates Inc.",Acme stage: "a, b"').terms;
  expect(company?.parts).toEqual(['Miller, Gates Inc.', 'Acme']);
  expect(stage?.parts).toEqual(['a, b']);
});

it('what stands in quotes and what is an address is text', () => {
  expect(read('"stage:quote" https://example.com').text).toBe('stage:quote https://example.com');
});

it('a wrong key is answered with the nearest one, all keys and an example', () => {
  const { userMessage, hint } = refusal('ownr:me');
  expect(userMessage).toBe('There is no filter "ownr".');
  expect(hint).toContain('Did you mean owner? There are owner, stage, company. For example: list owner:me.');
  expect(refusal('colour:red').hint).not.toContain('Did you mean');
});

it('a key without a value is asked for', () => {
  expect(refusal('acme stage:').userMessage).toBe('What should stage be?');
});
