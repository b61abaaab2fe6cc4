/** Every state of the digests as both platforms draw it: a busy day, a quiet one, the first, a late one, the week. */
import { openPlayground, type BrowserFixture } from '../support/browser';

let seen: BrowserFixture;
beforeAll(async () => {
  seen = await openPlayground({ width: 1500, height: 1200 });
  await seen.page.getByRole('link', { name: 'All cards' }).click();
}, 120_000);
afterAll(() => seen.stop());

it.each([
  ['digest', 'Changed since'],
  ['digest.quiet', 'Nothing needs attention'],
  ['digest.first', 'No comparison with a week ago yet'],
  ['digest.late', 'Late: it was due'],
  ['digest.headline', 'Down mainly because'],
  ['digest.details', 'Forecast by projected close'],
  ['digest-week', 'Pushed for the third time or more'],
  ['digest-week.first', 'No comparison yet'],
  ['figures', 'Choose a figure'],
])('%s says "%s" on both', async (name, part) => {
  const section = seen.page.getByRole('region', { name, exact: true });
  await section.locator('.slack').getByText(part).first().waitFor();
  await section.locator('.teams').getByText(part).first().waitFor();
  expect(await section.locator('.complaint').count()).toBe(0);
  await seen.screenshot(name, section);
});
