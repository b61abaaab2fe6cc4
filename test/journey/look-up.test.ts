import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeAll(async () => {
  errand = await startAppFixture();
});
afterAll(() => errand.stop());

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it('words find opportunities, and the list opens the card', async () => {
    const chat = errand.chat(platform);
    const { title } = errand.createOpportunity({ title: `Quokka telephony ${platform}` });
    const list = await chat.say('sam', `quokka ${platform}`);
    expect(list.words).toContain(title);
    expect(list.words).toContain('1 opportunity');
    expect(list.isPrivate).toBe(true);
    await chat.press('sam', 'Open');
    const card = await chat.waitForCard('sam', 'Projected close');
    expect(card.words).toContain(title);
    expect(card.buttons).toEqual([
      'Stage',
      'Win',
      'Lose',
      'Push',
      'Note',
      'Edit',
      'Revenue and cost',
      'Post to channel',
      'History',
    ]);
  });

  it('a number, a number with # and a pasted link open the card at once, for the asker alone', async () => {
    const chat = errand.chat(platform);
    const { id, title } = errand.createOpportunity();
    for (const words of [String(id), `#${String(id)}`, `https://ww1.autotask.net/x.aspx?OpportunityID=${String(id)}`]) {
      const card = await chat.say('sam', words);
      expect(card.words).toContain(title);
      expect(card.isPrivate).toBe(true);
    }
  });

  it('the card says what it is worth, recurring and one-time apart', async () => {
    const { id } = errand.createOpportunity({
      monthlyRevenue: 1250,
      onetimeRevenue: 18400,
      amount: 33400,
      probability: 50,
    });
    const { words } = await errand.chat(platform).say('sam', String(id));
    for (const part of ['$1,250/mo', '$18,400', '$33,400', '$16,700 (50%)', 'Qualifying (1 of 8)', 'Active']) {
      expect(words.replaceAll('US$', '$')).toContain(part);
    }
  });

  it('mine lists what I own, and no words at all show where to begin', async () => {
    const chat = errand.chat(platform);
    expect((await chat.say('sam', 'mine')).words).toContain('Owner Sam Okafor');
    expect((await chat.say('sam', '')).words).toContain('My pipeline');
    expect((await chat.say('sam', 'list zebra')).words).toContain('“zebra”');
  });

  it('help names every verb', async () => {
    const { words } = await errand.chat(platform).say('sam', 'help');
    for (const verb of ['list', 'mine', 'stage', 'win', 'lose', 'note', 'digest', 'help'])
      expect(words).toContain(verb);
  });
});

describe.each(['Slack', 'Teams'] as const)('Wrong input on %s is answered with words', (platform) => {
  it.each([
    ['a misspelt verb', 'wni 29681234', ['No opportunity matches "wni 29681234"', 'Did you mean win?', 'win 29681234']],
    ['words that match nothing', 'xyzzy plugh', ['No opportunity matches "xyzzy plugh"', 'help']],
    ['a number that does not exist', '99999999', ['99999999', 'number']],
    ['a verb without its object', 'win', ['Which opportunity do you want to win?', 'win 29681234']],
    ['a stage that does not exist', 'stage 29681234 nowhere', ['There is no stage "nowhere"', '"Quote Sent"']],
    ['a digest that does what none does', 'digest sing', ['digest preview', 'digest now']],
    ['markup', '<!channel> *x*', ['No opportunity matches']],
  ])('%s', async (_case, typed, expected) => {
    const { words, isPrivate } = await errand.chat(platform).say('sam', typed);
    for (const part of expected) expect(words).toContain(part);
    expect(words).toMatch(/Reference [0-9A-F]{8}/);
    expect(isPrivate).toBe(true);
  });

  it('several matches give a list to choose from, and nothing is written', async () => {
    const chat = errand.chat(platform);
    const first = errand.createOpportunity({ title: `Wombat ${platform} one` });
    errand.createOpportunity({ title: `Wombat ${platform} two` });
    const list = await chat.say('sam', `win wombat ${platform}`);
    expect(list.words).toContain('Which one do you want to win?');
    expect(list.buttons).toEqual(['Win', 'Win']);
    expect(errand.stored(first.id)['status']).toBe(1);
  });
});
