/** The settings as a Config, or every mistake at once, each with its cure. */
import type { Installation } from '../operations/manifests';
import { text } from './kinds';
import {
  completeSettings,
  misspelledNames,
  parseSettings,
  settings,
  usesSlack,
  usesTeams,
  usesUnsignedTeams,
  type ConfigRules,
  type Environment,
  type Settings,
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
interface StorageConfig {
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  readonly retention: {
    /** The record of changes. */
    readonly auditDays: number;
    /** What digests compare with. */
    readonly snapshotDays: number;
  };
}
interface DigestConfig {
  readonly editors: Settings['DIGEST_EDITORS'];
  /** One that is later than this is left out. */
  readonly skipAfterHours: number;
  /** After so many days in one stage an opportunity is stuck; `stages` by id or label, in small letters. */
  readonly stuckDays: Settings['DIGEST_STUCK_DAYS'];
}
/** People by e-mail address or the platform's own id, conversations by id. Undefined permits everybody, or everywhere. */
interface PermissionsConfig {
  readonly administrators: readonly string[];
  readonly channels: readonly string[] | undefined;
  readonly readers: readonly string[] | undefined;
  readonly writers: readonly string[] | undefined;
  /** By kind of change, in place of `writers`. */
  readonly changes: Readonly<Record<string, readonly string[] | undefined>>;
}
interface AutotaskConfig {
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
interface SlackConfig {
  readonly botToken: string;
  readonly signingSecret: string | undefined;
  readonly appToken: string | undefined;
  readonly apiUrl: string | undefined;
}
interface TeamsConfig {
  /** Undefined only where unsigned activities are permitted: then nothing but this machine may reach the bot. */
  readonly appId: string | undefined;
  readonly appPassword: string | undefined;
  readonly appType: string;
  readonly tenantId: string | undefined;
}

/** Throws `ConfigurationError` with all mistakes together. */
export function readConfig(env: Environment, rules: ConfigRules = {}): Config {
  const read = parseSettings(completeSettings(rules), env, misspelledNames(env));
  return {
    host: read.HOST ?? '127.0.0.1',
    port: read.PORT,
    publicUrl: read.PUBLIC_URL,
    logLevel: read.LOG_LEVEL,
    currency: read.CURRENCY,
    stopSeconds: read.STOP_SECONDS,
    metricsToken: read.METRICS_TOKEN,
    ...storageConfig(read),
    digest: {
      editors: read.DIGEST_EDITORS,
      skipAfterHours: read.DIGEST_SKIP_AFTER_HOURS,
      stuckDays: read.DIGEST_STUCK_DAYS,
    },
    permissions: permissionsConfig(read),
    autotask: autotaskConfig(read),
    slack: usesSlack(read) ? slackConfig(read) : undefined,
    teams: teamsConfig(read, rules),
  };
}

const storageConfig = (read: Pick<Settings, 'DATA_DIR' | 'DATABASE_URL' | 'AUDIT_DAYS' | 'READINGS_DAYS'>) => ({
  dataDir: read.DATA_DIR ?? 'data',
  databaseUrl: read.DATABASE_URL,
  retention: { auditDays: read.AUDIT_DAYS, snapshotDays: read.READINGS_DAYS },
});

const permissionsConfig = (read: Settings): PermissionsConfig => ({
  administrators: read.ADMINISTRATORS ?? [],
  channels: read.ALLOWED_CHANNELS,
  readers: read.MAY_READ,
  writers: read.MAY_WRITE,
  changes: { edit: read.MAY_EDIT, close: read.MAY_CLOSE, create: read.MAY_CREATE, note: read.MAY_NOTE },
});

const autotaskConfig = (read: Settings): AutotaskConfig => ({
  url: read.AUTOTASK_URL,
  webUrl: read.AUTOTASK_WEB_URL,
  username: read.AUTOTASK_USERNAME,
  secret: read.AUTOTASK_SECRET,
  integrationCode: read.AUTOTASK_INTEGRATION_CODE,
  impersonation: read.AUTOTASK_IMPERSONATION,
  stageWon: read.STAGE_WON,
  stageLost: read.STAGE_LOST,
});

const slackConfig = (read: Settings): SlackConfig => ({
  botToken: read.SLACK_BOT_TOKEN ?? '',
  signingSecret: read.SLACK_SIGNING_SECRET,
  appToken: read.SLACK_APP_TOKEN,
  apiUrl: read.SLACK_API_URL,
});

function teamsConfig(read: Settings, rules: ConfigRules): TeamsConfig | undefined {
  const tenantId = read.MicrosoftAppTenantId;
  if (usesUnsignedTeams(read, rules))
    return { appId: undefined, appPassword: undefined, appType: 'MultiTenant', tenantId };
  if (!usesTeams(read)) return undefined;
  return {
    appId: read.MicrosoftAppId,
    appPassword: read.MicrosoftAppPassword,
    appType: read.MicrosoftAppType,
    tenantId,
  };
}

/** All that an export needs, also where nothing else is set up. Throws `ConfigurationError`. */
export const loadStorageConfig = (env: Environment): StorageConfig => storageConfig(parseSettings(ofStorage, env));

const ofStorage = settings.pick({ DATA_DIR: true, DATABASE_URL: true, AUDIT_DAYS: true, READINGS_DAYS: true });

/** What the manifests name: known before there is any token. Throws `ConfigurationError`. */
export function readInstallation(env: Environment): Installation {
  const read = parseSettings(ofInstallation, env);
  const socketMode = read.SLACK_APP_TOKEN !== undefined;
  return { publicUrl: read.PUBLIC_URL, socketMode, teamsAppId: read.MicrosoftAppId };
}

const ofInstallation = settings.pick({ PUBLIC_URL: true, MicrosoftAppId: true }).extend({ SLACK_APP_TOKEN: text });

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
