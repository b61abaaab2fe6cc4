import { parseDay, parsePeriod } from '../../../../src/core/commands/parse-date';

/** A Tuesday. */
const reading = { today: '2026-11-24', locale: 'en-US' };
const day = (from: string) => ({ from, before: expect.any(String) as string });

it.each([
  ['2026-12-01', '2026-12-01'],
  ['today', '2026-11-24'],
  ['tomorrow', '2026-11-25'],
  ['friday', '2026-11-27'],
  ['Friday', '2026-11-27'],
  ['next-friday', '2026-12-04'],
  ['last friday', '2026-11-20'],
  ['1-dec', '2026-12-01'],
  ['Dec 1, 2027', '2027-12-01'],
  ['in 2 weeks', '2026-12-08'],
  ['7d', '2026-12-01'],
  ['3 days ago', '2026-11-21'],
  ['end-of-month', '2026-11-30'],
  ['12/01', '2026-12-01'],
  ['01.12.2026', '2026-12-01'],
])('the day "%s" is %s', (text, expected) => {
  expect(parseDay(text, reading)).toBe(expected);
});

it.each(['', 'acme', '2026-02-30', 'december', 'tomorrow at 5pm', 'monday to friday', '12', 'friday acme'])(
  '"%s" is no day',
  (text) => {
    expect(parseDay(text, reading)).toBeUndefined();
  },
);

it.each(['en-US', 'en-GB', 'de-DE'])('what does not exist is neither a day nor a period in %s', (locale) => {
  const texts = [
    'nov 31',
    'feb 30',
    '31.11.',
    '31.11.2026',
    '2026-02-29',
    '30 february',
    'feb 29 2027',
    '32 dec',
    'dec 32',
  ];
  for (const text of texts) {
    expect([text, parseDay(text, { ...reading, locale })]).toEqual([text, undefined]);
    expect([text, parsePeriod(text, { ...reading, locale })]).toEqual([text, undefined]);
    expect([text, parsePeriod(`..${text}`, { ...reading, locale })]).toEqual([text, undefined]);
  }
});

it.each([
  ['2027-01-31', 'in 1 month', '2027-02-28'],
  ['2028-01-31', 'in 1 month', '2028-02-29'],
  ['2027-01-31', '3 months', '2027-04-30'],
  ['2028-02-29', 'in 1 year', '2029-02-28'],
  ['2027-03-31', 'one month ago', '2027-02-28'],
])('on %s "%s" is %s, as a day and as a period', (today, text, expected) => {
  const at = { ...reading, today };
  expect(parseDay(text, at)).toBe(expected);
  expect(parsePeriod(text, at)?.from).toBe(expected);
});

it('a span of months ends on the day that it leads to', () => {
  expect(parsePeriod('<3 months', reading)).toEqual({ from: '2026-11-24', before: '2027-02-25' });
  expect(parsePeriod('next month', { ...reading, today: '2027-01-31' })).toEqual({
    from: '2027-02-01',
    before: '2027-03-01',
  });
});

it('a date whose weekday is another one is no day', () => {
  expect(parseDay('friday 4 dec', reading)).toBe('2026-12-04');
  expect(parseDay('friday 5 dec', reading)).toBeUndefined();
});

it('a day with slashes is read as people at that place write it', () => {
  expect(parseDay('12/01', { ...reading, locale: 'en-GB' })).toBe('2027-01-12');
});

it.each([
  ['this-week', '2026-11-23', '2026-11-30'],
  ['last week', '2026-11-16', '2026-11-23'],
  ['this-month', '2026-11-01', '2026-12-01'],
  ['next month', '2026-12-01', '2027-01-01'],
  ['next quarter', '2027-01-01', '2027-04-01'],
  ['this_year', '2026-01-01', '2027-01-01'],
  ['q1', '2026-01-01', '2026-04-01'],
  ['q1-2027', '2027-01-01', '2027-04-01'],
  ['2027-q1', '2027-01-01', '2027-04-01'],
  ['2027', '2027-01-01', '2028-01-01'],
  ['2026-12', '2026-12-01', '2027-01-01'],
  ['december', '2026-12-01', '2027-01-01'],
  ['may', '2027-05-01', '2027-06-01'],
  ['today', '2026-11-24', '2026-11-25'],
  ['<30d', '2026-11-24', '2026-12-25'],
  ['<=2w', '2026-11-24', '2026-12-09'],
  ['>30d', '2026-12-25', undefined],
  ['<2026-12-01', undefined, '2026-12-01'],
  ['until friday', undefined, '2026-11-28'],
  ['before friday', undefined, '2026-11-27'],
  ['>=friday', '2026-11-27', undefined],
  ['after december', '2027-01-01', undefined],
  ['overdue', undefined, '2026-11-24'],
  ['2026-12-01..2026-12-24', '2026-12-01', '2026-12-25'],
  ['..friday', undefined, '2026-11-28'],
  ['friday..', '2026-11-27', undefined],
])('the period "%s" is from %s to before %s', (text, from, before) => {
  expect(parsePeriod(text, reading)).toEqual({
    ...(from === undefined ? {} : { from }),
    ...(before === undefined ? {} : { before }),
  });
});

it.each(['', '..', 'junk', '<junk', 'junk..friday', 'q5', '2026-13', 'next decade'])('"%s" is no period', (text) => {
  expect(parsePeriod(text, reading)).toBeUndefined();
});

it('every day of a year lies in its own week, month, quarter and year', () => {
  for (let number = 0; number < 366; number++) {
    const today = new Date(Date.UTC(2028, 0, 1 + number)).toISOString().slice(0, 10);
    for (const unit of ['week', 'month', 'quarter', 'year']) {
      const { from = '', before = '' } = parsePeriod(`this ${unit}`, { ...reading, today }) ?? {};
      expect(from <= today && today < before).toBe(true);
      expect(parsePeriod(`next ${unit}`, { ...reading, today })).toEqual(day(before));
    }
  }
});
