/** A change made anywhere is seen on every card of the opportunity that the bot still knows, on both platforms. */
import { eventually } from '../support/eventually';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  errand = await startAppFixture();
});
afterEach(() => errand.stop());

const platforms = ['Slack', 'Teams'] as const;

describe.each(platforms)('A change on %s', (platform) => {
  it('is seen on the cards that were posted on both platforms', async () => {
    const { id, title } = errand.createOpportunity();
    for (const other of platforms) {
      const chat = errand.chat(other);
      await chat.say('sam', String(id));
      await chat.press('sam', 'Post to channel');
      await chat.waitForCard('dana', title);
    }
    await errand.chat(platform).say('dana', `stage ${String(id)} verbal`);
    for (const other of platforms) {
      await eventually(() =>
        errand
          .chat(other)
          .cards('sam')
          .some(({ words, isPrivate }) => !isPrivate && words.includes('Moved to Verbal by Dana')),
      );
    }
  });

  it('made twice at once leaves the cards with what is stored', async () => {
    const { id } = errand.createOpportunity();
    const chat = errand.chat(platform);
    await chat.say('sam', String(id));
    await chat.press('sam', 'Post to channel');
    await Promise.all([chat.say('dana', `stage ${String(id)} verbal`), chat.say('sam', `note ${String(id)} called`)]);
    await eventually(() => chat.cards('sam').some(({ words, isPrivate }) => !isPrivate && words.includes('Verbal')));
    expect(errand.stored(id)['stage']).toBe(15);
    expect(errand.notes(id)).toHaveLength(1);
  });
});
