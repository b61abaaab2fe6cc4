/** The ways in that need a hand to see: look-ups while typing, long forms, charts, Home. */
import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground({ width: 1440, height: 1200 });
}, 120_000);
afterEach(() => seen.stop());

const pane = (name: 'slack' | 'teams'): Locator => seen.page.getByTestId(name);
async function type(where: Locator, words: string): Promise<void> {
  const composer = where.getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}

describe.each([
  ['slack', '/opp '],
  ['teams', ''],
] as const)('In the %s pane', (name, prefix) => {
  it('a company is looked up while typing, and the form turns its pages with everything typed', async () => {
    const where = pane(name);
    await type(where, `${prefix}new Quokka telephony`);
    if (name === 'teams') await where.getByRole('button', { name: 'Open', exact: true }).click();
    const form = where.getByRole('dialog', { name: 'New opportunity' });
    await form.getByText('Step 1 of 2').waitFor();
    await form.getByRole('combobox', { name: 'Company' }).fill('oakhaven');
    await form.locator('.lookup li button').first().click();
    await seen.screenshot(`${name}-look-up`);
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByText('Step 2 of 2').waitFor();
    await seen.screenshot(`${name}-second-page`);
    await form.getByRole('button', { name: 'Back' }).click();
    await form.getByText('Step 1 of 2').waitFor();
    expect(await form.getByRole('combobox', { name: 'Company' }).inputValue()).toContain('Oakhaven');
    await seen.screenshot(`${name}-back`);
    await form.getByRole('button', { name: 'Next' }).click();
    await form.getByRole('button', { name: 'Create' }).click();
    await where.getByText('Created by Sam Okafor').waitFor();
    expect(seen.complaints).toEqual([]);
  });

  it('the pipeline has its chart and its table, and home what is mine', async () => {
    const where = pane(name);
    await type(where, `${prefix}pipeline`);
    await where.getByText('Weighted amount by stage').first().waitFor();
    await where.getByText('Recurring and one-time are never added', { exact: false }).waitFor();
    await seen.screenshot(`${name}-pipeline`);
    await type(where, `${prefix}home`);
    await where.getByText('My pipeline').waitFor();
    await seen.screenshot(`${name}-home`);
    expect(seen.complaints).toEqual([]);
  });
});
