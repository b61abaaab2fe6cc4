import { dayIn, testDay, testNow } from '../support/clock';
import { startErrand, type Errand } from '../support/errand';
import { misunderstood, opening, understood } from '../support/phrases';

let errand: Errand;
let id: number;
beforeAll(async () => {
  errand = await startErrand();
  id = errand.anOpen({ title: 'Zebra kiosk', projectedCloseDate: `${dayIn(325)}T00:00:00.000Z` }).id;
  // On 1 January nothing else has ended this year.
  errand.anOpen({ title: 'Won today', status: 3, closedDate: `${testDay}T00:00:00.000Z` });
  errand.anOpen({ title: 'Lost today', status: 2, lostDate: testNow });
});
afterAll(() => errand.stop());
beforeEach(() => {
  errand.sandbox.records.edit('Opportunities', id, { stage: 11 });
});
const filled = (typed: string): string => typed.replaceAll('{id}', String(id));

it('there are enough phrases of each kind', () => {
  expect(understood.length + opening.length + misunderstood.length).toBeGreaterThanOrEqual(120);
  expect(misunderstood.length).toBeGreaterThanOrEqual(40);
});

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it.each(understood)('“$typed” is understood', async ({ typed, shows }) => {
    const { words } = await errand.chat(platform).say('sam', filled(typed));
    for (const part of shows) expect(words).toContain(part);
    expect(words).not.toMatch(/Reference [0-9A-F]{8}/);
  });

  it.each(opening)('“$typed” opens its form', async ({ typed, title, values = {} }) => {
    const form = await errand.chat(platform).typeForm('sam', filled(typed));
    if (platform === 'Slack') expect(form.words).toContain(title);
    expect(form.values).toMatchObject(values);
    await errand.chat(platform).close('sam');
  });

  it.each(misunderstood)('“$typed” is answered with what is wrong, for the asker alone', async ({ typed, shows }) => {
    const { words, alone } = await errand.chat(platform).say('sam', filled(typed));
    for (const part of shows) expect(words).toContain(part);
    expect(words).toMatch(/Reference [0-9A-F]{8}/);
    expect(alone).toBe(true);
  });
});
