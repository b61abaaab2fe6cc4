/** The whole bot on a database that stays, between a sandbox and local chats that can be put away and set up again. */
import { createApp } from '../../src/app';
import { readConfig } from '../../src/config';
import { freePort } from '../../src/dev/free-port';
import { startSlackPeer } from '../../src/dev/playground/slack/start';
import type { SlackPeer, SlackState } from '../../src/dev/playground/slack/peer';
import type { TeamsPeer } from '../../src/dev/playground/teams/peer';
import type { TeamsState } from '../../src/dev/playground/teams/shown';
import { startTeamsPeer } from '../../src/dev/playground/teams/start';
import { startSandbox, type Sandbox, type Snapshot } from '../../src/dev/sandbox';
import { loadPlatforms } from '../../src/platforms/load';
import { autotaskSettings, slackSettings } from './bot-settings';
import type { Chat } from './chat';
import { quietLog } from './quiet-log';
import { slackChat } from './slack-chat';
import { teamsChat } from './teams-chat';

const secrets = { signingSecret: 'kept-signing-secret', botToken: 'xoxb-kept-token' };

/** What stood around a database when it was put away. Plain JSON. */
export interface Around {
  /** What the bot took for the time, and what the database did; ISO 8601. */
  readonly made: string;
  readonly madeIn: string;
  /** Where its stand-ins were: addresses of theirs are stored. */
  readonly slackAt: string;
  readonly teamsAt: string;
  readonly sandbox: Snapshot;
  readonly slack: Pick<SlackState, 'messages' | 'modals'>;
  readonly teams: Pick<TeamsState, 'messages' | 'dialogs'>;
}

export interface KeptWorld {
  readonly sandbox: Sandbox;
  readonly slack: SlackPeer;
  readonly teams: TeamsPeer;
  chat(platform: Chat['platform']): Chat;
  ownChat(platform: Chat['platform'], person: string): Chat;
  /** The same, of cards with these words alone. */
  chatAt(platform: Chat['platform'], words: readonly string[]): Chat;
  /** Moves the clock of everybody, and lets the bot look what is due. */
  moveTo(moment: string): Promise<void>;
  now(): Date;
  around(): Around;
  /** What is at a stand-in hangs for ever: they end first. */
  stop(): Promise<void>;
}

export interface At {
  readonly slack: string;
  readonly teams: string;
}
export interface Kept {
  /** Where the database is. */
  readonly settings: Readonly<Record<string, string>>;
  readonly around?: Pick<Around, 'sandbox' | 'slack' | 'teams'>;
}

/** `prepare` is told where the stand-ins are going to be. */
export async function openKeptWorld(now: string, prepare: (at: At) => Promise<Kept>): Promise<KeptWorld> {
  const time = { now: new Date(now), tick: (): Promise<void> => Promise.resolve() };
  const clock = (): Date => time.now;
  const [port, slackPort, teamsPort] = [await freePort(), await freePort(), await freePort()];
  const at: At = { slack: `http://127.0.0.1:${String(slackPort)}`, teams: `http://127.0.0.1:${String(teamsPort)}` };
  const { settings: where, around } = await prepare(at);
  const address = `http://127.0.0.1:${String(port)}`;
  const sandbox = await startSandbox({ clock, opportunities: 60, switches: { requestThreshold: 1e9 } });
  if (around !== undefined) sandbox.restore(around.sandbox);
  const chats = { clock, messagesUrl: `${address}/api/messages`, eventsUrl: () => `${address}/slack/events` };
  const slack = await startSlackPeer({
    ...chats,
    ...secrets,
    port: slackPort,
    ...(around && { before: around.slack }),
  });
  const teams = await startTeamsPeer({ ...chats, port: teamsPort, ...(around && { before: around.teams }) });
  const settings = {
    PORT: String(port),
    ADMINISTRATORS: 'dana.reyes@example.com',
    STAGE_WON: 'Closed Won',
    STAGE_LOST: 'Lost',
    STOP_SECONDS: '1',
    ...where,
    ...autotaskSettings(sandbox),
    ...slackSettings({ ...secrets, apiUrl: slack.apiUrl }),
  };
  const beat = (tick: () => Promise<void>) => {
    time.tick = tick;
    return () => undefined;
  };
  const config = readConfig(settings, { unsignedTeams: true });
  // Compiled for a test, they take so long that a connection to the database would be given up meanwhile.
  await loadPlatforms(config);
  const app = await createApp(config, { log: quietLog, clock, beat, strict: true });
  await app.start();
  return {
    sandbox,
    slack,
    teams,
    chat: (platform) => (platform === 'Slack' ? slackChat(slack) : teamsChat(teams)),
    ownChat: (platform, person) => (platform === 'Slack' ? slackChat(slack, person) : teamsChat(teams, `a:${person}`)),
    chatAt(platform, words) {
      const has = (message: object): boolean => words.every((word) => JSON.stringify(message).includes(word));
      return platform === 'Slack' ? slackChat(slack, 'sales', has) : teamsChat(teams, undefined, has);
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
      slackAt: at.slack,
      teamsAt: at.teams,
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
