/** To which addresses an answer may be posted. */
import { isSlackUrl } from '../../../../../src/platforms/slack/outbound/slack-api';

it.each([
  ['https://hooks.slack.com/commands/T1/2/abc', true],
  ['https://hooks.slack-gov.com/actions/T1/2/abc', true],
  ['http://hooks.slack.com/commands/T1/2/abc', false],
  ['https://hooks.slack.com.evil.example/commands', false],
  ['https://hooks.slack.com@evil.example/commands', false],
  ['https://evil.example/?hooks.slack.com', false],
  ['http://127.0.0.1:8080/commands', false],
  ['nowhere', false],
])('%s: %s', (url, trusted) => {
  expect(isSlackUrl(url, undefined)).toBe(trusted);
});

it('a local Slack is answered where it listens, and nowhere else', () => {
  expect(isSlackUrl('http://127.0.0.1:4100/answers/1', 'http://127.0.0.1:4100/api/')).toBe(true);
  expect(isSlackUrl('http://127.0.0.1:4101/answers/1', 'http://127.0.0.1:4100/api/')).toBe(false);
  expect(isSlackUrl('https://hooks.slack.com/commands/T1', 'http://127.0.0.1:4100/api/')).toBe(false);
});
