import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  // A Tuesday, in the afternoon of Europe and the morning of America: the times of the digests are written for it.
  errand = await startAppFixture({}, '2026-11-24T15:00:00Z');
});
afterEach(() => errand.stop());

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  const digests = (person = 'dana') =>
    errand
      .chat(platform)
      .cards(person)
      .filter(({ words, isPrivate }) => words.includes('By stage') && !isPrivate);
  /** Every working day at eight in Berlin, of what is worth something. */
  async function setUp(values: Readonly<Record<string, string>> = {}): Promise<void> {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest');
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    await chat.submit('sam', { amount: '1000', ...values });
    await chat.waitForCard('sam', 'The digest is set up.');
  }

  it('a digest is set up page by page, with the next five moments told before it is saved, and comes when it is due', async () => {
    const chat = errand.chat(platform);
    const form = await chat.typeForm('sam', 'digest');
    expect(form.values).toMatchObject({ kind: 'daily', days: '1,2,3,4,5', time: '08:00' });
    const zones = await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    expect(zones).toEqual([{ label: 'Europe/Berlin', value: 'Europe/Berlin' }]);
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    expect(chat.form('sam')?.words).toMatch(
      /The next five: Wed,? .*Nov.*; Thu.*; Fri.*; Mon.*; Tue.* \(Europe\/Berlin\)/,
    );
    await chat.submit('sam', { amount: '1000', skipsQuiet: 'true' });
    expect(digests()).toEqual([]);
    await errand.moveTo('2026-11-25T06:59:00Z');
    expect(digests()).toEqual([]);
    await errand.moveTo('2026-11-25T07:00:05Z');
    await chat.waitForCard('dana', 'By stage');
    await errand.moveTo('2026-11-25T07:00:30Z');
    expect(digests()).toHaveLength(1);
  });

  it('a zone whose name has a blank is chosen, found by a part of its name', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest');
    const zones = await chat.lookUp('sam', 'timezone', { text: 'new york' });
    expect(zones).toEqual([{ label: 'America/New York', value: 'America/New_York' }]);
    await chat.submit('sam', { timezone: 'America/New_York' });
    expect(chat.form('sam')?.words).toMatch(/The next five: .*08:00.* \(America\/New_York\)/);
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Daily digest · Mon–Fri 08:00 (America/New_York)');
  });

  it('a wrong day or zone is told on the page where it stands, and nothing typed is lost', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest');
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { kind: 'weekly', time: '09:30', timezone: 'Europe/Berlin' });
    expect(chat.form('sam')?.words).toContain('A weekly digest comes on one day');
    // Slack's own client keeps what was typed; Teams draws the form anew with it.
    if (platform === 'Teams') expect(chat.form('sam')?.values).toMatchObject({ kind: 'weekly', time: '09:30' });
    await chat.submit('sam', { days: '1', timezone: 'Europe/Berlin' });
    expect(chat.form('sam')?.words).toMatch(/The next five: Mon.*09:30/);
  });

  it('a digest is looked at, paused, resumed and removed, from words and from its card', async () => {
    await setUp();
    const chat = errand.chat(platform);
    const card = await chat.say('sam', 'digest show');
    expect(card.words).toContain('Daily digest · Mon–Fri 08:00 (Europe/Berlin)');
    expect(card.words).toContain('Amount >=1000.');
    expect(card.isPrivate).toBe(true);
    await chat.press('sam', 'Pause');
    expect((await chat.waitForCard('sam', 'Paused.')).buttons).toContain('Resume');
    await errand.moveTo('2026-11-25T07:00:05Z');
    await chat.say('sam', 'digest resume');
    await chat.waitForCard('sam', 'Resumed.');
    expect(digests()).toEqual([]);
    await chat.press('sam', 'Remove');
    await chat.waitForCard('sam', 'The daily digest is removed.');
    await errand.moveTo('2026-11-26T07:00:05Z');
    expect(digests()).toEqual([]);
  });

  it('two digests stand side by side, and one is changed from the card', async () => {
    await setUp();
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest weekly');
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Weekly digest');
    const card = await chat.say('sam', 'digest show');
    expect(card.words).toContain('Weekly digest · Mon 08:00 (Europe/Berlin)');
    const form = await chat.pressForm('sam', 'Change');
    expect(form.values['kind']).toMatch(/^(daily|weekly)$/);
    await chat.submit('sam', { time: '17:15' });
    await chat.submit('sam', {});
    await chat.waitForCard('sam', '17:15 (Europe/Berlin)');
  });

  it('it can tell of companies of some category alone, which its form offers and its card names', async () => {
    const chat = errand.chat(platform);
    await chat.typeForm('sam', 'digest');
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    expect(chat.form('sam')?.options['companyCategory']).toEqual(['Standard', 'Managed services', 'Projects only']);
    await chat.submit('sam', { companyCategory: 'Managed services' });
    expect((await chat.waitForCard('sam', 'The digest is set up.')).words).toContain(
      'Companies of category Managed services.',
    );
    await chat.pressForm('sam', 'Change');
    await chat.submit('sam', {});
    expect(chat.form('sam')?.values['companyCategory']).toBe('2');
  });

  it('owners of what needs a hand are mentioned, where that is switched on', async () => {
    const dana = 29683401;
    errand.createOpportunity({
      ownerResourceID: dana,
      projectedCloseDate: '2026-01-05T00:00:00.000Z',
      amount: 999_999_999,
    });
    await setUp({ mentions: 'true', amount: '99999999' });
    expect((await errand.chat(platform).say('sam', 'digest show')).words).toContain(
      'Owners of what needs attention are mentioned.',
    );
    await errand.moveTo('2026-11-25T07:00:05Z');
    const { words } = await errand.chat(platform).waitForCard('dana', 'By stage');
    expect(words).toContain(
      platform === 'Slack' ? 'Needs a hand from <@U0DANAREYES>' : 'Needs a hand from <at>Dana Reyes</at>',
    );
  });

  it('one whose author left Autotask is paused in words, and goes on with whoever resumes it', async () => {
    await setUp();
    const chat = errand.chat(platform);
    errand.sandbox.records.edit('Resources', 29683408, { isActive: false });
    await errand.moveTo('2026-11-25T07:00:05Z');
    const told = await chat.waitForCard(
      'dana',
      'It is paused: Sam Okafor, who set it up, may not read opportunities here',
    );
    expect(told.isPrivate).toBe(false);
    await chat.press('dana', 'Resume');
    await chat.waitForCard('dana', 'Set up by Dana Reyes.');
    await errand.moveTo('2026-11-26T07:00:05Z');
    await chat.waitForCard('dana', 'By stage');
  });

  it('a personal digest is set up in private, tells of what is one’s own, and comes there alone', async () => {
    const chat = errand.ownChat(platform, 'sam');
    const form = await chat.typeForm('sam', 'digest');
    expect(form.values).toMatchObject({ kind: 'daily', time: '08:00' });
    await chat.lookUp('sam', 'timezone', { text: 'berlin' });
    await chat.submit('sam', { timezone: 'Europe/Berlin' });
    expect(chat.form('sam')?.values['owner']).toBe('29683408');
    // Nobody else is there to be mentioned.
    expect(chat.form('sam')?.fields).not.toContain('mentions');
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'The digest is set up.');
    await errand.moveTo('2026-11-25T07:00:05Z');
    expect((await chat.waitForCard('sam', 'By stage')).words).toContain('Owner Sam Okafor');
    const { slack, teams } = errand.demo;
    const isDigest = (message: object) => JSON.stringify(message).includes('By stage');
    const inSlack = slack?.state().messages.filter(isDigest) ?? [];
    const inTeams = teams?.state().messages.filter(isDigest) ?? [];
    expect([...inSlack.map(({ channel }) => channel), ...inTeams.map(({ conversation }) => conversation)]).toEqual([
      platform === 'Slack' ? 'D0SAMOKAFOR' : 'a:sam',
    ]);
  });

  it('one that is posted now comes at once, for everybody, with its filters', async () => {
    errand.createOpportunity({ title: 'Overdue kiosk', amount: 500, projectedCloseDate: '2026-01-05T00:00:00.000Z' });
    const chat = errand.chat(platform);
    await setUp({ amount: '999999999' });
    await chat.say('sam', 'digest now');
    const narrowed = await chat.waitForCard('dana', /No comparison/);
    expect(narrowed.words).not.toContain('kiosk');
  });
});

it('on Slack, a digest for a channel without the bot is refused with the exact step', async () => {
  const { slack } = errand.demo;
  await slack?.say({ person: 'sam', channel: 'leadership', text: '/opp digest' });
  const chat = errand.chat('Slack');
  await slack?.until(() => (chat.form('sam')?.fields.length ?? 0) > 0);
  await chat.submit('sam', {});
  await chat.submit('sam', {});
  expect(chat.form('sam')?.words).toContain('Type /invite @opportunities in the channel, then try again.');
});
