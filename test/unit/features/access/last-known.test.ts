/** The bot was restarted while Autotask is away: it goes by whom people were last, for an hour, and writes nothing in a name that is gone. */
import type { PlatformName } from '../../../../src/core/interaction';
import { shortTimeouts } from '../../../support/client';
import { viewIn } from '../../../support/answers';
import { createMemoryOutbox } from '../../../support/memory-outbox';
import { createMemoryStore } from '../../../support/memory-store';
import { openBot, type BotFixture } from '../../../support/whole-bot';

const sam = { id: 29683408, email: 'sam.okafor@example.com' };
const sandbox = { opportunities: 10, switches: { requestThreshold: 1e6 } };
const platforms: readonly PlatformName[] = ['slack', 'teams'];

describe.each(platforms)('On %s, after a restart while Autotask is away', (platform) => {
  let whole: BotFixture;
  let id: number;
  let lift: () => void;
  beforeEach(async () => {
    const kept = { store: createMemoryStore(), outbox: createMemoryOutbox() };
    const before = await openBot(sandbox, { limits: shortTimeouts }, kept);
    await before.bot.route('whoami').run(before.newInteraction({ platform }));
    await before.stop();
    whole = await openBot(sandbox, { limits: shortTimeouts }, kept);
    id = await whole.create({ title: 'Quokka telephony', ownerResourceID: sam.id });
    lift = whole.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, times: 1e6 });
  });
  afterEach(() => whole.stop());

  const say = async (words: string, person: object = {}) =>
    viewIn(await whole.bot.route(words).run(whole.newInteraction({ platform, ...person }))).text;
  const notes = () => whole.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
  async function later(): Promise<void> {
    lift();
    whole.advance(1);
    await whole.sender.run();
  }

  it('what somebody types waits, and is written when Autotask is back', async () => {
    const text = await say(`note ${String(id)} They want a quote`);
    expect(text).toContain('Queued');
    expect(text).toContain('They want a quote');
    expect(await whole.outbox.listWaiting(sam.id)).toHaveLength(1);
    await later();
    expect(notes()).toHaveLength(1);
    expect(whole.notified.map(({ kind }) => kind)).toEqual(['done']);
  });

  it('what waits is not written for somebody of whom the directory says that they are gone', async () => {
    await say(`note ${String(id)} They want a quote`);
    whole.sandbox.records.edit('Resources', sam.id, { isActive: false });
    await later();
    expect(notes()).toEqual([]);
    expect(whole.notified.map(({ kind }) => kind)).toEqual(['failed']);
  });

  it('who was known more than an hour ago is let in no more', async () => {
    whole.advance(59);
    expect(await say(`note ${String(id)} They want a quote`)).toContain('Queued');
    whole.advance(2);
    expect(await say(`note ${String(id)} They want two`)).not.toContain('Queued');
    expect(await whole.outbox.countWaiting()).toBe(1);
  });

  it('nobody is let in whom it did not know, nor with another e-mail address', async () => {
    expect(await say(`note ${String(id)} Hello`, { id: 'U9' })).not.toContain('Queued');
    expect(await say(`note ${String(id)} Hello`, { email: 'dana.reyes@example.com' })).not.toContain('Queued');
    expect(await whole.outbox.countWaiting()).toBe(0);
  });
});
