/** The whole thing without accounts: the bot as in production, with a local stand-in for whatever is not configured. */
import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createApp } from '../app';
import { everyTwentySeconds, type Beat } from '../background';
import { readConfig, secretsOf } from '../config';
import type { Logger } from '../core/log';
import { createLog } from '../operations/log';
import type { Environment } from '../operations/settings';
import { startSlackPeer } from './playground/slack/start';
import type { SlackPeer } from './playground/slack/peer';
import { startTeamsPeer } from './playground/teams/start';
import type { TeamsPeer } from './playground/teams/peer';
import { freePort } from './free-port';
import { createMovedClock, type MovedClock } from './moved-clock';
import { startSandbox, type Sandbox } from './sandbox';

/** Undefined where the real thing is configured. */
export interface StandIns {
  /** What the bot and its stand-ins take for the time. */
  readonly clock: MovedClock;
  readonly sandbox: Sandbox | undefined;
  readonly slack: SlackPeer | undefined;
  readonly teams: TeamsPeer | undefined;
}

export interface Demo extends StandIns {
  readonly url: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly env: Environment;
  readonly clock: () => Date;
  /** When the bot looks by itself for what is due; whenever the clock was moved, it does so in any case. */
  readonly beat?: Beat;
  /** Where the log goes instead of standard output. */
  readonly log?: Logger;
  /** What is served at `/playground`. */
  readonly page?: (standIns: StandIns) => RequestHandler;
}

const has = (env: Environment, ...names: readonly string[]): boolean =>
  names.every((name) => Boolean(env[name]?.trim()));

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { env, clock: real, log, page, beat = everyTwentySeconds } = options;
  const moved = createMovedClock(real);
  const clock = moved.now;
  const port = Number(env['PORT'] ?? 3978) || (await freePort());
  const address = `http://127.0.0.1:${String(port)}`;
  const autotask = await autotaskFor(env, clock);
  const slack = await slackFor(env, clock, `${address}/slack/events`);
  const teams = has(env, 'MicrosoftAppId')
    ? undefined
    : await startTeamsPeer({ messagesUrl: `${address}/api/messages`, clock });
  const settings = { ...env, ...autotask.settings, ...slack.settings, PORT: String(port) };
  const config = readConfig(settings, { unsignedTeams: teams !== undefined });
  const ownLog = log ?? createLog(config.logLevel, secretsOf(config));
  const standIns: StandIns = { clock: moved, sandbox: autotask.sandbox, slack: slack.peer, teams };
  const mounts = page === undefined ? [] : [{ path: '/playground', handler: page(standIns) }];
  const app = await createApp(config, {
    log: ownLog,
    clock,
    strict: true,
    mounts,
    forgets: !has(env, 'DATA_DIR'),
    beat: atMovesToo(beat, moved),
  });
  const url = await app.start();
  return {
    ...standIns,
    url,
    async stop() {
      await app.stop();
      await Promise.all([standIns.slack?.stop(), standIns.teams?.stop(), standIns.sandbox?.stop()]);
    },
  };
}

const atMovesToo =
  (beat: Beat, clock: MovedClock): Beat =>
  (tick) => {
    const stops = [beat(tick), clock.onMove(tick)];
    return () => stops.forEach((stop) => stop());
  };

/** The tenant that is configured, or else the sandbox. */
async function autotaskFor(env: Environment, clock: () => Date) {
  if (has(env, 'AUTOTASK_URL', 'AUTOTASK_USERNAME', 'AUTOTASK_SECRET', 'AUTOTASK_INTEGRATION_CODE')) {
    return { sandbox: undefined, settings: {} };
  }
  const sandbox = await startSandbox({ clock, ...(has(env, 'DATA_DIR') ? { dataDir: env['DATA_DIR'] ?? '' } : {}) });
  const { username, secret, integrationCode } = sandbox.credentials;
  const settings = {
    AUTOTASK_URL: sandbox.url,
    AUTOTASK_WEB_URL: sandbox.webUrl,
    AUTOTASK_USERNAME: username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: integrationCode,
    STAGE_WON: env['STAGE_WON'] ?? 'Closed Won',
    STAGE_LOST: env['STAGE_LOST'] ?? 'Lost',
  };
  return { sandbox, settings };
}

/** The workspace that is configured, or else the local one. */
async function slackFor(env: Environment, clock: () => Date, eventsUrl: string) {
  if (has(env, 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL')) return { peer: undefined, settings: {} };
  const signingSecret = randomBytes(16).toString('hex');
  const botToken = `xoxb-${randomBytes(12).toString('hex')}`;
  const peer = await startSlackPeer({ eventsUrl: () => eventsUrl, signingSecret, botToken, clock });
  const settings = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: peer.apiUrl,
    SLACK_APP_TOKEN: undefined,
  };
  return { peer, settings };
}
