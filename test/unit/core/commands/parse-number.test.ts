import fc from 'fast-check';
import { parseNumber, type ParsedNumber } from '../../../../src/core/commands/parse-number';
import { parseMoney, formatNumberInput } from '../../../../src/core/commands/number-messages';

const read = (value: number, decimals = 0): ParsedNumber => ({ kind: 'number', value, decimals });
const either = (thousands: number, fraction: number): ParsedNumber => ({ kind: 'either', thousands, fraction });
const none: ParsedNumber = { kind: 'none' };
const locales = ['en-US', 'en-GB', 'de-DE', 'de-CH', 'fr-FR', 'es', 'en-IN', 'ar', undefined] as const;

describe('What means the same everywhere is read the same in every locale', () => {
  test.each<[string, ParsedNumber]>([
    ['1200', read(1200)],
    ['0', read(0)],
    [' 1200 ', read(1200)],
    ['1200.5', read(1200.5, 1)],
    ['1200,5', read(1200.5, 1)],
    ['1.20', read(1.2, 2)],
    ['1,20', read(1.2, 2)],
    ['1.2', read(1.2, 1)],
    ['0.99', read(0.99, 2)],
    ['0,125', read(0.125, 3)],
    ['1234.567', read(1234.567, 3)],
    ['1.2345', read(1.2345, 4)],
    ['1,234,567', read(1_234_567)],
    ['1.234.567', read(1_234_567)],
    ['1,234.56', read(1234.56, 2)],
    ['1.234,56', read(1234.56, 2)],
    ['1,234,567.8', read(1_234_567.8, 1)],
    ['1.234.567,89', read(1_234_567.89, 2)],
    ["1'200", read(1200)],
    ['1’200.50', read(1200.5, 2)],
    ["1'234'567", read(1_234_567)],
    ['1 200', read(1200)],
    ['1\u00a0200', read(1200)],
    ['1\u202f200,50', read(1200.5, 2)],
    ['1\u2009234\u2009567', read(1_234_567)],
    ['$1200', read(1200)],
    ['US$ 2,500.50', read(2500.5, 2)],
    ['1200 $', read(1200)],
    ['1.234,50 €', read(1234.5, 2)],
    ['€3.5k', read(3500)],
    ['EUR 12', read(12)],
    ['12EUR', read(12)],
    ['$1,234.50 USD', read(1234.5, 2)],
    ['CHF 1’200.–', read(1200)],
    ['10k', read(10_000)],
    ['10 K', read(10_000)],
    ['10k €', read(10_000)],
    ['10k€', read(10_000)],
    ['1.5m', read(1_500_000)],
    ['1,5M', read(1_500_000)],
    ['1.25k', read(1250)],
    ['1.1234m', read(1_123_400)],
    ['-5', read(-5)],
    ['−5', read(-5)],
    ['-$5', read(-5)],
    ['１２００', read(1200)],
    ['１，２３４．５０', read(1234.5, 2)],
    ['￥１２００', read(1200)],
    ['١٢٠٠', read(1200)],
    ['١٬٢٠٠٫٥٠', read(1200.5, 2)],
    ['١٬٢٠٠', read(1200)],
    ['۱۲۰۰', read(1200)],
    ['१२००', read(1200)],
    ['\u200f1200\u200e', read(1200)],
    ['', none],
    ['1e3', none],
    ['0x10', none],
    ['.5', none],
    ['5.', none],
    [',5', none],
    ['+5', none],
    ['1,20,0', none],
    ['1.20.000', none],
    ['12,34', read(12.34, 2)],
    ['1,2345,678', none],
    ['0.123.456', none],
    ['1..200', none],
    ['1 20', none],
    ['1.234 567', none],
    ['1,234.567,89', none],
    ["1'200,500.5", none],
    ['ten', none],
    ['abc 10', none],
    ['10 apples', none],
    ['10kk', none],
    ['NaN', none],
    ['Infinity', none],
    ['2026-12-01', none],
    ['½', none],
    ['5²', none],
    ['--5', none],
    ['12 34', none],
  ])('%s', (typed, expected) => {
    for (const locale of locales) expect([locale, parseNumber(typed, locale)]).toEqual([locale, expected]);
  });
});

describe('A dot or comma before three digits is read as the person writes thousands, else both ways', () => {
  const dots = ['de-DE', 'es', 'de_DE'];
  const commas = ['en-US', 'en-GB', 'en-IN', 'ar', 'en', 'en_US'];
  const unsettled = ['de-CH', 'fr-FR', undefined, '', 'xx-YY', 'not a locale', '*', 'de-DE-', 'constructor'];
  test.each<[string, number, number]>([
    ['1.200', 1200, 1.2],
    ['12.345', 12_345, 12.345],
    ['999.000 €', 999_000, 999],
    ['1.200k', 1_200_000, 1200],
    ['１．２００', 1200, 1.2],
    ['-1.005k', -1_005_000, -1005],
  ])('%s', (typed, thousands, fraction) => {
    const other = typed.replace('.', ',').replace('．', '，');
    for (const locale of dots) {
      expect([locale, parseNumber(typed, locale)]).toEqual([locale, read(thousands)]);
      expect([locale, parseNumber(other, locale)]).toEqual([locale, either(thousands, fraction)]);
    }
    for (const locale of commas) {
      expect([locale, parseNumber(other, locale)]).toEqual([locale, read(thousands)]);
      expect([locale, parseNumber(typed, locale)]).toEqual([locale, either(thousands, fraction)]);
    }
    for (const locale of unsettled) {
      expect([locale, parseNumber(typed, locale)]).toEqual([locale, either(thousands, fraction)]);
      expect([locale, parseNumber(other, locale)]).toEqual([locale, either(thousands, fraction)]);
    }
  });

  it('an Arabic comma separates as a comma does', () => {
    expect(parseNumber('1،200', 'ar')).toEqual(read(1200));
    expect(parseNumber('1،200', undefined)).toEqual(either(1200, 1.2));
  });
});

describe('Indian thousands are counted in twos where people do so', () => {
  test.each<[string, ParsedNumber, ParsedNumber]>([
    ['1,20,000', read(120_000), none],
    ['12,34,567.50', read(1_234_567.5, 2), none],
    ['₹1,20,00,000', read(12_000_000), none],
    ['1,200,000', read(1_200_000), read(1_200_000)],
    ['1,20,0', none, none],
    ['123,45,678', none, none],
  ])('%s', (typed, indian, american) => {
    expect(parseNumber(typed, 'en-IN')).toEqual(indian);
    expect(parseNumber(typed, 'en-US')).toEqual(american);
    expect(parseNumber(typed, undefined)).toEqual(american);
  });
});

describe('What is no amount of money is answered', () => {
  test.each<[string, string | undefined, string]>([
    ['1.200', undefined, '1,200 or 1.2? Type 1200 or 1.20.'],
    ['1.200', 'en-US', '1,200 or 1.2? Type 1200 or 1.20.'],
    ['1,200', 'de-DE', '1.200 or 1,2? Type 1200 or 1,20.'],
    ['1.200', 'fr-CA', '1\u00a0200 or 1,2? Type 1200 or 1,20.'],
    ['1.000', 'en-US', '1,000 or 1? Type 1000 or 1.'],
    ['12.345', 'en-US', '12,345 or 12.345? Type 12345 or 12.35. Two decimals are the most.'],
    ['1.200k', 'en-US', '1,200,000 or 1,200? Type 1200000 or 1200.'],
    ['cheap', 'de-DE', 'Enter a number, for example 1200.'],
    ['1e3', 'de-DE', 'Enter a number, for example 1200.'],
    ['1234.567', 'en-US', 'At most two decimals, for example 12.35.'],
    ['1234,567', 'de-DE', 'At most two decimals, for example 12,35.'],
    ['99999999999999999999', 'en-US', 'At most 1,000,000,000,000.'],
  ])('%s in %s', (typed, locale, say) => {
    expect(parseMoney(typed, locale)).toEqual({ say });
  });

  it('whoever types what the answer names is understood', () => {
    for (const locale of locales) {
      for (const typed of ['1.200', '1,200', '12.345', '1.000', '3.450k']) {
        const answer = parseMoney(typed, locale);
        const named = 'say' in answer ? /Type (\S+) or (\S+?)\.(?: |$)/.exec(answer.say)?.slice(1) : [];
        for (const one of named ?? ['nothing was named']) expect(parseMoney(one, locale)).toHaveProperty('value');
      }
    }
  });
});

describe('What the bot writes itself is read back as it was', () => {
  it('in a field, in every locale', () => {
    const cents = fc.integer({ min: -99_999_999_999, max: 99_999_999_999 });
    fc.assert(
      fc.property(cents, fc.constantFrom(...locales), (amount, locale) => {
        const value = amount / 100;
        expect(parseMoney(formatNumberInput(String(value), locale), locale)).toEqual({ value });
      }),
    );
  });

  it('on a card, with the digits and signs of the locale', () => {
    const shown = fc.constantFrom('en-US', 'en-GB', 'de-DE', 'de-CH', 'fr-FR', 'es', 'en-IN', 'ar', 'ar-EG', 'fa-IR');
    const currency = fc.constantFrom('USD', 'EUR', 'GBP', 'CHF', 'INR', 'CAD', 'AUD');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), shown, currency, (amount, locale, code) => {
        const money = new Intl.NumberFormat(locale, { style: 'currency', currency: code }).format(amount / 100);
        expect([money, parseMoney(money, locale)]).toEqual([money, { value: amount / 100 }]);
      }),
    );
  });
});
