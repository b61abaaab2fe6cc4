import { dayIn } from '../support/clock';
import { startAppFixture, type AppFixture } from '../support/app-fixture';

let errand: AppFixture;
beforeAll(async () => {
  errand = await startAppFixture();
});
afterAll(() => errand.stop());
const [won, lost, quoteSent, verbal] = [16, 18, 14, 15];

describe.each(['Slack', 'Teams'] as const)('On %s', (platform) => {
  it('the stage is moved from the card, and the card is replaced by the fresh one', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    const form = await chat.pressForm('sam', 'Stage');
    expect(form.options['stage']).toContain('Quote Sent');
    expect(form.options['stage']).not.toContain('DO NOT USE - Verbal (old)');
    await chat.submit('sam', { stage: 'Quote Sent' });
    const card = await chat.waitForCard('sam', 'Moved to Quote Sent by Sam Okafor');
    expect(card.words).toContain('Quote Sent (4 of 8)');
    expect(errand.stored(id)['stage']).toBe(quoteSent);
    expect(chat.form('sam')).toBeUndefined();
  });

  it('the stage is moved at once when it is typed', async () => {
    const { id } = errand.createOpportunity();
    const card = await errand.chat(platform).say('sam', `stage ${String(id)} verbal`);
    expect(card.words).toContain('Moved to Verbal by Sam Okafor');
    expect(errand.stored(id)['stage']).toBe(verbal);
  });

  it('a stage in which it is already is answered so, by words and from the card', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ stage: quoteSent });
    const card = await chat.say('sam', `stage ${String(id)} "quote sent"`);
    expect(card.words).toContain('Already in Quote Sent. Nothing changed.');
    expect(card.buttons).not.toContain('Undo');
    await chat.pressForm('sam', 'Stage');
    await chat.submit('sam', { stage: 'Quote Sent' });
    await chat.waitForCard('sam', 'Already in Quote Sent. Nothing changed.');
    expect((await chat.say('sam', `history ${String(id)}`)).words).not.toContain('Quote Sent');
  });

  it('an opportunity is won with date and reason', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    const form = await chat.pressForm('sam', 'Win');
    expect(form.words).toContain('Sets the status to "Closed"; the stage becomes "Closed Won"');
    expect(form.words).toContain('is not run');
    await chat.submit('sam', {
      closedDate: dayIn(-3),
      winReason: 'See the value',
      winReasonDetail: 'They liked <us> & *you*',
    });
    const card = await chat.waitForCard('sam', 'Won by Sam Okafor');
    expect(card.words).toContain('They liked <us> & *you*');
    expect(card.buttons).toEqual(['Undo', 'Reopen', 'Edit', 'Revenue and cost', 'Post to channel', 'History']);
    expect(errand.stored(id)).toMatchObject({
      status: 3,
      stage: won,
      closedDate: `${dayIn(-3)}T00:00:00.000Z`,
      winReason: 32,
      winReasonDetail: 'They liked <us> & *you*',
    });
  });

  it('what winning clears is said in the form before anybody confirms', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ lostDate: '2026-05-04T09:00:00.000Z' });
    const form = await chat.typeForm('sam', `win ${String(id)}`);
    expect(form.words).toContain('Autotask clears the lost date, 2026-05-04.');
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Won by Sam Okafor');
    expect(errand.stored(id)).toMatchObject({ status: 3, lostDate: null });
  });

  it('what would be lost and was not said is asked for, and only the second press carries it out', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.typeForm('sam', `win ${String(id)}`);
    errand.sandbox.records.edit('Opportunities', id, { lostDate: '2026-05-04T09:00:00.000Z' });
    await chat.submit('sam', { winReasonDetail: 'They came back' });
    expect(chat.form('sam')?.words).toContain('Autotask clears the lost date, 2026-05-04.');
    expect(chat.form('sam')?.words).toContain('Save anyway');
    expect(chat.form('sam')?.values).toMatchObject({ winReasonDetail: 'They came back' });
    expect(errand.stored(id)).toMatchObject({ status: 1 });
    await chat.submit('sam', {});
    await chat.waitForCard('sam', 'Won by Sam Okafor');
    expect(errand.stored(id)).toMatchObject({ status: 3, lostDate: null, winReasonDetail: 'They came back' });
  });

  it('an opportunity is lost with reason and competitor', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    const form = await chat.typeForm('sam', `lose ${String(id)}`);
    expect(form.words).toContain('The lost date becomes today.');
    const reason = form.options['lossReason']?.[1] ?? '';
    await chat.submit('sam', { lossReason: reason, lossReasonDetail: 'Too late', primaryCompetitor: 'CloudHarbor' });
    const card = await chat.waitForCard('sam', 'Lost by Sam Okafor');
    expect(card.words).toContain(`${reason}: Too late`);
    expect(errand.stored(id)).toMatchObject({
      status: 2,
      stage: lost,
      lossReasonDetail: 'Too late',
      primaryCompetitor: 53,
    });
    expect(errand.stored(id)['lostDate']).not.toBeNull();
  });

  it('a lost opportunity is reopened, and what that loses is said before', async () => {
    const chat = errand.chat(platform);
    const lostDate = '2026-05-04T09:00:00.000Z';
    const { id } = errand.createOpportunity({
      status: 2,
      stage: lost,
      lostDate,
      projectedCloseDate: '2026-05-01T00:00:00.000Z',
    });
    await chat.say('sam', String(id));
    const form = await chat.pressForm('sam', 'Reopen');
    expect(form.words).toContain('Autotask clears the lost date, 2026-05-04.');
    await chat.submit('sam', { stage: 'Discovery', projectedCloseDate: dayIn(330) });
    const card = await chat.waitForCard('sam', 'Reopened by Sam Okafor');
    expect(card.buttons).toContain('Win');
    expect(errand.stored(id)).toMatchObject({ status: 1, stage: 12, lostDate: null });
    expect((await chat.say('sam', 'whoami')).words).toContain('You are Sam Okafor, resource #29683408 in Autotask');
  });

  it('a won opportunity is reopened without the day on which it was closed, and that is said before', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity({ status: 3, stage: 16, closedDate: '2026-05-04T00:00:00.000Z' });
    await chat.say('sam', String(id));
    expect((await chat.pressForm('sam', 'Reopen')).words).toMatch(/The closed date, Mon.* 2026, is cleared\./);
    await chat.submit('sam', { stage: 'Discovery', projectedCloseDate: dayIn(330) });
    await chat.waitForCard('sam', 'Reopened by Sam Okafor');
    expect(errand.stored(id)).toMatchObject({ status: 1, stage: 12, closedDate: null });
  });

  it('a note is written from the form and by words', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    await chat.pressForm('sam', 'Note');
    await chat.submit('sam', { text: 'Called; wants three sites', title: 'Call' });
    await chat.waitForCard('sam', 'Note "Call" added by Sam Okafor');
    await chat.say('sam', `note ${String(id)} called again,  "twice"`);
    expect(errand.notes(id).map(({ name, note }) => [name, String(note).split('\n')[0]])).toEqual([
      ['Call', 'Called; wants three sites'],
      ['called again, "twice"', 'called again,  "twice"'],
    ]);
  });

  it('a form that is sent off twice at once writes once', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    await chat.pressForm('sam', 'Note');
    const sendOff = () => chat.submit('sam', { title: 'Twice', text: 'Pressed twice' });
    await Promise.all([sendOff(), sendOff()]);
    await chat.waitForCard('sam', 'Note "Twice" added');
    expect(errand.notes(id)).toHaveLength(1);
  });

  it('a wrong date is told at the field, and what was typed is kept', async () => {
    const chat = errand.chat(platform);
    const { id } = errand.createOpportunity();
    await chat.say('sam', String(id));
    await chat.pressForm('sam', 'Note');
    await chat.submit('sam', { title: 'x'.repeat(129), text: 'kept' });
    expect(chat.form('sam')?.words).toContain('At most 128 characters; this has 129.');
    expect(errand.notes(id)).toEqual([]);
    await chat.submit('sam', { title: 'Short', text: 'kept' });
    await chat.waitForCard('sam', 'Note "Short" added');
  });
});
