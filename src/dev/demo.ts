/** The whole thing without accounts: the bot as in production, with a local stand-in for whatever is not configured. */
import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { createApp, type AppDeps } from '../app';
import { everyTwentySeconds, type RepeatTimer } from '../background';
import { readConfig, secretsOf } from '../config';
import type { Logger } from '../core/log';
import { createLog } from '../operations/log';
import type { Environment } from '../config/settings';
import { startFakeSlack } from './fakes/slack/start';
import type { FakeSlack } from './fakes/slack/fake-slack';
import { startFakeTeams } from './fakes/teams/start';
import type { FakeTeams } from './fakes/teams/fake-teams';
import { freePort } from './free-port';
import { createAdjustableClock, type AdjustableClock } from './adjustable-clock';
import { startSandbox, type Sandbox } from './sandbox';

/** Undefined where the real thing is configured. */
export interface LocalFakes {
  /** What the bot and its stand-ins take for the time. */
  readonly clock: AdjustableClock;
  readonly sandbox: Sandbox | undefined;
  readonly slack: FakeSlack | undefined;
  readonly teams: FakeTeams | undefined;
}

export interface Demo extends LocalFakes {
  readonly url: string;
  stop(): Promise<void>;
}

export interface DemoOptions {
  readonly env: Environment;
  readonly clock: () => Date;
  /** When the bot looks by itself for what is due; whenever the clock was moved, it does so in any case. */
  readonly scheduleTicks?: RepeatTimer;
  /** Where the database is kept by somebody else, and how patient the bot is with Autotask. */
  readonly app?: Pick<AppDeps, 'openDatabase' | 'limits'>;
  /** Where the log goes instead of standard output. */
  readonly log?: Logger;
  /** What is served at `/playground`. */
  readonly page?: (fakes: LocalFakes) => RequestHandler;
}

const isConfigured = (env: Environment, ...names: readonly string[]): boolean =>
  names.every((name) => Boolean(env[name]?.trim()));

export async function startDemo(options: DemoOptions): Promise<Demo> {
  const { env, clock: realClock, log, page, app: appDeps, scheduleTicks = everyTwentySeconds } = options;
  const adjustableClock = createAdjustableClock(realClock);
  const clock = adjustableClock.now;
  const port = Number(env['PORT'] ?? 3978) || (await freePort());
  const address = `http://127.0.0.1:${String(port)}`;
  const autotask = await connectAutotask(env, clock);
  const slack = await connectSlack(env, clock, `${address}/slack/events`);
  const teams = isConfigured(env, 'MicrosoftAppId')
    ? undefined
    : await startFakeTeams({ messagesUrl: `${address}/api/messages`, clock });
  const settings = { ...env, ...autotask.settings, ...slack.settings, PORT: String(port) };
  const config = readConfig(settings, { unsignedTeams: teams !== undefined });
  const ownLog = log ?? createLog(config.logLevel, secretsOf(config));
  const fakes: LocalFakes = { clock: adjustableClock, sandbox: autotask.sandbox, slack: slack.peer, teams };
  const mounts = page === undefined ? [] : [{ path: '/playground', handler: page(fakes) }];
  const app = await createApp(config, {
    log: ownLog,
    clock,
    strict: true,
    mounts,
    ...appDeps,
    forgets: !isConfigured(env, 'DATA_DIR'),
    beat: alsoWhenClockMoves(scheduleTicks, adjustableClock),
  });
  const url = await app.start();
  return {
    ...fakes,
    url,
    async stop() {
      await app.stop();
      await Promise.all([fakes.slack?.stop(), fakes.teams?.stop(), fakes.sandbox?.stop()]);
    },
  };
}

const alsoWhenClockMoves =
  (scheduleTicks: RepeatTimer, clock: AdjustableClock): RepeatTimer =>
  (tick) => {
    const stops = [scheduleTicks(tick), clock.onMove(tick)];
    return () => stops.forEach((stop) => stop());
  };

/** The tenant that is configured, or else the sandbox. */
async function connectAutotask(env: Environment, clock: () => Date) {
  if (isConfigured(env, 'AUTOTASK_URL', 'AUTOTASK_USERNAME', 'AUTOTASK_SECRET', 'AUTOTASK_INTEGRATION_CODE')) {
    return { sandbox: undefined, settings: {} };
  }
  const sandbox = await startSandbox({
    clock,
    ...(isConfigured(env, 'DATA_DIR') ? { dataDir: env['DATA_DIR'] ?? '' } : {}),
  });
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
async function connectSlack(env: Environment, clock: () => Date, eventsUrl: string) {
  if (isConfigured(env, 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'SLACK_API_URL'))
    return { peer: undefined, settings: {} };
  const signingSecret = randomBytes(16).toString('hex');
  const botToken = `xoxb-${randomBytes(12).toString('hex')}`;
  const peer = await startFakeSlack({ eventsUrl: () => eventsUrl, signingSecret, botToken, clock });
  const settings = {
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: peer.apiUrl,
    SLACK_APP_TOKEN: undefined,
  };
  return { peer, settings };
}
