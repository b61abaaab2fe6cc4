/** Slack's own ways in, in the browser: Home, the shortcuts, a message kept as a note, a card beneath a link. */
import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground({ width: 1440, height: 1000 });
}, 120_000);
afterEach(() => seen.stop());

const slack = (): Locator => seen.page.getByTestId('slack');
const dialog = (name: string): Locator => slack().getByRole('dialog', { name });
async function type(words: string): Promise<void> {
  const composer = slack().getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}
/** An opportunity of Sam's that is overdue. */
function anOverdue(title: string): number {
  const { sandbox } = seen.demo;
  const [template] = sandbox?.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11) ?? [];
  const { id, ...cells } = template ?? {};
  if (sandbox === undefined || id === undefined) throw new Error('The sandbox has no open opportunity.');
  const mine = { title, ownerResourceID: 29683408, projectedCloseDate: '2020-01-02T00:00:00.000Z' };
  return sandbox.records.add('Opportunities', { ...cells, ...mine });
}
async function chooseFirst(form: Locator, words: string): Promise<void> {
  await form.getByRole('combobox', { name: 'Opportunity' }).fill(words);
  await form.locator('.lookup li button').first().click();
}

it('Home opens a card, and shows what was changed from it', async () => {
  anOverdue('Quokka telephony');
  await slack().getByRole('button', { name: 'Home' }).click();
  const home = slack().getByRole('region', { name: 'Home' });
  await home.getByText('Quokka telephony').waitFor();
  await seen.screenshot('slack-home-tab');
  const row = home.locator('.with-accessory', { hasText: 'Quokka telephony' });
  await row.getByRole('combobox').selectOption('Push close date');
  const form = dialog('Push the close date');
  await form.locator('input[type=date]').fill('2031-01-02');
  await seen.screenshot('slack-home-form');
  await form.locator('button[type=submit]').click();
  await form.getByText('2031').first().waitFor();
  await seen.screenshot('slack-home-result');
  await form.getByRole('button', { name: 'Close', exact: true }).last().click();
  await home.getByText('Quokka telephony').waitFor({ state: 'detached' });
  expect(seen.complaints).toEqual([]);
});

it('the shortcut finds an opportunity in a window', async () => {
  anOverdue('Quokka telephony');
  await slack().getByText('Shortcuts').click();
  await seen.screenshot('slack-shortcuts');
  await slack().getByRole('button', { name: 'Find an opportunity' }).click();
  const form = dialog('Find an opportunity');
  await form.getByRole('combobox', { name: 'Opportunity' }).waitFor();
  await chooseFirst(form, 'quokka');
  await form.getByRole('button', { name: 'Show' }).click();
  await form.getByText('Projected close').waitFor();
  await seen.screenshot('slack-found');
  expect(seen.complaints).toEqual([]);
});

it('a message becomes a note, and a link to an opportunity has its card beneath it', async () => {
  const id = anOverdue('Quokka telephony');
  await type('They love it & want a quote');
  await slack()
    .getByRole('button', { name: /^Add as a note: They love it/ })
    .click();
  const form = dialog('Add as a note');
  await form.getByRole('combobox', { name: 'Opportunity' }).waitFor();
  await chooseFirst(form, 'quokka');
  await seen.screenshot('slack-keep');
  await form.getByRole('button', { name: 'Add note' }).click();
  await form.waitFor({ state: 'detached' });
  await slack().getByText('Quokka telephony').waitFor();
  await type(
    `Look: https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`,
  );
  await slack().locator('.unfurl').getByText('Projected close').waitFor();
  await seen.screenshot('slack-unfurled');
  expect(seen.demo.sandbox?.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id)).toHaveLength(1);
  expect(seen.complaints).toEqual([]);
});
