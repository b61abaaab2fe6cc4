/** The wire log: how much of what a platform takes was used, and nothing that one must not pass on. */
import { limitUsagesOf } from '../../../../src/dev/playground/limit-usage';
import { redact } from '../../../../src/dev/playground/wire-rows';

const exchange = { direction: 'from bot', sent: {}, received: {}, sentBytes: 0, receivedBytes: 0 } as const;

it('a message in Slack is measured in blocks and characters', () => {
  const blocks = JSON.stringify([{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }, { type: 'divider' }]);
  expect(limitUsagesOf('slack', { ...exchange, what: 'chat.postMessage', sent: { blocks } })).toEqual([
    { used: 2, most: 50, unit: 'blocks' },
    { used: 5, most: 13_000, unit: 'characters' },
  ]);
});

it('a modal in Slack is measured in blocks', () => {
  const sent = { view: JSON.stringify({ type: 'modal', blocks: [{ type: 'divider' }] }) };
  expect(limitUsagesOf('slack', { ...exchange, what: 'views.open', sent })).toEqual([
    { used: 1, most: 100, unit: 'blocks' },
  ]);
});

it('a card in Teams is measured in bytes, whether it is sent or answered', () => {
  const measured = [{ used: 900, most: 28 * 1024, unit: 'bytes' }];
  const sent = { ...exchange, what: 'POST /v3/conversations/19:x/activities', sentBytes: 900 };
  const answered = { ...exchange, direction: 'to bot', what: 'invoke task/fetch', receivedBytes: 900 } as const;
  expect(limitUsagesOf('teams', sent)).toEqual(measured);
  expect(limitUsagesOf('teams', answered)).toEqual(measured);
  expect(limitUsagesOf('teams', { ...sent, what: 'GET /v3/conversations/19:x/members/29:sam' })).toEqual([]);
});

it('tokens and answer addresses are not shown, however deep they are', () => {
  const shown = redact({ token: 'xoxb-1', list: [{ response_url: 'http://x/1', trigger_id: '1.2' }], text: 'token' });
  const hidden = '(not shown)';
  expect(shown).toEqual({ token: hidden, list: [{ response_url: hidden, trigger_id: hidden }], text: 'token' });
});
