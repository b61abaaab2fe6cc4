import type { Locator } from 'playwright-core';
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeEach(async () => {
  seen = await openPlayground();
}, 120_000);
afterEach(() => seen.stop());

/** A new open opportunity whose title no other has. */
function anOpen(title: string): number {
  const { sandbox } = seen.demo;
  const [template] = sandbox?.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11) ?? [];
  const { id, ...cells } = template ?? {};
  if (sandbox === undefined || id === undefined) throw new Error('The sandbox has no open opportunity.');
  return sandbox.records.add('Opportunities', { ...cells, title });
}
const stored = (id: number) => seen.demo.sandbox?.records.read('Opportunities', id);
const pane = (name: 'slack' | 'teams'): Locator => seen.page.getByTestId(name);

async function type(where: Locator, words: string): Promise<void> {
  const composer = where.getByRole('textbox', { name: /^Message to/ });
  await composer.fill(words);
  await composer.press('Enter');
}

describe('In the browser', () => {
  it('an opportunity is looked up, opened and won in the Slack pane', async () => {
    const id = anOpen('Quokka telephony for Slack');
    const slack = pane('slack');
    await type(slack, '/opp quokka slack');
    await slack.getByRole('combobox', { name: 'More' }).selectOption('Open');
    await slack.getByText('Projected close').waitFor();
    await seen.screenshot('slack-card');
    await slack.getByRole('button', { name: 'Win Quokka telephony for Slack' }).click();
    const modal = slack.getByRole('dialog', { name: 'Win opportunity' });
    await modal.getByLabel('Reason').selectOption('See the value');
    await modal.getByLabel('In words').fill('They <b>know</b> us & trust us');
    await seen.screenshot('slack-win');
    await modal.getByRole('button', { name: 'Win' }).click();
    await slack.getByText('Won by Sam Okafor').waitFor();
    await slack.getByText(/See the value: They <\u2060b>know<\u2060\/b> us & trust us/).waitFor();
    await slack.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(stored(id)).toMatchObject({ status: 3, winReasonDetail: 'They <b>know</b> us & trust us' });
    await seen.screenshot('slack-won');
    expect(seen.complaints).toEqual([]);
  });

  it('an opportunity is looked up, opened and won in the Teams pane', async () => {
    const id = anOpen('Quokka telephony for Teams');
    const teams = pane('teams');
    await type(teams, 'quokka teams');
    await teams.getByRole('button', { name: 'Open', exact: true }).click();
    await teams.getByText('Projected close').waitFor();
    await seen.screenshot('teams-card');
    await teams.getByRole('button', { name: 'Win', exact: true }).click();
    const dialog = teams.getByRole('dialog', { name: 'Win opportunity' });
    await dialog.getByRole('combobox').selectOption('See the value');
    await dialog.locator('textarea').fill('They <b>know</b> us & trust us');
    await seen.screenshot('teams-win');
    await dialog.getByRole('button', { name: 'Win' }).click();
    await teams.getByText('Won by Sam Okafor').waitFor();
    await teams.getByText('They <b>know</b> us & trust us').waitFor();
    // The card is changed before the answer closes the dialog.
    await teams.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(stored(id)).toMatchObject({ status: 3, winReasonDetail: 'They <b>know</b> us & trust us' });
    await seen.screenshot('teams-won');
    expect(seen.complaints).toEqual([]);
  });

  it('a wrong field is told where it was typed, and Escape closes the form', async () => {
    const id = anOpen('Quokka note');
    const slack = pane('slack');
    await type(slack, `/opp note ${String(id)}`);
    const modal = slack.getByRole('dialog', { name: 'Add a note' });
    await modal.getByLabel('Note').fill('Typed with care');
    await modal.getByLabel('Title').fill('x'.repeat(129));
    await modal.getByRole('button', { name: 'Add note' }).click();
    await modal.getByText('At most 128 characters; this has 129.').waitFor();
    expect(await modal.getByLabel('Note').inputValue()).toBe('Typed with care');
    await modal.press('Escape');
    await modal.waitFor({ state: 'detached' });
  });

  it('the digest is on show in both panes, in the dark as well', async () => {
    await seen.page.getByRole('button', { name: 'Dark' }).click();
    // One press each: they are among the examples.
    await pane('slack').getByRole('button', { name: '/opp digest now' }).click();
    await pane('teams').getByRole('button', { name: 'digest now' }).click();
    await pane('slack').getByText('By stage', { exact: true }).waitFor();
    await pane('teams')
      .getByRole('paragraph')
      .filter({ hasText: /^Solution Design$/ })
      .waitFor();
    await seen.screenshot('digest-dark');
    expect(seen.complaints).toEqual([]);
  });

  it('a digest is set up in the Teams pane with every figure left empty', async () => {
    const teams = pane('teams');
    await type(teams, 'digest');
    await teams.getByRole('button', { name: 'Open' }).click();
    const dialog = teams.getByRole('dialog', { name: 'Digest settings' });
    await dialog.getByRole('button', { name: 'Next' }).click();
    await dialog.getByText('Step 2 of 2').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    await teams.getByText('Digests of this conversation').waitFor();
  });

  it('the wire log counts every exchange, and Autotask can be made to fail', async () => {
    await seen.page.getByTestId('autotask').locator('summary').click();
    await seen.page.getByText('Down').click();
    await seen.page.locator('.lamp.down').waitFor();
    await type(pane('slack'), '/opp mine');
    await pane('slack').getByText('Autotask does not answer').waitFor();
    await seen.page.getByTestId('wire').locator('summary').click();
    await seen.page.getByRole('button', { name: 'slash /opp' }).first().waitFor();
    await seen.screenshot('autotask-down');
  });
});
