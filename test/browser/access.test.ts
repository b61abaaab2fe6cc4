/** The playground with the keyboard and for those who listen to it: names on all that can be pressed, dialogs that keep the focus. */
import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground();
}, 120_000);
afterEach(() => seen.stop());

const pane = (name: 'slack' | 'teams'): Locator => seen.page.getByTestId(name);
async function type(where: Locator, words: string): Promise<void> {
  const composer = where.getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}

/** The lines of the accessibility tree that name a control and say nothing about it. */
async function nameless(): Promise<readonly string[]> {
  const tree = await seen.page.locator('body').ariaSnapshot();
  return tree
    .split('\n')
    .filter((line) => /^\s*- (button|link|textbox|combobox|checkbox|radio|searchbox|dialog)(:|$| \[)/.test(line));
}
const isInside = async (dialog: Locator): Promise<boolean> => (await dialog.locator(':focus').count()) === 1;

it.each([
  ['slack', '/opp '],
  ['teams', ''],
] as const)(
  'in the %s pane everything that can be pressed has a name, and a form keeps the focus until Escape',
  async (name, prefix) => {
    const where = pane(name);
    await seen.page.getByTestId('autotask').locator('summary').click();
    await seen.page.getByTestId('wire').locator('summary').click();
    await type(where, `${prefix}mine`);
    await where.getByText('Open opportunities').first().waitFor();
    await type(where, `${prefix}new Quokka`);
    if (name === 'teams') {
      // The rows of the list have an Open each: wait for the offer before pressing the last one.
      await where.getByText('New opportunity', { exact: true }).waitFor();
      await where.getByRole('button', { name: 'Open', exact: true }).last().click();
    }
    const form = where.getByRole('dialog', { name: 'New opportunity' });
    await form.getByText('Step 1 of 2').waitFor();
    expect(await nameless()).toEqual([]);
    const stops = await form.locator('a[href], button, input, select, textarea').count();
    expect(stops).toBeGreaterThan(3);
    for (let pressed = 0; pressed <= stops; pressed += 1) {
      await seen.page.keyboard.press('Tab');
      expect(await isInside(form)).toBe(true);
    }
    await seen.page.keyboard.press('Shift+Tab');
    expect(await isInside(form)).toBe(true);
    await seen.page.keyboard.press('Escape');
    await form.waitFor({ state: 'detached' });
    expect(seen.complaints).toEqual([]);
  },
);
