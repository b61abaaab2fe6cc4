/** Every setting, by its name: what it may be, and which of them need each other. */
import { z } from 'zod';
import { typoDistance } from '../core/closest-match';
import * as kind from './kinds';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface Mistake {
  readonly setting: string;
  readonly wrong: string;
  readonly cure: string;
}
export class ConfigurationError extends Error {
  constructor(readonly mistakes: readonly Mistake[]) {
    super(mistakes.map(({ setting, wrong, cure }) => `${setting} ${wrong}\n    ${cure}`).join('\n'));
    this.name = 'Misconfigured';
  }
}

const apiUser = 'In Autotask: Admin > Resources/Users > API User (security level "API User (API-only)").';
const slackToken = 'api.slack.com/apps > your app > OAuth & Permissions.';
const people = kind.listSetting('Use e-mail addresses, or the platform’s own ids, with commas between.');
const channels = kind.listSetting(
  'Use the ids of channels with commas between: C0123ABCDEF at the end of a Slack channel’s details, 19:…@thread.tacv2 in the link to a Teams channel.',
);

export const settings = z.object({
  CURRENCY: kind.currency,
  HOST: kind.text,
  PORT: kind.integer({ usual: 3978, from: 0, to: 65535 }),
  PUBLIC_URL: kind.address,
  LOG_LEVEL: kind.oneOf('info', 'debug', 'warn', 'error', 'silent'),
  STOP_SECONDS: kind.integer({ usual: 25, from: 0, to: 600 }),
  METRICS_TOKEN: kind.ownSecret(16),
  DATA_DIR: kind.text,
  DATABASE_URL: kind.databaseUrl,
  AUDIT_DAYS: kind.integer({ usual: 730, from: 1, to: 36_500 }),
  READINGS_DAYS: kind.integer({ usual: 400, from: 40, to: 36_500 }),
  DIGEST_EDITORS: kind.editors,
  DIGEST_SKIP_AFTER_HOURS: kind.hours({ usual: 12, to: 168 }),
  DIGEST_STUCK_DAYS: kind.stuckDays,
  ADMINISTRATORS: people,
  ALLOWED_CHANNELS: channels,
  MAY_READ: people,
  MAY_WRITE: people,
  MAY_EDIT: people,
  MAY_CLOSE: people,
  MAY_CREATE: people,
  MAY_NOTE: people,
  AUTOTASK_URL: kind.address,
  AUTOTASK_WEB_URL: kind.address,
  AUTOTASK_USERNAME: kind.credential(`The API user's name. ${apiUser}`),
  AUTOTASK_SECRET: kind.credential(`The API user's password. ${apiUser}`),
  AUTOTASK_INTEGRATION_CODE: kind.credential(`The API tracking identifier. ${apiUser}`),
  AUTOTASK_IMPERSONATION: kind.oneOf('auto', 'off', 'required'),
  STAGE_WON: kind.text,
  STAGE_LOST: kind.text,
  SLACK_BOT_TOKEN: kind.token('xoxb-', slackToken),
  SLACK_SIGNING_SECRET: kind.text,
  SLACK_APP_TOKEN: kind.token('xapp-', 'Basic Information > App-Level Tokens.'),
  SLACK_API_URL: kind.address,
  MicrosoftAppId: kind.microsoftId,
  MicrosoftAppPassword: kind.text,
  MicrosoftAppType: kind.oneOf('SingleTenant', 'MultiTenant', 'UserAssignedMSI'),
  MicrosoftAppTenantId: kind.microsoftId,
});
export type Settings = z.output<typeof settings>;

export interface ConfigRules {
  /** The demo's Teams client cannot sign: unsigned activities are accepted, and the bot listens on this machine alone. */
  readonly unsignedTeams?: boolean;
}

const isAnySet = (...values: readonly unknown[]): boolean => values.some((value) => value !== undefined);

export const usesSlack = ({ SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN }: Settings): boolean =>
  isAnySet(SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET, SLACK_APP_TOKEN);

/** The demo's: nobody vouches for what comes in. */
export const usesUnsignedTeams = ({ MicrosoftAppId }: Settings, { unsignedTeams = false }: ConfigRules): boolean =>
  unsignedTeams && MicrosoftAppId === undefined;

export const usesTeams = ({ MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId }: Settings): boolean =>
  isAnySet(MicrosoftAppId, MicrosoftAppPassword, MicrosoftAppTenantId);

/** What is missing, or must not be, because of what else is set. */
export const completeSettings = (rules: ConfigRules) =>
  settings.superRefine((values, ctx) => {
    const mistake = (setting: string, wrong: string, cure: string): void =>
      kind.addMistake(ctx, { setting, wrong, cure });
    const need = (setting: keyof Settings, cure: string): void => {
      if (values[setting] === undefined) mistake(setting, 'is missing.', cure);
    };
    const isUnsigned = usesUnsignedTeams(values, rules);
    if (usesSlack(values)) needForSlack(values, need);
    if (usesTeams(values) && !isUnsigned) needForTeams(values, need);
    if (!usesSlack(values) && !usesTeams(values) && !isUnsigned) mistake(...noPlatform);
    if (rules.unsignedTeams === true && values.HOST !== undefined && !kind.isLoopback(values.HOST))
      mistake(...openToAll);
  });

type Need = (setting: keyof Settings, cure: string) => void;

function needForSlack({ SLACK_APP_TOKEN }: Settings, need: Need): void {
  need('SLACK_BOT_TOKEN', slackToken);
  if (SLACK_APP_TOKEN !== undefined) return;
  need('SLACK_SIGNING_SECRET', 'Basic Information > Signing Secret; or set SLACK_APP_TOKEN to use Socket Mode.');
}

function needForTeams({ MicrosoftAppType }: Settings, need: Need): void {
  need('MicrosoftAppId', 'Azure Bot > Configuration. Without it anybody could pose as Teams.');
  if (MicrosoftAppType !== 'UserAssignedMSI')
    need('MicrosoftAppPassword', 'Entra ID > App registrations > your app > Certificates & secrets.');
  // Whoever owns another tenant decides what its directory says, e-mail addresses included.
  need('MicrosoftAppTenantId', 'Entra ID > Overview > Tenant ID. People of other tenants are not served.');
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

/** Throws `ConfigurationError` with all mistakes together, those of `also` among them. */
export function parseSettings<T>(schema: z.ZodType<T>, env: Environment, also: readonly Mistake[] = []): T {
  const { success, data, error } = schema.safeParse(env);
  const mistakes = [...(error?.issues ?? []).map(mistakeOf), ...also];
  if (!success || mistakes.length > 0) throw new ConfigurationError(mistakes);
  return data;
}

const mistakeOf = (issue: z.core.$ZodIssue): Mistake => ({
  setting: issue.path.join('.'),
  wrong: issue.message,
  cure: issue.code === 'custom' ? String(issue.params?.['cure']) : '',
});

/** Words as short as PORT are near to other programs' variables. */
const shortest = 8;

/** Names in the environment that are no settings, but are meant to be one that is not there. */
export function misspelledNames(env: Environment): readonly Mistake[] {
  const known = Object.keys(settings.shape);
  const absent = known.filter((name) => !env[name]?.trim());
  return Object.keys(env).flatMap((setting) => {
    if (known.includes(setting) || !env[setting]?.trim()) return [];
    const intended = absent.find((name) => isMeant(setting, name));
    const cure = `Did you mean ${intended ?? ''}? Else remove it.`;
    return intended === undefined ? [] : [{ setting, wrong: 'is no setting.', cure }];
  });
}

/** Capitals and underscores do not matter, and neither do two slips in a long name. */
const isMeant = (written: string, name: string): boolean =>
  normalizeName(written) === normalizeName(name) ||
  (name.length >= shortest && written[0] === name[0] && typoDistance(written, name) <= 2);

const normalizeName = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');
