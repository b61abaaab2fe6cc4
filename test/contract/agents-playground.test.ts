/** The real bot in Microsoft's own local Teams client: what it can do of Teams, done there. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createTeams, type Teams } from '../../src/platforms/teams';
import { runningClock } from '../support/clock';
import { createMemoryStore } from '../support/memory-store';
import { startAgentsPlayground, type AgentsPlayground } from '../support/agents-playground';
import { createRecordingLog } from '../support/noted-log';
import { openBot, type BotFixture } from '../support/whole-bot';

const noted = createRecordingLog();
let whole: BotFixture;
let teams: Teams;
let client: AgentsPlayground;
let stopServer: () => void;

beforeAll(async () => {
  whole = await openBot({ opportunities: 60 });
  teams = createTeams({
    log: noted.log,
    clock: runningClock,
    store: createMemoryStore(),
    allowLoopback: true,
    strict: true,
  });
  await teams.start(whole.bot);
  whole.platforms.push(teams);
  const server = express().use('/api/messages', teams.receive).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stopServer = () => {
    server.closeAllConnections();
    server.close();
  };
  client = await startAgentsPlayground(
    `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/api/messages`,
  );
  const { records } = whole.sandbox;
  const [sam] = records.list('Resources', ({ email }) => email === 'sam.okafor@example.com');
  records.edit('Resources', Number(sam?.['id']), { email: client.user.email });
});
afterAll(async () => {
  await client.stop();
  await teams.stop();
  stopServer();
  await whole.stop();
});

/** The latest thing that the bot sent or changed and that has these words. */
async function told(words: string, action = 'createMessage') {
  for (let tries = 0; tries < 200; tries += 1) {
    const found = client.botActivities.findLast(
      (one) => one['action'] === action && JSON.stringify(one).includes(words),
    );
    if (found !== undefined) return found as unknown as Told;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The bot said nothing of "${words}": ${JSON.stringify(client.botActivities.slice(-2))}`);
}
interface Told {
  readonly actionConversationId: string;
  readonly message: { readonly messageId: string; readonly attachments: readonly { readonly content: object }[] };
}
let made = 0;
/** Another one each time, so that no earlier card is taken for the one that is waited for. */
const anOpen = () => {
  const { records } = whole.sandbox;
  const [template] = records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  const title = `Kiosk roll-out ${String((made += 1))}`;
  return { id: records.add('Opportunities', { ...template, id: null, title }), title };
};
const pressing = (token: object, verb: string) => ({ type: 'Action.Execute', verb, data: carry(token) });
const carry = (token: object) => ({ bot: JSON.stringify({ token }) });

it('answers words in the personal chat and a mention in a channel with cards', async () => {
  const { id, title } = anOpen();
  await client.say(client.personal, String(id));
  expect((await told(title)).actionConversationId).toBe(client.personal);
  await client.say(client.channel, 'pipeline');
  expect((await told('Weighted amount by stage')).actionConversationId).toContain(client.channel);
});

it('answers Action.Execute with the card that takes its place', async () => {
  const { id, title } = anOpen();
  await client.say(client.personal, String(id));
  const { message } = await told(title);
  const action = pressing({ id: 'opportunity.refresh', v: 1, p: { id } }, 'opportunity.refresh');
  const answer = await client.invoke({
    name: 'adaptiveCard/action',
    value: { action, trigger: 'manual' },
    conversation: client.personal,
    replyToId: message.messageId,
  });
  expect(JSON.stringify(answer)).toContain('application/vnd.microsoft.card.adaptive');
  expect(JSON.stringify(answer)).toContain(title);
});

it('updates the cards that are on show when the opportunity is changed elsewhere', async () => {
  const { id, title } = anOpen();
  await client.say(client.personal, String(id));
  const { message } = await told(title);
  await client.say(client.channel, `stage ${String(id)} verbal`);
  const updated = await told('Moved to Verbal', 'updateMessage');
  expect(updated.message.messageId).toBe(message.messageId);
});

it('finds opportunities in the message extension, each with what choosing it asks for', async () => {
  const { title } = anOpen();
  const parameters = [{ name: 'typed', value: title }];
  const found = await client.invoke({
    name: 'composeExtension/query',
    value: { commandId: 'search', parameters, queryOptions: { skip: 0, count: 25 } },
    conversation: client.personal,
  });
  const results = found as never as {
    composeExtension: { attachments: { preview: { content: { title: string; tap: { value: object } } } }[] };
  };
  const [first] = results.composeExtension.attachments;
  expect(first?.preview.content.title).toBe(title);
  expect(JSON.stringify(first?.preview.content.tap.value)).toContain('opportunity.show');
});

it('gives the card of a link that is pasted, and nothing for somebody who is not known', async () => {
  const { id, title } = anOpen();
  const url = `https://ww5.autotask.net/Autotask/AutotaskExtend/ExecuteCommand.aspx?Code=OpenOpportunity&OpportunityID=${String(id)}`;
  const ask = (name: string) => client.invoke({ name, value: { url }, conversation: client.personal });
  expect(JSON.stringify(await ask('composeExtension/queryLink'))).toContain(title);
  expect(JSON.stringify(await ask('composeExtension/anonymousQueryLink'))).not.toContain(title);
});

it('speaks first: in a channel, and to a person', async () => {
  const place = { platform: 'teams', tenant: 'any', conversation: client.channel, kind: 'channel' } as const;
  await teams.post(place, { card: 'notice', model: { title: 'Digest', say: 'Good morning' }, text: 'Good morning' });
  expect((await told('Good morning')).actionConversationId).toContain(client.channel);
});

it('nothing of all that was refused', () => {
  expect(noted.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([]);
});
