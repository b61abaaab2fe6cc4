import { toPerson } from '../../../../../src/platforms/slack/identity/people';

it.each([
  ['en-GB', 'en-GB'],
  ['de_DE', 'de-DE'],
  ['not a locale', undefined],
  ['xx-YY', undefined],
  ['', undefined],
  [undefined, undefined],
])('the locale %p of a profile is taken for %p', (locale, taken) => {
  const profile = { team_id: 'T1', name: 'sam', ...(locale === undefined ? {} : { locale }) };
  expect(toPerson('U1', 'T1', profile).locale).toBe(taken);
});
