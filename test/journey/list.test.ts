import { dayIn } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
const sam = 29683408;

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  beforeAll(async () => {
    errand = await startAppFixture();
  });
  afterAll(() => errand.stop());

  it('a long list is paged through on one card, and says where one is', async () => {
    const chat = errand.chat(platform);
    for (let number = 10; number < 33; number++)
      errand.createOpportunity({ title: `Heron ${String(number)}`, amount: number });
    const first = await chat.say('sam', 'list heron sort:-amount');
    expect(first.words).toContain('23 opportunities');
    expect(first.words).toContain('1 to 10 of 23. Largest amount first.');
    expect(first.words).toMatch(/Heron 32[^]*Heron 23/);
    expect(first.words).not.toContain('Heron 22');
    expect(first.buttons.slice(-3)).toEqual(['Next', 'Filter', 'Post to channel']);
    await chat.press('sam', 'Next');
    await chat.waitForCard('sam', '11 to 20 of 23.');
    await chat.press('sam', 'Next');
    const last = await chat.waitForCard('sam', '21 to 23 of 23.');
    expect(last.words).toContain('Heron 10');
    expect(last.buttons).not.toContain('Next');
    await chat.press('sam', 'Previous');
    await chat.waitForCard('sam', '11 to 20 of 23.');
  });

  it('filters narrow the list, each as it is meant', async () => {
    const chat = errand.chat(platform);
    const money = { monthlyRevenue: 900, quarterlyRevenue: null, semiannualRevenue: null, yearlyRevenue: null };
    errand.createOpportunity({ title: 'Ibis one', ownerResourceID: sam, stage: 14, amount: 12_000, ...money });
    errand.createOpportunity({
      title: 'Ibis two',
      ownerResourceID: sam,
      stage: 15,
      amount: 9000,
      ...money,
      monthlyRevenue: 100,
    });
    errand.createOpportunity({
      title: 'Ibis lost',
      ownerResourceID: sam,
      status: 2,
      lostDate: '2026-10-05T08:00:00Z',
      stage: 18,
    });
    const found = async (words: string) =>
      [...(await chat.say('sam', words)).words.matchAll(/Ibis (one|two|lost)(?=>|\])/g)].map(([, name]) => name);
    expect(await found('list ibis')).toEqual(['one', 'two']);
    expect(await found('list ibis amount:>10k')).toEqual(['one']);
    expect(await found('list ibis mrr:<500')).toEqual(['two']);
    expect(await found('list ibis stage:quote')).toEqual(['one']);
    expect(await found('list ibis owner:"sam okafor" stage:verbal,quote sort:amount')).toEqual(['two', 'one']);
    expect(await found('ibis status:lost')).toEqual(['lost']);
    expect(await found('list ibis ended:2026-10')).toEqual(['lost']);
    expect(await found('ibis')).toHaveLength(3);
  });

  it('the filters are changed in a form, and the list on the card is replaced', async () => {
    const chat = errand.chat(platform);
    errand.createOpportunity({ title: 'Jackdaw one', stage: 14 });
    errand.createOpportunity({ title: 'Jackdaw two', stage: 15 });
    await chat.say('sam', 'list jackdaw owner:me,dana');
    expect(chat.card('sam').words).toContain('Nothing is found');
    await chat.say('sam', 'list jackdaw sort:title');
    const form = await chat.pressForm('sam', 'Filter');
    expect(form.values).toMatchObject({ text: 'jackdaw', which: 'open', sort: 'title' });
    await chat.submit('sam', { amount: 'cheap' });
    expect(chat.form('sam')?.words).toContain('Enter a number, for example 1200. Or a span, such as >10k.');
    await chat.submit('sam', { amount: '', stage: 'Verbal', which: 'Any' });
    const list = await chat.waitForCard('sam', 'stage Verbal');
    expect(list.words).toContain('Jackdaw two');
    expect(list.words).not.toContain('Jackdaw one');
  });

  it('each row offers what is done most, and the list can be posted for everybody', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ title: 'Wagtail', projectedCloseDate: `${dayIn(266)}T00:00:00Z` });
    const list = await chat.say('sam', 'list wagtail');
    expect(list.buttons.slice(0, 4).sort()).toEqual(['Add note', 'Move stage', 'Open', 'Push close date']);
    await chat.pressForm('sam', 'Push close date');
    await chat.submit('sam', { projectedCloseDate: dayIn(311), why: 'Budget moved' });
    await chat.waitForCard('sam', 'Pushed to');
    expect(errand.stored(id)['projectedCloseDate']).toContain(dayIn(311));
    expect(errand.notes(id).map(({ name, note }) => [name, String(note).split('\n')[0]])).toEqual([
      [`Close date pushed to ${dayIn(311)}`, 'Budget moved'],
    ]);
    await chat.say('sam', 'list wagtail');
    await chat.press('sam', 'Post to channel');
    expect((await chat.waitForCard('dana', 'Wagtail')).isPrivate).toBe(false);
  });

  it('what is posted to the channel is posted once, although the button is clicked twice', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ title: 'Bowerbird lodge' });
    await chat.say('sam', String(id));
    const click = () => chat.press('sam', 'Post to channel');
    await Promise.all([click(), click()]);
    await chat.waitForCard('dana', 'Bowerbird lodge');
    // Whatever comes of the second click has come before the answer to these words.
    await chat.say('sam', 'whoami');
    expect(chat.cards('dana').filter(({ words }) => words.includes('Bowerbird lodge'))).toHaveLength(1);
  });

  it('a close date is pushed at once in words, with its reason', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    const card = await chat.say('sam', `push ${String(id)} ${dayIn(353)} waiting for the board`);
    expect(card.words).toContain('Pushed to');
    expect(errand.stored(id)['projectedCloseDate']).toContain(dayIn(353));
    expect(errand.notes(id)[0]?.['note']).toContain('waiting for the board');
  });

  it.each([
    ['list ownr:me', 'Did you mean owner?'],
    ['list owner:nobody-here', 'Nobody in Autotask is called "nobody-here".'],
    ['list stage:verbel', 'There is no stage "verbel".'],
    ['list status:closed', 'is not open, won, lost or any.'],
    ['list close:someday', 'I do not understand "someday" as a time.'],
    ['list amount:lots', 'I do not understand "lots" as a figure.'],
    ['list sort:colour', 'Nothing is sorted by "colour"'],
    ['list company:xyzzy', 'No company is called "xyzzy".'],
    ['push 29681234 someday', 'I do not understand "someday" as a day.'],
  ])('"%s" is answered with what is wrong and an example', async (typed, said) => {
    const { words, isPrivate } = await errand.chat(platform).say('sam', typed);
    expect(words).toContain(said);
    expect(words).toContain('For example');
    expect(isPrivate).toBe(true);
  });
});
