import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  // A Tuesday: the times at which something comes are written for it.
  errand = await startAppFixture({}, '2026-11-24T15:00:00Z');
});
afterEach(() => errand.stop());
const stamp = () => ({ lastActivity: errand.now().toISOString() });

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it('a channel is told what somebody does in Autotask, and not again what was done from a card there', async () => {
    const chat = errand.chat(platform);
    const { id, title } = errand.createOpportunity({ createDate: '2026-11-01T09:00:00.000Z', title: 'Harbour kiosk' });
    const other = errand.createOpportunity({ createDate: '2026-11-01T09:00:00.000Z', title: 'Lighthouse kiosk' });
    await chat.typeForm('sam', 'watch');
    await chat.submit('sam', { kinds: 'won,lost,stage' });
    await errand.moveTo('2026-11-24T15:05:00Z');
    await chat.say('sam', `stage ${String(id)} verbal`);
    await errand.moveTo('2026-11-24T15:10:00Z');
    const closed = { status: 3, closedDate: '2026-11-24T00:00:00.000Z' };
    errand.sandbox.records.edit('Opportunities', other.id, { ...closed, ...stamp() });
    await errand.moveTo('2026-11-24T15:15:00Z');
    const card = await chat.waitForCard('dana', 'Lighthouse kiosk');
    expect(card.words).toContain('🎉 Won');
    expect(card.isPrivate).toBe(false);
    expect(chat.cards('dana').filter(({ words }) => words.includes(title))).toEqual([]);
  });

  it('one opportunity is watched, listed, and let go', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ title: 'Harbour kiosk' });
    const card = await chat.say('sam', `watch ${String(id)}`);
    expect(card.words).toContain('I watch Harbour kiosk, and tell here what happens to it.');
    await chat.press('sam', 'Stop');
    await chat.waitForCard('sam', 'Nothing is watched here.');
  });
});
