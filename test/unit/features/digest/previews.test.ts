/** What stands behind the figures of a preview is kept once and for a day, however often somebody looks. */
import type { KeyValueStore } from '../../../../src/core/key-value-store';
import { viewIn } from '../../../support/answers';
import { createMemoryStore } from '../../../support/memory-store';
import { openBot, type BotFixture } from '../../../support/whole-bot';

const aDay = 24 * 60 * 60;
const kept: { key: string; seconds: number | undefined }[] = [];
const memory = createMemoryStore();
const store: KeyValueStore = {
  ...memory,
  put(key, value, seconds) {
    if (key.startsWith('digest-figures:')) kept.push({ key, seconds });
    return memory.put(key, value, seconds);
  },
};

let whole: BotFixture;
beforeAll(async () => {
  whole = await openBot({ opportunities: 20 }, {}, { store });
});
afterAll(() => whole.stop());

it('previews of the same figures keep them once, and what is posted keeps its own', async () => {
  for (let look = 0; look < 3; look++) viewIn(await whole.bot.route('digest preview').run(whole.newInteraction()));
  expect(kept.map(({ seconds }) => seconds)).toEqual([aDay, aDay, aDay]);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(1);
  viewIn(await whole.bot.route('digest now').run(whole.newInteraction()));
  expect(kept.at(-1)?.seconds).toBe(60 * aDay);
  expect(new Set(kept.map(({ key }) => key)).size).toBe(2);
});
