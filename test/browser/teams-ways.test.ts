/** Teams' own ways in, in the browser: search, a message kept as a note, links, the mention, answers for one's eyes alone. */
import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground({ width: 1440, height: 1000 });
}, 120_000);
afterEach(() => seen.stop());

const teams = (): Locator => seen.page.getByTestId('teams');
async function type(words: string): Promise<void> {
  const composer = teams().getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}
function anOpen(title: string): number {
  const { sandbox } = seen.demo;
  const [template] = sandbox?.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11) ?? [];
  const { id, ...cells } = template ?? {};
  if (sandbox === undefined || id === undefined) throw new Error('The sandbox has no open opportunity.');
  return sandbox.records.add('Opportunities', { ...cells, title });
}

it('an opportunity is searched beside the compose box, and its card is sent', async () => {
  anOpen('Quokka telephony');
  await teams().getByRole('button', { name: 'Search with' }).click();
  const search = teams().getByRole('dialog', { name: 'Find with' });
  await search.getByRole('searchbox').fill('quokka');
  const hit = search.getByRole('button', { name: 'Quokka telephony' });
  await hit.waitFor();
  await seen.screenshot('teams-search');
  await hit.click();
  await teams().getByText('Projected close').waitFor();
  expect(await search.count()).toBe(0);
  await seen.screenshot('teams-sent');
  await teams().getByRole('button', { name: 'Search with' }).click();
  await search.getByRole('searchbox').fill('no such quokka');
  await search.getByText('No opportunity matches').waitFor();
  await search.press('Escape');
  await search.waitFor({ state: 'detached' });
  expect(seen.complaints).toEqual([]);
});

it('a message becomes a note, and a link to an opportunity has its card beneath it', async () => {
  const id = anOpen('Quokka telephony');
  await teams().getByRole('button', { name: /^@/, pressed: true }).click();
  await type('They love it & want a quote');
  await teams()
    .getByRole('button', { name: /^Add as a note: They love it/ })
    .click();
  const form = teams().getByRole('dialog', { name: 'Add as a note' });
  await form.getByRole('combobox', { name: 'Opportunity' }).fill('quokka');
  await form.locator('.lookup li button').first().click();
  await seen.screenshot('teams-keep');
  await form.getByRole('button', { name: 'Add note' }).click();
  await form.waitFor({ state: 'detached' });
  await teams().getByRole('dialog').getByText('added by Sam Okafor').waitFor();
  await seen.screenshot('teams-kept');
  await teams().getByRole('dialog').press('Escape');
  await teams().getByRole('dialog').waitFor({ state: 'detached' });
  await type(
    `Look: https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`,
  );
  await teams().getByText('Projected close').first().waitFor();
  await seen.screenshot('teams-unfurled');
  expect(seen.demo.sandbox?.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id)).toHaveLength(1);
  expect(seen.complaints).toEqual([]);
});

it('a slash command in the channel is answered for one’s eyes alone, and not seen by others', async () => {
  anOpen('Quokka telephony');
  await type('/quokka');
  await teams().getByText('Only you can see this').last().waitFor();
  await teams().getByText('Quokka telephony').waitFor();
  await seen.screenshot('teams-targeted');
  await teams().getByRole('combobox', { name: 'You are' }).selectOption('dana');
  await teams().getByText('Quokka telephony').waitFor({ state: 'detached' });
  expect(await teams().getByText('Only you can see this').count()).toBe(0);
});

it('the personal chat hears everything, and suggests what to say', async () => {
  await teams().getByRole('button', { name: 'chat', exact: false }).first().click();
  await teams().getByRole('button', { name: 'home', exact: true }).click();
  await teams().getByText('My pipeline').waitFor();
  await seen.screenshot('teams-personal');
  expect(seen.complaints).toEqual([]);
});
