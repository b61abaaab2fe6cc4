/** Somebody whose e-mail address differs in Autotask asks, an administrator decides in chat, and may end it again. */
import { startDemo, type Demo } from '../../src/dev/demo';
import type { ChatClient } from '../support/chat';
import { runningClock } from '../support/clock';
import { quietLog } from '../support/quiet-log';
import { quickApp } from '../support/quick-app';
import { createSlackChat } from '../support/slack-chat';
import { createTeamsChat } from '../support/teams-chat';

let demo: Demo;
beforeEach(async () => {
  demo = await startDemo({
    env: { PORT: '0', ADMINISTRATORS: 'dana.reyes@example.com' },
    log: quietLog,
    clock: runningClock,
    app: quickApp,
  });
});
afterEach(() => demo.stop());

function chatOn(platform: ChatClient['platform']): ChatClient {
  const { slack, teams } = demo;
  if (slack === undefined || teams === undefined) throw new Error('A stand-in is missing.');
  return platform === 'Slack' ? createSlackChat(slack) : createTeamsChat(teams);
}

describe.each([
  ['Slack', 'noor'],
  ['Teams', 'robin'],
] as const)('On %s', (platform, person) => {
  it('a request that an administrator approves lets its person in, until it is ended', async () => {
    const chat = chatOn(platform);
    expect((await chat.say('dana', 'whoami')).words).toContain('You are an administrator');
    expect((await chat.say(person, 'mine')).words).toContain('write connect');
    expect((await chat.say(person, 'connect nora.fischer@example.com')).words).toMatch(/asks to be connected|Asked/);
    await chat.waitForCard('dana', /Says to be Nora Fischer/);
    await chat.press('dana', 'Approve');
    await chat.waitForCard(person, 'Dana Reyes connected you: I take you for Nora Fischer.');
    const known = await chat.say(person, 'whoami');
    expect(known.words).toContain('You are Nora Fischer');
    expect(known.words).toContain('connected by Dana Reyes');
    expect(known.words).toContain('Autotask is asked again after');
    await chat.say('dana', 'disconnect nora.fischer@example.com');
    expect((await chat.say(person, 'mine')).words).toContain('No active Autotask resource');
    expect(
      chat
        .cards('dana')
        .map(({ words }) => words)
        .join(),
    ).toContain('Approved by Dana Reyes, today.');
  });

  it('a request that is declined lets nobody in, and is decided once', async () => {
    const chat = chatOn(platform);
    await chat.say('dana', 'whoami');
    await chat.say(person, 'connect nora.fischer@example.com');
    await chat.waitForCard('dana', /Says to be Nora Fischer/);
    await chat.press('dana', 'Decline');
    await chat.waitForCard(person, 'Dana Reyes declined your request.');
    expect((await chat.say('dana', 'connect')).words).toContain('Nobody waits');
    expect((await chat.say(person, 'mine')).words).toContain('No active Autotask resource');
  });

  it('a resource that is not active any more lets nobody in', async () => {
    const chat = chatOn(platform);
    await chat.say('dana', 'whoami');
    await chat.say(person, 'connect kevin.doyle@example.com');
    expect(chat.card(person).words).toContain('No single active Autotask resource');
  });
});
