import { dayIn, testDay, testNow } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';
import { invalidPhrases, formPhrases, validPhrases } from '../support/phrases';

let errand: AppFixture;
let id: number;
beforeAll(async () => {
  errand = await startAppFixture();
  id = errand.createOpportunity({ title: 'Zebra kiosk', projectedCloseDate: `${dayIn(325)}T00:00:00.000Z` }).id;
  // On 1 January nothing else has ended this year.
  errand.createOpportunity({ title: 'Won today', status: 3, closedDate: `${testDay}T00:00:00.000Z` });
  errand.createOpportunity({ title: 'Lost today', status: 2, lostDate: testNow });
});
afterAll(() => errand.stop());
beforeEach(() => {
  errand.sandbox.records.edit('Opportunities', id, { stage: 11 });
});
/** Ten ways to say something, over the wire; what every other phrase means is tested behind the bot's one door. */
const spoken = [
  ...['', '{id}', 'list owner:me', 'win zebra kiosk', 'help win'],
  ...['stage {id}', 'edit {id}'],
  ...['wni {id}', 'push {id} 2026-02-30', 'list stge:quote'],
];
const among = <T extends { readonly typed: string }>(phrases: readonly T[]): readonly T[] =>
  phrases.filter(({ typed }) => spoken.includes(typed));
const filled = (typed: string): string => typed.replaceAll('{id}', String(id));

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it.each(among(validPhrases))('“$typed” is understood', async ({ typed, expects }) => {
    const { words } = await errand.chat(platform).say('sam', filled(typed));
    for (const part of expects) expect(words).toContain(part);
    expect(words).not.toMatch(/Reference [0-9A-F]{8}/);
  });

  it.each(among(formPhrases))('“$typed” opens its form', async ({ typed, title, values = {} }) => {
    const form = await errand.chat(platform).typeForm('sam', filled(typed));
    if (platform === 'Slack') expect(form.words).toContain(title);
    expect(form.values).toMatchObject(values);
    await errand.chat(platform).close('sam');
  });

  it.each(among(invalidPhrases))(
    '“$typed” is answered with what is wrong, for the asker alone',
    async ({ typed, expects }) => {
      const { words, isPrivate } = await errand.chat(platform).say('sam', filled(typed));
      for (const part of expects) expect(words).toContain(part);
      expect(words).toMatch(/Reference [0-9A-F]{8}/);
      expect(isPrivate).toBe(true);
    },
  );
});
