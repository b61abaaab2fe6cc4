/** Pages of text where a few words are expected: whoever reads them has soon read them, and holds nobody else up. */
import { nearestOf } from '../../src/core/nearest';
import { readFigures } from '../../src/core/figures';
import { readMoney } from '../../src/core/number-words';
import { readDay, readPeriod } from '../../src/core/when';
import { readWords } from '../../src/core/words';
import { wordsOf } from '../../src/platforms/teams/arrival';
import { plain } from '../../src/platforms/teams/kept';
import { unwrap, withoutMention } from '../../src/platforms/slack/unwrap';
import { md, mrkdwn } from '../../src/render/escapes';
import { anActivity } from '../support/teams-activity';

/** As many characters as a request may have. */
const most = 250_000;
const pagesOf = (text: string): string => text.repeat(Math.ceil(most / text.length)).slice(0, most);
const today = { today: '2026-09-22', locale: 'en-US' };
const unnamed = { type: 'mention', text: '', mentioned: { id: '28:bot' } };

it.each<[string, () => unknown]>([
  ['a word without end', () => nearestOf(pagesOf('x'), ['list', 'mine', 'pipeline', 'overdue', 'closing', 'stale'])],
  ['a span of spans', () => readPeriod(pagesOf('a..'), today)],
  ['a comparison of comparisons', () => readPeriod(pagesOf('<'), today)],
  ['a day of months', () => readDay(pagesOf('jan '), today)],
  ['a figure of figures', () => readFigures(pagesOf('1,000'), 'en-US')],
  ['money of blanks', () => readMoney(`$${pagesOf(' ')}1`, 'de-DE')],
  ['a figure of blanks', () => readFigures(`>${pagesOf(' ')}1`, 'fr-FR')],
  ['quotes that never close', () => readWords(pagesOf('"a')).plain.length],
  ['tags of Teams that never end', () => wordsOf(anActivity({ text: pagesOf('<at ') }))],
  ['tags of Teams that never close', () => wordsOf(anActivity({ text: pagesOf('<at>') }))],
  [
    'a bot that is mentioned with no name, many times',
    () => wordsOf(anActivity({ text: 'mine', entities: Array.from({ length: 40 }, () => unnamed) })),
  ],
  ['an image with a thousand words', () => plain(`<img ${pagesOf('alt="" ')}`)],
  ['a message of blanks', () => plain(pagesOf('&nbsp;'))],
  ['links of Slack that never close', () => unwrap(pagesOf('<'))],
  ['mentions of Slack that never close', () => withoutMention(pagesOf('<@U1|').slice(0, 40_000), 'U1')],
  ['empty lines for Teams', () => md(pagesOf('\n'))],
  ['empty lines for Slack', () => mrkdwn(pagesOf('\n'))],
])('%s', (_what, read) => {
  const begun = performance.now();
  read();
  expect(performance.now() - begun).toBeLessThan(15_000);
});
