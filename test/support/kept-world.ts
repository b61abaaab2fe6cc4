/** The whole bot on a database that stays, between a sandbox and local chats that can be put away and set up again. */
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { freePort } from '../../src/dev/free-port';
import { startFakeSlack } from '../../src/dev/fakes/slack/start';
import type { FakeSlack, SlackState } from '../../src/dev/fakes/slack/fake-slack';
import type { FakeTeams } from '../../src/dev/fakes/teams/fake-teams';
import type { TeamsState } from '../../src/dev/fakes/teams/shown';
import { startFakeTeams } from '../../src/dev/fakes/teams/start';
import { startSandbox, type Sandbox, type SandboxSnapshot } from '../../src/dev/sandbox';
import { loadPlatforms } from '../../src/platforms/load';
import { autotaskSettings, slackSettings } from './bot-settings';
import type { ChatClient } from './chat';
import { quietLog } from './quiet-log';
import { createSlackChat } from './slack-chat';
import { createTeamsChat } from './teams-chat';

const secrets = { signingSecret: 'kept-signing-secret', botToken: 'xoxb-kept-token' };

/** What stood around a database when it was put away. Plain JSON. */
export interface WorldSurroundings {
  /** What the bot took for the time, and what the database did; ISO 8601. */
  readonly made: string;
  readonly madeIn: string;
  /** Where its stand-ins were: addresses of theirs are stored. */
  readonly slackAt: string;
  readonly teamsAt: string;
  readonly sandbox: SandboxSnapshot;
  readonly slack: Pick<SlackState, 'messages' | 'modals'>;
  readonly teams: Pick<TeamsState, 'messages' | 'dialogs'>;
}

export interface PersistentWorld {
  readonly sandbox: Sandbox;
  readonly slack: FakeSlack;
  readonly teams: FakeTeams;
  chat(platform: ChatClient['platform']): ChatClient;
  ownChat(platform: ChatClient['platform'], person: string): ChatClient;
  /** The same, of cards with these words alone. */
  chatOf(platform: ChatClient['platform'], words: readonly string[]): ChatClient;
  /** Moves the clock of everybody, and lets the bot look what is due. */
  moveTo(moment: string): Promise<void>;
  now(): Date;
  around(): WorldSurroundings;
  /** What is at a stand-in hangs for ever: they end first. */
  stop(): Promise<void>;
}

export interface FakeUrls {
  readonly slack: string;
  readonly teams: string;
}
export interface WorldSetup {
  /** Where the database is. */
  readonly settings: Readonly<Record<string, string>>;
  readonly around?: Pick<WorldSurroundings, 'sandbox' | 'slack' | 'teams'>;
}

/** `prepare` is told where the stand-ins are going to be. */
export async function openPersistentWorld(
  now: string,
  prepare: (urls: FakeUrls) => Promise<WorldSetup>,
): Promise<PersistentWorld> {
  const time = { now: new Date(now), tick: (): Promise<void> => Promise.resolve() };
  const clock = (): Date => time.now;
  const [port, slackPort, teamsPort] = [await freePort(), await freePort(), await freePort()];
  const urls: FakeUrls = {
    slack: `http://127.0.0.1:${String(slackPort)}`,
    teams: `http://127.0.0.1:${String(teamsPort)}`,
  };
  const { settings: databaseSettings, around } = await prepare(urls);
  const address = `http://127.0.0.1:${String(port)}`;
  const sandbox = await startSandbox({ clock, opportunities: 60, switches: { requestThreshold: 1e9 } });
  if (around !== undefined) sandbox.restore(around.sandbox);
  const chats = { clock, messagesUrl: `${address}/api/messages`, eventsUrl: () => `${address}/slack/events` };
  const slack = await startFakeSlack({
    ...chats,
    ...secrets,
    port: slackPort,
    ...(around && { before: around.slack }),
  });
  const teams = await startFakeTeams({ ...chats, port: teamsPort, ...(around && { before: around.teams }) });
  const settings = {
    PORT: String(port),
    ADMINISTRATORS: 'dana.reyes@example.com',
    STAGE_WON: 'Closed Won',
    STAGE_LOST: 'Lost',
    STOP_SECONDS: '1',
    ...databaseSettings,
    ...autotaskSettings(sandbox),
    ...slackSettings({ ...secrets, apiUrl: slack.apiUrl }),
  };
  const scheduleTicks = (tick: () => Promise<void>) => {
    time.tick = tick;
    return () => undefined;
  };
  const config = readConfig(settings, { unsignedTeams: true });
  // Compiled for a test, they take so long that a connection to the database would be given up meanwhile.
  await loadPlatforms(config);
  const app = await createApp(config, { log: quietLog, clock, beat: scheduleTicks, strict: true });
  await app.start();
  return {
    sandbox,
    slack,
    teams,
    chat: (platform) => (platform === 'Slack' ? createSlackChat(slack) : createTeamsChat(teams)),
    ownChat: (platform, person) =>
      platform === 'Slack' ? createSlackChat(slack, person) : createTeamsChat(teams, `a:${person}`),
    chatOf(platform, words) {
      const has = (message: object): boolean => words.every((word) => JSON.stringify(message).includes(word));
      return platform === 'Slack' ? createSlackChat(slack, 'sales', has) : createTeamsChat(teams, undefined, has);
    },
    async moveTo(moment) {
      time.now = new Date(moment);
      await time.tick();
    },
    now: clock,
    around: () => ({
      made: clock().toISOString(),
      // The database goes by its own clock.
      madeIn: new Date(performance.timeOrigin + performance.now()).toISOString(),
      slackAt: urls.slack,
      teamsAt: urls.teams,
      sandbox: sandbox.snapshot(),
      slack: { messages: slack.state().messages, modals: slack.state().modals },
      teams: { messages: teams.state().messages, dialogs: teams.state().dialogs },
    }),
    async stop() {
      await Promise.all([sandbox.stop(), slack.stop(), teams.stop()]);
      await app.stop();
    },
  };
}
