import { dayIn } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeEach(async () => {
  errand = await startAppFixture();
});
afterEach(() => errand.stop());
const reference = /[Rr]eference [0-9A-F]{8}/;

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it('a person whom Autotask does not know sees nothing, and reads why', async () => {
    const stranger = platform === 'Slack' ? 'noor' : 'robin';
    const { words } = await errand.chat(platform).say(stranger, String(errand.createOpportunity().id));
    expect(words).toContain('No active Autotask resource has the e-mail address');
    expect(words).not.toContain('Zebra');
  });

  it('a guest is refused', async () => {
    const guest = platform === 'Slack' ? 'gil' : 'guest';
    const { words } = await errand.chat(platform).say(guest, 'mine');
    expect(words).toContain('Guests may not see opportunities here.');
  });

  it('what Autotask refuses is shown in its own words, and the form keeps what was typed', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    await chat.pressForm('sam', 'Win');
    errand.sandbox.switches.crmModule = false;
    await chat.submit('sam', { winReasonDetail: 'typed with care', closedDate: dayIn(-3) });
    const form = chat.form('sam');
    expect(form?.words).toContain(
      'The logged in Resource does not have the adequate permissions to update this entity type.',
    );
    expect(form?.words).toMatch(reference);
    expect(form?.values).toMatchObject({ winReasonDetail: 'typed with care', closedDate: dayIn(-3) });
    expect(errand.stored(id)['status']).toBe(1);
    errand.sandbox.switches.crmModule = true;
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Won by Sam Okafor');
    expect(errand.stored(id)['winReasonDetail']).toBe('typed with care');
  });

  it('when Autotask is down the person reads that, what to do, and a reference', async () => {
    const chat = errand.chat(platform);
    await chat.say('sam', 'mine');
    errand.sandbox.faults.plan({ fault: { kind: 'disconnect' }, times: 100 });
    const { words } = await chat.say('sam', String(errand.createOpportunity().id));
    expect(words).toContain('Autotask does not answer');
    expect(words).toMatch(/Try again/);
    expect(words).toMatch(reference);
  });

  it('a stage that somebody else moved meanwhile is not overwritten', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    await chat.pressForm('sam', 'Stage');
    errand.sandbox.records.edit('Opportunities', id, { stage: 14 });
    await chat.submit('sam', { stage: 'Verbal' });
    expect(chat.form('sam')?.words).toMatch(/Quote Sent/);
    expect(errand.stored(id)['stage']).toBe(14);
  });

  it('the digest is previewed for the asker alone and posted for everybody', async () => {
    const chat = errand.chat(platform);
    const preview = await chat.say('sam', 'digest preview');
    expect(preview.isPrivate).toBe(true);
    for (const part of ['weighted, closing in ', 'Won this month', 'Needs attention', 'By stage', 'never added']) {
      expect(preview.words).toContain(part);
    }
    expect((await chat.say('sam', 'digest now')).isPrivate).toBe(false);
    expect(chat.card('dana').words).toContain('By stage');
  });
});

describe('A request that does not come from the platform', () => {
  it('is answered 401 by the Slack endpoint, and nothing is done', async () => {
    const { id } = errand.createOpportunity();
    expect(await errand.chat('Slack').sendForged(`note ${String(id)} forged`)).toBe(401);
    const asked = errand.sandbox.requests.list().filter(({ path }) => /Notes|Opportunities\/\d/.test(path));
    expect(asked).toEqual([]);
    expect(errand.notes(id)).toEqual([]);
  });
});
