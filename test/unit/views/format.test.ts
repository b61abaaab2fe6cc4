import fc from 'fast-check';
import { closeLine, pluralize, createFormat, shorten } from '../../../src/views/format';

const reader = { now: new Date('2026-09-22T12:00:00Z'), timezone: 'Europe/Berlin', locale: 'en-US', currency: 'USD' };
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');
/** From one end of the calendar's day to the other, and the half hours between. */
const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kathmandu', 'America/St_Johns', 'Europe/Berlin', 'UTC'];

describe('A date-only field', () => {
  it('is the same day for every reader, wherever they are and whenever they look', () => {
    const day = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, fc.constantFrom(...zones), fc.integer({ min: 0, max: 24 * 365 }), (when, timezone, hours) => {
        const now = new Date(Date.parse('2026-01-01T00:00:00Z') + hours * 3_600_000);
        const shown = createFormat({ ...reader, now, timezone }).day(when);
        const [year, month, date] = when.split('-').map(Number) as [number, number, number];
        const name = new Intl.DateTimeFormat('en-US', { month: 'short', timeZone: 'UTC' });
        expect(shown).toContain(`${name.format(Date.UTC(year, month - 1, date))} ${String(date)}, ${String(year)}`);
      }),
    );
  });

  it('is overdue from midnight where the reader is, and says so in words', () => {
    const at = (timezone: string) =>
      closeLine('2026-09-22T00:00:00', createFormat({ ...reader, timezone, now: new Date('2026-09-22T11:00:00Z') }));
    expect(at('Pacific/Kiritimati')).toContain('overdue, yesterday');
    expect(at('Pacific/Pago_Pago')).toContain('today');
    expect(closeLine(null, createFormat(reader))).toBe('no date');
  });
});

describe('Money', () => {
  test.each([
    ['en-US', 'USD', '$33,400', '$1,250/mo'],
    ['de-DE', 'EUR', '33.400 €', '1.250 €/mo'],
    ['en-GB', 'GBP', '£33,400', '£1,250/mo'],
    ['ja-JP', 'JPY', '￥33,400', '￥1,250/mo'],
  ])('is written as in %s, in the tenant’s %s', (locale, currency, amount, monthly) => {
    const format = createFormat({ ...reader, locale, currency });
    expect([plain(format.money(33_400)), plain(format.perMonth(1250))]).toEqual([amount, monthly]);
  });

  it('keeps the cents of small figures', () => {
    const format = createFormat(reader);
    expect([format.money(12.5), format.money(12), format.money(1200.5)]).toEqual(['$12.50', '$12', '$1,201']);
  });
});

describe('Words', () => {
  it('are cut with a mark, and never through the middle of a sign', () => {
    expect(shorten('short', 5)).toBe('short');
    expect(shorten('a longer one', 8)).toBe('a longe…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (text, most) => {
        const cut = shorten(text, most);
        expect(cut.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(() => encodeURIComponent(cut)).not.toThrow();
      }),
    );
  });

  it('count one and many', () => {
    expect([pluralize(1, 'deal', 'deals'), pluralize(0, 'deal', 'deals')]).toEqual(['1 deal', '0 deals']);
  });
});
