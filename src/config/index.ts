/** The only reader of the environment: a Config, or every mistake at once, each with its cure. */
import { readFileSync } from 'node:fs';
import { readDigestConfig, type DigestConfig } from './digest-settings';
import { readEnvFile } from './env-file';
import type { Installation } from '../operations/manifests';
import { readPermissionsConfig, type PermissionsConfig } from './permissions';
import { readStorageConfig, type StorageConfig } from './storage-settings';
import {
  createSettingsReader,
  isLoopback,
  ConfigurationError,
  type Environment,
  type SettingsReader,
} from './settings';

export interface Config extends StorageConfig {
  readonly host: string;
  readonly port: number;
  readonly publicUrl: string | undefined;
  readonly logLevel: string;
  readonly currency: string;
  readonly digest: DigestConfig;
  /** How long a stop waits for what is under way. */
  readonly stopSeconds: number;
  /** What a reader of `/metrics` must show; undefined serves none. */
  readonly metricsToken: string | undefined;
  readonly permissions: PermissionsConfig;
  readonly autotask: AutotaskConfig;
  readonly slack: SlackConfig | undefined;
  readonly teams: TeamsConfig | undefined;
}
export interface AutotaskConfig {
  /** The API root as zone discovery returns it; undefined asks zone discovery. */
  readonly url: string | undefined;
  readonly webUrl: string | undefined;
  readonly username: string;
  readonly secret: string;
  readonly integrationCode: string;
  readonly impersonation: 'auto' | 'off' | 'required';
  readonly stageWon: string | undefined;
  readonly stageLost: string | undefined;
}
export interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
}
export interface TeamsConfig {
  /** Undefined only where unsigned activities are permitted: then nothing but this machine may reach the bot. */
  readonly appId: string | undefined;
  readonly appPassword: string | undefined;
  readonly appType: string;
  readonly tenantId: string | undefined;
}

/** The process's environment, with a `.env` file of the working directory beneath it. Throws `ConfigurationError`. */
export function loadEnvironment(): Environment {
  const values = readEnvFile(readFileIfPresent('.env'));
  const own = Object.entries(process.env).map(([name, value]) => [name, value?.replace(quotesAround, '$2')] as const);
  // Libraries look there for settings of their own, such as those of a proxy.
  for (const [name, value] of Object.entries(values)) process.env[name] ??= value;
  return { ...values, ...Object.fromEntries(own) };
}

/** `docker run --env-file` passes the quotes of such a file on. */
const quotesAround = /^\s*(['"])(.*)\1\s*$/s;

function readFileIfPresent(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return new Uint8Array();
    const cure = 'It must be a file that the user whom the bot runs as may read.';
    throw new ConfigurationError([{ setting: path, wrong: `cannot be read (${code}).`, cure }]);
  }
}

/** What must never be seen in a log, a card or an error. */
export function secretsOf({ databaseUrl, metricsToken, autotask, slack, teams }: Config): readonly string[] {
  const all = [
    autotask.secret,
    autotask.integrationCode,
    slack?.botToken,
    slack?.signingSecret,
    slack?.appToken,
    teams?.appPassword,
    metricsToken,
    ...passwordsInUrl(databaseUrl),
  ];
  return all.filter((secret) => secret !== undefined && secret !== '') as string[];
}

/** As it is and as an address spells it: drivers repeat either. */
function passwordsInUrl(url: string | undefined): readonly string[] {
  if (url === undefined || !URL.canParse(url)) return [];
  const { password } = new URL(url);
  return [password, decodeURIComponent(password)];
}

/** What the manifests name: known before there is any token. Throws `ConfigurationError`. */
export function readInstallation(env: Environment): Installation {
  const reader = createSettingsReader(env);
  const publicUrl = reader.url('PUBLIC_URL');
  if (reader.mistakes.length > 0) throw new ConfigurationError(reader.mistakes);
  const socketMode = reader.text('SLACK_APP_TOKEN') !== undefined;
  return { publicUrl, socketMode, teamsAppId: reader.text('MicrosoftAppId')?.toLowerCase() };
}

interface ConfigRules {
  /** The demo's Teams client cannot sign: unsigned activities are accepted, and the bot listens on this machine alone. */
  readonly unsignedTeams?: boolean;
}

/** Throws `ConfigurationError` with all mistakes together. */
export function readConfig(env: Environment, rules: ConfigRules = {}): Config {
  const reader = createSettingsReader(env);
  const config = {
    ...basics(reader),
    ...readStorageConfig(reader),
    digest: readDigestConfig(reader),
    permissions: readPermissionsConfig(reader),
    autotask: autotask(reader),
    slack: slack(reader),
    teams: teams(reader, rules.unsignedTeams ?? false),
  };
  if (config.slack === undefined && config.teams === undefined) reader.mistake(...noPlatform);
  if (rules.unsignedTeams === true && !isLoopback(config.host)) reader.mistake(...openToAll);
  reader.throwIfInvalid();
  return config;
}

const noPlatform = [
  'Neither Slack nor Teams',
  'is configured.',
  'Slack needs SLACK_BOT_TOKEN and SLACK_SIGNING_SECRET (or SLACK_APP_TOKEN for Socket Mode); Teams needs MicrosoftAppId, MicrosoftAppPassword and MicrosoftAppTenantId.',
] as const;
const openToAll = [
  'HOST',
  'is open to other machines while Teams activities are not signed.',
  'Leave HOST at 127.0.0.1, or set MicrosoftAppId and MicrosoftAppPassword.',
] as const;

function basics(reader: SettingsReader) {
  const currency = reader.text('CURRENCY') ?? 'USD';
  if (!Intl.supportedValuesOf('currency').includes(currency)) {
    reader.mistake('CURRENCY', `is "${currency}".`, 'Use an ISO 4217 code, such as USD, EUR or GBP.');
  }
  return {
    host: reader.text('HOST') ?? '127.0.0.1',
    port: reader.integer('PORT', { usual: 3978, from: 0, to: 65535 }),
    publicUrl: reader.url('PUBLIC_URL'),
    logLevel: reader.oneOf('LOG_LEVEL', ['info', 'debug', 'warn', 'error', 'silent']),
    currency,
    stopSeconds: reader.integer('STOP_SECONDS', { usual: 25, from: 0, to: 600 }),
    metricsToken: reader.secret('METRICS_TOKEN', 16),
  };
}

const apiUser = 'In Autotask: Admin > Resources/Users > API User (security level "API User (API-only)").';

function autotask(reader: SettingsReader): AutotaskConfig {
  for (const setting of ['AUTOTASK_USERNAME', 'AUTOTASK_SECRET', 'AUTOTASK_INTEGRATION_CODE']) reader.travels(setting);
  return {
    url: reader.url('AUTOTASK_URL'),
    webUrl: reader.url('AUTOTASK_WEB_URL'),
    username: reader.required('AUTOTASK_USERNAME', `The API user's name. ${apiUser}`),
    secret: reader.required('AUTOTASK_SECRET', `The API user's password. ${apiUser}`),
    integrationCode: reader.required('AUTOTASK_INTEGRATION_CODE', `The API tracking identifier. ${apiUser}`),
    impersonation: reader.oneOf('AUTOTASK_IMPERSONATION', ['auto', 'off', 'required']),
    stageWon: reader.text('STAGE_WON'),
    stageLost: reader.text('STAGE_LOST'),
  };
}

function slack(reader: SettingsReader): SlackConfig | undefined {
  const botToken = reader.text('SLACK_BOT_TOKEN');
  const signingSecret = reader.text('SLACK_SIGNING_SECRET');
  const appToken = reader.text('SLACK_APP_TOKEN');
  const apiUrl = reader.url('SLACK_API_URL');
  if (botToken === undefined && signingSecret === undefined && appToken === undefined) return undefined;
  reader.requirePrefix('SLACK_BOT_TOKEN', 'xoxb-', 'api.slack.com/apps > your app > OAuth & Permissions.');
  if (appToken !== undefined) reader.requirePrefix('SLACK_APP_TOKEN', 'xapp-', 'Basic Information > App-Level Tokens.');
  if (signingSecret === undefined && appToken === undefined) {
    const cure = 'Basic Information > Signing Secret; or set SLACK_APP_TOKEN to use Socket Mode.';
    reader.mistake('SLACK_SIGNING_SECRET', 'is missing.', cure);
  }
  return { botToken: botToken ?? '', signingSecret, appToken, apiUrl };
}

function teams(reader: SettingsReader, unsigned: boolean): TeamsConfig | undefined {
  // Ids of Microsoft are the same in either case; tokens have them in small letters.
  const appId = reader.text('MicrosoftAppId')?.toLowerCase();
  const appPassword = reader.text('MicrosoftAppPassword');
  const tenantId = reader.text('MicrosoftAppTenantId')?.toLowerCase();
  const appType = reader.oneOf('MicrosoftAppType', ['SingleTenant', 'MultiTenant', 'UserAssignedMSI']);
  if (appId === undefined && unsigned) return { appId, appPassword: undefined, appType: 'MultiTenant', tenantId };
  if ([appId, appPassword, tenantId].every((value) => value === undefined)) return undefined;
  reader.required('MicrosoftAppId', 'Azure Bot > Configuration. Without it anybody could pose as Teams.');
  if (appType !== 'UserAssignedMSI') {
    reader.required('MicrosoftAppPassword', 'Entra ID > App registrations > your app > Certificates & secrets.');
  }
  // Whoever owns another tenant decides what its directory says, e-mail addresses included.
  reader.required('MicrosoftAppTenantId', 'Entra ID > Overview > Tenant ID. People of other tenants are not served.');
  return { appId, appPassword, appType, tenantId };
}
