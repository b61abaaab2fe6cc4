import { startDemo, type Demo } from '../../src/dev/demo';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import type { FakeSlack } from '../../src/dev/fakes/slack/fake-slack';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import { runningClock } from '../support/clock';
import { quietLog } from '../support/quiet-log';
import { createSlackChat } from '../support/slack-chat';

let autotask: Sandbox;
let slack: FakeSlack;
let demo: Demo;
const secret = { signingSecret: 'a-signing-secret-of-its-own', botToken: 'xoxb-of-its-own' };

beforeAll(async () => {
  const clock = runningClock;
  autotask = await startSandbox({ clock, opportunities: 20 });
  slack = await startFakeSlack({ eventsUrl: () => `${demo.url}slack/events`, ...secret, clock });
  demo = await startDemo({
    env: {
      PORT: '0',
      AUTOTASK_URL: autotask.url,
      AUTOTASK_USERNAME: autotask.credentials.username,
      AUTOTASK_SECRET: autotask.credentials.secret,
      AUTOTASK_INTEGRATION_CODE: autotask.credentials.integrationCode,
      SLACK_API_URL: slack.apiUrl,
      SLACK_BOT_TOKEN: secret.botToken,
      SLACK_SIGNING_SECRET: secret.signingSecret,
    },
    log: quietLog,
    clock,
  });
});
afterAll(async () => {
  await demo.stop();
  await Promise.all([autotask.stop(), slack.stop()]);
});

describe('The demo stands in only for what is not configured', () => {
  it('Autotask and Slack are the ones that the settings name, Teams is a local one', async () => {
    expect(demo.sandbox).toBeUndefined();
    expect(demo.slack).toBeUndefined();
    expect(demo.teams).toBeDefined();
    const [any] = autotask.records.list('Opportunities');
    autotask.requests.clear();
    const { words } = await createSlackChat(slack).say('sam', String(any?.['id']));
    expect(words).toContain(String(any?.['title']));
    expect(autotask.requests.list().length).toBeGreaterThan(0);
  });

  it('nothing but this machine reaches it', () => {
    expect(new URL(demo.url).hostname).toBe('127.0.0.1');
  });
});
