/** Pages of text where a few words are expected: whoever reads them has soon read them, and holds nobody else up. */
import { closestMatch } from '../../src/core/closest-match';
import { parseMoneyRange } from '../../src/core/commands/number-range';
import { parseMoney } from '../../src/core/commands/number-messages';
import { parseDay, parsePeriod } from '../../src/core/commands/parse-date';
import { tokenize } from '../../src/core/commands/tokenize';
import { htmlToText, parseActivityText } from '../../src/platforms/teams/inbound/message-text';
import { parseMessageText, withoutMention } from '../../src/platforms/slack/inbound/message-text';
import { md, mrkdwn } from '../../src/render/escapes';
import { anActivity } from '../support/teams-activity';

/** As many characters as a request may have. */
const most = 250_000;
const pagesOf = (text: string): string => text.repeat(Math.ceil(most / text.length)).slice(0, most);
const today = { today: '2026-09-22', locale: 'en-US' };
const unnamed = { type: 'mention', text: '', mentioned: { id: '28:bot' } };

it.each<[string, () => unknown]>([
  ['a word without end', () => closestMatch(pagesOf('x'), ['list', 'mine', 'pipeline', 'overdue', 'closing', 'stale'])],
  ['a span of spans', () => parsePeriod(pagesOf('a..'), today)],
  ['a comparison of comparisons', () => parsePeriod(pagesOf('<'), today)],
  ['a day of months', () => parseDay(pagesOf('jan '), today)],
  ['a figure of figures', () => parseMoneyRange(pagesOf('1,000'), 'en-US')],
  ['money of blanks', () => parseMoney(`$${pagesOf(' ')}1`, 'de-DE')],
  ['a figure of blanks', () => parseMoneyRange(`>${pagesOf(' ')}1`, 'fr-FR')],
  ['quotes that never close', () => tokenize(pagesOf('"a')).values.length],
  ['tags of Teams that never end', () => parseActivityText(anActivity({ text: pagesOf('<at ') }))],
  ['tags of Teams that never close', () => parseActivityText(anActivity({ text: pagesOf('<at>') }))],
  [
    'a bot that is mentioned with no name, many times',
    () => parseActivityText(anActivity({ text: 'mine', entities: Array.from({ length: 40 }, () => unnamed) })),
  ],
  ['an image with a thousand words', () => htmlToText(`<img ${pagesOf('alt="" ')}`)],
  ['tags of a message that never end', () => htmlToText(pagesOf('<p '))],
  ['tags of a message that never close', () => htmlToText(pagesOf('<b>'))],
  ['a message of blanks', () => htmlToText(pagesOf('&nbsp;'))],
  ['links of Slack that never close', () => parseMessageText(pagesOf('<'))],
  ['mentions of Slack that never close', () => withoutMention(pagesOf('<@U1|').slice(0, 40_000), 'U1')],
  ['empty lines for Teams', () => md(pagesOf('\n'))],
  ['empty lines for Slack', () => mrkdwn(pagesOf('\n'))],
])('%s', (_what, read) => {
  const begun = performance.now();
  read();
  expect(performance.now() - begun).toBeLessThan(15_000);
});
