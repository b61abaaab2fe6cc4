import {
  choicesResponse,
  messageWithCard,
  dialogWithCard,
} from '../../../../../src/platforms/teams/render/invoke-responses';

it('A card in a dialog has buttons that a dialog understands, also deep inside', () => {
  const execute = { type: 'Action.Execute', title: 'Show', verb: 'show', data: { bot: 'x' }, fallback: { type: 'y' } };
  const link = { type: 'Action.OpenUrl', title: 'Open', url: 'https://example.com' };
  const page = dialogWithCard('Title', {
    type: 'AdaptiveCard',
    refresh: { action: execute },
    body: [{ type: 'ActionSet', actions: [execute] }],
    actions: [link, execute],
  });
  const submit = { type: 'Action.Submit', title: 'Show', data: { bot: 'x' } };
  expect(page.task).toMatchObject({ type: 'continue', value: { title: 'Title' } });
  expect(JSON.parse(JSON.stringify(page))).toHaveProperty('task.value.card.content', {
    type: 'AdaptiveCard',
    body: [{ type: 'ActionSet', actions: [submit] }],
    actions: [link, submit],
  });
});

it('A drop-down offers no more than Teams shows', () => {
  const choices = Array.from({ length: 40 }, (_, index) => ({
    value: String(index),
    label: `Company ${String(index)}`,
  }));
  const { value } = choicesResponse(choices);
  expect(value['results']).toHaveLength(15);
  expect(value['results']).toContainEqual({ title: 'Company 3', value: '3' });
});

it('The words of a card never take the room of the card itself', () => {
  const { summary = '' } = messageWithCard('\u202e👩‍💻'.repeat(20_000), {});
  expect(summary.length).toBeLessThanOrEqual(500);
  expect(summary).not.toContain('\u202e');
});

it('The words of a card are for its notification: in the message itself they would be read twice', () => {
  expect(messageWithCard('Acme moved', {})).toMatchObject({ summary: 'Acme moved' });
  expect(messageWithCard('Acme moved', {})).not.toHaveProperty('text');
});
