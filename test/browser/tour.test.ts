/**
 * The main tour, as somebody would show it: a deal found and won, Autotask changing beneath it, the next morning, every
 * card. `PICTURES` names a folder for the README's two pictures.
 */
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground({ width: 1500, height: 1240 }, 2);
}, 120_000);
afterEach(() => seen.stop());

const pane = (name: 'slack' | 'teams'): Locator => seen.page.getByTestId(name);
async function type(where: Locator, words: string): Promise<void> {
  const composer = where.getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}
async function picture(name: 'slack' | 'teams'): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder !== undefined) await pane(name).screenshot({ path: join(folder, `${name}.png`) });
}
const be = (where: Locator, who: string) => where.getByRole('combobox', { name: 'You are' }).selectOption(who);

it('in Slack: the digest, a deal opened from it, and somebody else changing it in Autotask', async () => {
  const slack = pane('slack');
  await be(slack, 'dana');
  await type(slack, '/opp digest now');
  await slack.getByText('Needs attention').waitFor();
  await slack.getByRole('combobox', { name: 'More' }).first().selectOption('Open');
  await slack.getByText('weighted = amount').waitFor();
  await picture('slack');
  const autotask = seen.page.getByTestId('autotask');
  await autotask.locator('summary').click();
  await autotask.getByRole('combobox').first().selectOption('amount');
  await autotask.locator('.changed').getByText('was').first().waitFor();
  await seen.screenshot('tour-changed');
  await seen.page.getByTestId('wire').locator('summary').click();
  await seen.page
    .getByTestId('wire')
    .getByText(/of 50 blocks/)
    .first()
    .waitFor();
  await seen.page.getByTestId('wire').getByRole('button', { name: 'answer address' }).first().click();
  await seen.page.getByTestId('wire').locator('pre').waitFor();
  expect(await seen.page.getByTestId('wire').locator('pre').innerText()).not.toMatch(/xoxb-/);
  expect(seen.complaints).toEqual([]);
});

it('in Teams: the digest, and a deal opened from it', async () => {
  const teams = pane('teams');
  await be(teams, 'dana');
  await type(teams, 'digest now');
  await teams.getByText('Needs attention').waitFor();
  await teams.getByRole('button', { name: 'Open', exact: true }).first().click();
  await teams.getByText('weighted = amount').waitFor();
  await picture('teams');
  expect(seen.complaints).toEqual([]);
});

it('the next morning comes at the press of a button, and the chats go on', async () => {
  const time = seen.page.getByRole('group', { name: 'Time' }).locator('time');
  const before = Date.parse((await time.getAttribute('datetime')) ?? '');
  await seen.page.getByRole('button', { name: 'Next morning' }).click();
  await seen.page.locator('.clock time', { hasText: '08:05' }).waitFor();
  expect(Date.parse((await time.getAttribute('datetime')) ?? '')).toBeGreaterThan(before);
  await type(pane('slack'), '/opp mine');
  await pane('slack').getByText('Open opportunities').first().waitFor();
  await type(pane('teams'), 'mine');
  await pane('teams').getByText('Open opportunities').first().waitFor();
  expect(seen.complaints).toEqual([]);
});

it('the gallery shows every card on both platforms, in the dark as well', async () => {
  await seen.page.getByRole('link', { name: 'All cards' }).click();
  const opportunity = seen.page.getByRole('region', { name: 'opportunity', exact: true });
  await opportunity.locator('.slack').getByText('Managed backup for 40 users').waitFor();
  await opportunity.locator('.teams').getByText('Managed backup for 40 users').waitFor();
  expect(await seen.page.locator('.complaint').count()).toBe(0);
  await seen.screenshot('gallery');
  await seen.page.getByRole('button', { name: 'Dark' }).click();
  await seen.page.locator('[data-theme=dark] .gallery').waitFor();
  await seen.screenshot('gallery-dark');
  await seen.page.getByRole('link', { name: 'The chats' }).click();
  await pane('slack').waitFor();
  expect(seen.complaints).toEqual([]);
});
