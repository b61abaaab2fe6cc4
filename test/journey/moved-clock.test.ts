import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  // A Tuesday: the times at which something comes are written for it.
  errand = await startAppFixture({}, '2026-11-24T15:00:00Z');
});
afterEach(() => errand.stop());

it('a digest comes as soon as the demo is moved to the morning on which it is due', async () => {
  const chat = errand.chat('Slack');
  // Sam's own zone is London.
  await chat.typeForm('sam', 'digest');
  await chat.submit('sam', {});
  await chat.submit('sam', {});
  await chat.waitForCard('sam', 'The digest is set up.');
  await errand.demo.clock.move({ to: 'hour' });
  expect(chat.cards('dana')).toEqual([]);
  await errand.demo.clock.move({ to: 'morning', timezone: 'Europe/London' });
  expect((await chat.waitForCard('dana', 'By stage')).words).toContain('Read 08:05 Europe/London');
});
