/** A digest that mentions people, as both clients draw it. */
import { openPlayground, type BrowserFixture } from '../support/browser';
import { createSlackChat } from '../support/slack-chat';
import { createTeamsChat } from '../support/teams-chat';

let seen: BrowserFixture;
beforeAll(async () => {
  seen = await openPlayground({ width: 1500, height: 1240 });
}, 120_000);
afterAll(() => seen.stop());

it.each(['slack', 'teams'] as const)('on %s the owners of what needs a hand stand there by name', async (name) => {
  const { slack, teams } = seen.demo;
  if (slack === undefined || teams === undefined) throw new Error('A stand-in is missing.');
  const chat = name === 'slack' ? createSlackChat(slack) : createTeamsChat(teams);
  await chat.typeForm('sam', 'digest');
  await chat.submit('sam', {});
  await chat.submit('sam', { mentions: 'true' });
  await chat.waitForCard('sam', 'The digest is set up.');
  await chat.say('sam', 'digest now');
  const pane = seen.page.getByTestId(name);
  await pane.getByText('Needs a hand from').last().waitFor();
  await pane.getByText('@Dana Reyes', { exact: true }).scrollIntoViewIfNeeded();
  await seen.screenshot(`mentions-${name}`, pane);
  expect(await pane.textContent()).not.toMatch(/<at>|<@U/);
});
