/** A day with a reason behind it, as people type it after `push`: read where it is sure, asked about where it is not. */
import { parseLeadingDay } from '../../../../src/core/commands/leading-date';
import { tokenize } from '../../../../src/core/commands/tokenize';

/** A Tuesday. */
const reading = { today: '2026-11-24', locale: 'en-US' };
const read = (text: string, other = reading) => parseLeadingDay(tokenize(text), other);

it.each([
  ['friday', '2026-11-27', ''],
  ['friday waiting for legal', '2026-11-27', 'waiting for legal'],
  ['friday, waiting for legal', '2026-11-27', 'waiting for legal'],
  ['friday: waiting for legal', '2026-11-27', 'waiting for legal'],
  ['to friday waiting for legal', '2026-11-27', 'waiting for legal'],
  ['until friday', '2026-11-27', ''],
  ['on friday because of budget', '2026-11-27', 'because of budget'],
  ['2026-12-01 budget moved', '2026-12-01', 'budget moved'],
  ['2026-12-01 client on holiday', '2026-12-01', 'client on holiday'],
  ['2027-04-30 the board decides', '2027-04-30', 'the board decides'],
  ['in 2 weeks budget', '2026-12-08', 'budget'],
  ['"in 2 weeks" budget', '2026-12-08', 'budget'],
  ['in 3 weeks waiting for budget', '2026-12-15', 'waiting for budget'],
  ['in two weeks time', '2026-12-08', ''],
  ["in 2 weeks' time legal", '2026-12-08', 'legal'],
  ['friday "next steps unclear"', '2026-11-27', 'next steps unclear'],
  ['friday client needs 2 weeks', '2026-11-27', 'client needs 2 weeks'],
  ['friday this week', '2026-11-27', ''],
  ['friday not ready', '2026-11-27', 'not ready'],
  ['friday v2.5 must ship first', '2026-11-27', 'v2.5 must ship first'],
  ['12/01 budget', '2026-12-01', 'budget'],
  ['dec 1 2027 budget', '2027-12-01', 'budget'],
  ['next friday budget', '2026-12-04', 'budget'],
  ['next week budget', '2026-12-01', 'budget'],
  ['next week friday', '2026-12-04', ''],
  ['next week friday legal', '2026-12-04', 'legal'],
  ['next week on friday legal', '2026-12-04', 'legal'],
  ['friday next week legal', '2026-12-04', 'legal'],
  ['friday of next week legal', '2026-12-04', 'legal'],
  ['friday in two weeks', '2026-12-11', ''],
  ['friday in 2 weeks legal', '2026-12-11', 'legal'],
  ['in two weeks on friday legal', '2026-12-11', 'legal'],
  ['a week from friday', '2026-12-04', ''],
  ['a week from friday legal', '2026-12-04', 'legal'],
  ['two weeks from next friday legal', '2026-12-18', 'legal'],
  ['3 days after 2026-12-01 legal', '2026-12-04', 'legal'],
  ['2 days before dec 10', '2026-12-08', ''],
  ['the day after tomorrow legal', '2026-11-26', 'legal'],
  ['in 1 month legal', '2026-12-24', 'legal'],
  ['in 3 months budget', '2027-02-24', 'budget'],
  ['next month budget', '2026-12-24', 'budget'],
  ['in 1 year budget', '2027-11-24', 'budget'],
])('"%s" is %s, with the reason "%s"', (text, day, rest) => {
  expect(read(text)).toMatchObject({ day, rest, isAmbiguous: false });
});

it.each([
  ['tuesday or friday', 'tuesday', 'or friday'],
  ['friday or monday', 'friday', 'or monday'],
  ['friday and monday', 'friday', 'and monday'],
  ['friday - monday', 'friday', '- monday'],
  ['friday – monday', 'friday', '– monday'],
  ['friday to monday', 'friday', 'to monday'],
  ['friday through monday', 'friday', 'through monday'],
  ['friday until noon', 'friday', 'until noon'],
  ['friday at 5pm', 'friday', 'at 5pm'],
  ['friday 5pm', 'friday', '5pm'],
  ['friday 17:00 legal', 'friday', '17:00 legal'],
  ['friday a week', 'friday', 'a week'],
  ['friday week', 'friday', 'week'],
  ['friday 2 weeks', 'friday', '2 weeks'],
  ['friday for 2 weeks', 'friday', 'for 2 weeks'],
  ['friday this month', 'friday', 'this month'],
  ['friday after next', 'friday', 'after next'],
  ['friday before christmas', 'friday', 'before christmas'],
  ['friday end of month', 'friday', 'end of month'],
  ['friday december', 'friday', 'december'],
  ['friday the 13th', 'friday', 'the 13th'],
  ['fri dec 5', 'fri', 'dec 5'],
  ['friday 14 nov', 'friday', '14 nov'],
  ['friday maybe monday', 'friday', 'maybe monday'],
  ['friday, monday', 'friday', 'monday'],
  ['2026-12-01 client on holiday until friday', '2026-12-01', 'client on holiday until friday'],
  ['2026-12-01 call on 12/03', '2026-12-01', 'call on 12/03'],
  ['friday board meets tomorrow', 'friday', 'board meets tomorrow'],
  ['2026-12-01 2027', '2026-12-01', '2027'],
  ['tomorrow or friday', 'tomorrow', 'or friday'],
  ['in 2 weeks or 3', 'in 2 weeks', 'or 3'],
  ['next week or so', 'next week', 'or so'],
  ['monday in the morning', 'monday', 'in the morning'],
  ['friday …', 'friday', '…'],
])('"%s" is asked about: "%s" may be the day, and "%s" why', (text, words, rest) => {
  expect(read(text)).toMatchObject({ words, rest, isAmbiguous: true });
});

it.each(['', 'someday', 'waiting for legal', 'or friday', '5pm', '2 working days', 'monday-to-friday'])(
  '"%s" begins with no day',
  (text) => {
    expect(read(text)).toBeUndefined();
  },
);

it.each([
  ['nov 31', 'November has 30 days.', '2026-11-30'],
  ['nov 31 waiting for legal', 'November has 30 days.', '2026-11-30'],
  ['31.11.', 'November has 30 days.', '2026-11-30'],
  ['31 of november', 'November has 30 days.', '2026-11-30'],
  ['to nov 31 budget', 'November has 30 days.', '2026-11-30'],
  ['feb 30', 'February 2027 has 28 days.', '2027-02-28'],
  ['30 february', 'February 2027 has 28 days.', '2027-02-28'],
  ['2026-02-29 budget', 'February 2026 has 28 days.', '2026-02-28'],
])('"%s" is refused: %s', (text, say, nearest) => {
  expect(read(text)).toEqual({ say, nearest });
});

it.each([
  ['2026-11-27', 'a week from friday', 'seven days from today, or from the next one'],
  ['2026-11-29', 'next week friday', 'where the week begins on a Sunday it is another one'],
  ['2026-11-26', 'monday in two weeks', 'eleven days from now, or eighteen'],
])('on %s "%s" is not sure: %s', (today, text) => {
  expect(read(text, { ...reading, today })).not.toMatchObject({ isAmbiguous: false });
});

it.each([
  ['2027-01-31', 'in 1 month', '2027-02-28'],
  ['2028-01-31', 'in 1 month', '2028-02-29'],
  ['2027-01-31', 'next month', '2027-02-28'],
  ['2027-01-31', 'in 3 months', '2027-04-30'],
  ['2026-08-31', 'in 6 months', '2027-02-28'],
  ['2028-02-29', 'in 1 year', '2029-02-28'],
  ['2026-12-31', 'friday', '2027-01-01'],
  ['2026-12-31', 'in 2 months', '2027-02-28'],
  ['2026-12-31', 'friday next week', '2027-01-08'],
])('on %s "%s" is %s', (today, text, day) => {
  expect(read(text, { ...reading, today })).toMatchObject({ day, isAmbiguous: false });
});
