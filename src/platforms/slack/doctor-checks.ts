/** What the doctor asks of Slack: whether its tokens are good, and for all that the manifest asks for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../../core/health-check';
import { slackErrorCode } from './outbound/errors';
import { createSlackClient, singleTryPolicy } from './outbound/send';
import type { SlackOptions } from './options';

type SlackCheckOptions = Pick<SlackOptions, 'botToken' | 'signingSecret' | 'appToken' | 'apiUrl'>;

export function slackChecks(options: SlackCheckOptions): readonly HealthCheck[] {
  const { appToken } = options;
  return [
    { what: 'Slack token', run: () => checkToken(options) },
    { what: 'Slack scopes', run: () => checkScopes(options) },
    appToken === undefined
      ? { what: 'Slack signing secret', run: () => Promise.resolve(checkSigningSecret(options)) }
      : { what: 'Slack Socket Mode', run: () => checkSocketMode(options, appToken) },
    { what: 'Slack command', run: () => Promise.resolve(checkCommand()) },
  ];
}

const clientFor = (options: SlackCheckOptions, secret: string) => createSlackClient(secret, options, singleTryPolicy);

const reinstallHint = 'At api.slack.com/apps > your app > OAuth & Permissions: install it to the workspace again, and';

async function checkToken(options: SlackCheckOptions): Promise<CheckOutcome> {
  try {
    const { team = '', user = '' } = await clientFor(options, options.botToken).auth.test();
    return checkOk(`It is accepted: ${user} in ${team}.`);
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === '') throw error;
    return checkProblem(
      `Slack does not accept SLACK_BOT_TOKEN: ${code}.`,
      `${reinstallHint} copy the Bot User OAuth Token.`,
    );
  }
}

async function checkScopes(options: SlackCheckOptions): Promise<CheckOutcome> {
  const { response_metadata: metadata } = await clientFor(options, options.botToken).auth.test();
  const granted = metadata?.scopes ?? [];
  if (granted.length === 0) return checkUnknown('Slack did not say which scopes the token has.');
  const required = loadManifest().oauth_config.scopes.bot;
  const missing = required.filter((scope) => !granted.includes(scope));
  if (missing.length === 0) return checkOk(`It has all ${String(required.length)} that the manifest asks for.`);
  return checkProblem(
    `The token lacks ${missing.join(', ')}.`,
    `${reinstallHint} add them under Bot Token Scopes first; manifest/README.md says what each is for.`,
  );
}

function checkSigningSecret({ signingSecret: secret = '' }: SlackCheckOptions): CheckOutcome {
  if (/^[0-9a-f]{32}$/.test(secret))
    return checkOk('It looks like one; whether it is the right one, the first request shows.');
  return checkProblem(
    'SLACK_SIGNING_SECRET does not look like one: Slack’s have 32 digits from 0 to f.',
    'Copy it from Basic Information > App Credentials > Signing Secret, not the Client Secret beside it.',
  );
}

/** Asks for the address of a socket and does not open it. */
async function checkSocketMode(options: SlackCheckOptions, appToken: string): Promise<CheckOutcome> {
  try {
    await clientFor(options, appToken).apps.connections.open({});
    return checkOk('Slack would open a socket.');
  } catch (error) {
    const code = slackErrorCode(error);
    if (code === '') throw error;
    return checkProblem(
      `Slack opens no socket: ${code}.`,
      'Turn Socket Mode on, and make SLACK_APP_TOKEN under Basic Information > App-Level Tokens with connections:write.',
    );
  }
}

const checkCommand = (): CheckOutcome =>
  checkUnknown(
    `Slack does not tell; the manifest names ${loadManifest()
      .features.slash_commands.map(({ command: name }) => name)
      .join(', ')}.`,
    'If Slack says that it does not know the command, make the app from the manifest again.',
  );

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
}
/** Beside `src` and `dist` alike. */
const loadManifest = (): Manifest =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'manifest', 'slack.json'), 'utf8')) as Manifest;
