/** Whoever may not read any more sees nothing new, and nothing that they asked for is written, over the whole bot. */
import { UserAccessDenied } from '../../../../src/core/errors';
import { createRecordingPlatform } from '../../../support/silent-platform';
import { shortTimeouts } from '../../../support/client';
import { eventually } from '../../../support/eventually';
import { openBot, type BotFixture } from '../../../support/whole-bot';

let whole: BotFixture;
let id: number;
beforeEach(async () => {
  whole = await openBot({ opportunities: 10, switches: { requestThreshold: 1e6 } }, { limits: shortTimeouts });
  id = await whole.create({ title: 'Quokka telephony', ownerResourceID: 29683408 });
});
afterEach(() => whole.stop());

const dana = { id: 'U2', name: 'Dana Reyes', email: 'dana.reyes@example.com' };
const privately = () => {
  const arrival = whole.newInteraction(dana);
  return { ...arrival, place: { ...arrival.conversation, conversation: 'D2', kind: 'direct' as const } };
};
/** Longer than anybody's identity is believed. */
function leave(): void {
  const [resource] = whole.sandbox.records.list('Resources', ({ email }) => email === dana.email);
  whole.sandbox.records.edit('Resources', Number(resource?.['id']), { isActive: false });
  whole.advance(6);
}
const viewOf = (reply: object) => (reply as { view: Parameters<BotFixture['bot']['trackCard']>[1] }).view;

it('a card that was drawn for somebody who left tells them nothing new, while those of others go on', async () => {
  const updated: unknown[] = [];
  const update = ({ message }: { message?: string }) => {
    updated.push(message);
    return Promise.resolve('updated' as const);
  };
  whole.platforms.push({ ...createRecordingPlatform(), update });
  for (const [message, arrival] of Object.entries({ sams: whole.newInteraction(), danas: privately() })) {
    await whole.bot.trackCard(
      { place: arrival.conversation, message },
      viewOf(await whole.bot.route(String(id)).run(arrival)),
    );
  }
  await whole.bot.route(`stage ${String(id)} verbal`).run(whole.newInteraction());
  await eventually(() => updated.length === 2);
  leave();
  await whole.bot.route(`stage ${String(id)} discovery`).run(whole.newInteraction());
  await eventually(() => updated.length > 2);
  expect(updated).toEqual(['danas', 'sams', 'sams']);
});

it('nobody is taken for gone while it is the bot whom Autotask turns away', async () => {
  const { mayStay, services } = whole.trust;
  const { person, conversation } = whole.newInteraction(dana);
  whole.advance(6);
  const lift = whole.sandbox.faults.plan({ fault: { kind: 'status', status: 401, body: 'empty' }, times: 1e6 });
  await expect(services.readmit(person, conversation)).rejects.not.toThrow(UserAccessDenied);
  await expect(mayStay({ place: conversation, message: 'm1' }, { person })).rejects.toMatchObject({
    userMessage: 'Autotask does not accept the credentials of this bot.',
  });
  lift();
  leave();
  expect(await mayStay({ place: conversation, message: 'm1' }, { person })).toBe(false);
});

const notes = () => whole.sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id);
/** Waits in the outbox, since Autotask does not answer. */
async function queueNote(): Promise<void> {
  await whole.bot.route('mine').run(privately());
  const lift = whole.sandbox.faults.plan({ fault: { kind: 'status', status: 503 }, times: 1e6 });
  const reply = await whole.bot.route(`note ${String(id)} They want a quote`).run(privately());
  expect(viewOf(reply).text).toContain('Queued');
  lift();
}

it('what somebody asked for who left before Autotask could take it is not written, and they are told why', async () => {
  await queueNote();
  leave();
  await whole.sender.run();
  expect(notes()).toEqual([]);
  expect(whole.notified).toMatchObject([{ kind: 'failed', entry: { state: 'refused' } }]);
  expect(whole.notified[0]?.entry.say).toContain('No active Autotask resource');
});

it('neither is what its person may not do any more', async () => {
  await queueNote();
  whole.permissions.changes = { note: ['sam.okafor@example.com'] };
  whole.advance(1);
  await whole.sender.run();
  expect(notes()).toEqual([]);
  expect(whole.notified[0]?.entry.say).toContain('You are not among those who may add notes');
});
