/** What the doctor asks of Slack: whether its tokens are good, and for all that the manifest asks for. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webApi } from '@slack/bolt';
import { fine, known, wrong, type Check, type Found } from '../../core/finding';
import { slackCode } from './failure';
import { toSlackLogger } from './logger';
import type { SlackOptions } from './options';

type Options = Pick<SlackOptions, 'botToken' | 'signingSecret' | 'appToken' | 'apiUrl' | 'log'>;

export function slackChecks(options: Options): readonly Check[] {
  const { appToken } = options;
  return [
    { what: 'Slack token', look: () => token(options) },
    { what: 'Slack scopes', look: () => scopes(options) },
    appToken === undefined
      ? { what: 'Slack signing secret', look: () => Promise.resolve(signingSecret(options)) }
      : { what: 'Slack Socket Mode', look: () => socket(options, appToken) },
    { what: 'Slack command', look: () => Promise.resolve(command()) },
  ];
}

/** Tries once: the doctor can be called again. */
const clientFor = ({ apiUrl, log }: Options, secret: string) =>
  new webApi.WebClient(secret, {
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: toSlackLogger(log),
    ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
  });

const reinstall = 'At api.slack.com/apps > your app > OAuth & Permissions: install it to the workspace again, and';

async function token(options: Options): Promise<Found> {
  try {
    const { team = '', user = '' } = await clientFor(options, options.botToken).auth.test();
    return fine(`It is accepted: ${user} in ${team}.`);
  } catch (error) {
    const code = slackCode(error);
    if (code === '') throw error;
    return wrong(`Slack does not accept SLACK_BOT_TOKEN: ${code}.`, `${reinstall} copy the Bot User OAuth Token.`);
  }
}

async function scopes(options: Options): Promise<Found> {
  const { response_metadata: said } = await clientFor(options, options.botToken).auth.test();
  const granted = said?.scopes ?? [];
  if (granted.length === 0) return known('Slack did not say which scopes the token has.');
  const wanted = manifest().oauth_config.scopes.bot;
  const lacking = wanted.filter((scope) => !granted.includes(scope));
  if (lacking.length === 0) return fine(`It has all ${String(wanted.length)} that the manifest asks for.`);
  return wrong(
    `The token lacks ${lacking.join(', ')}.`,
    `${reinstall} add them under Bot Token Scopes first; manifest/README.md says what each is for.`,
  );
}

function signingSecret({ signingSecret: secret = '' }: Options): Found {
  if (/^[0-9a-f]{32}$/.test(secret))
    return fine('It looks like one; whether it is the right one, the first request shows.');
  return wrong(
    'SLACK_SIGNING_SECRET does not look like one: Slack’s have 32 digits from 0 to f.',
    'Copy it from Basic Information > App Credentials > Signing Secret, not the Client Secret beside it.',
  );
}

/** Asks for the address of a socket and does not open it. */
async function socket(options: Options, appToken: string): Promise<Found> {
  try {
    await clientFor(options, appToken).apps.connections.open({});
    return fine('Slack would open a socket.');
  } catch (error) {
    const code = slackCode(error);
    if (code === '') throw error;
    return wrong(
      `Slack opens no socket: ${code}.`,
      'Turn Socket Mode on, and make SLACK_APP_TOKEN under Basic Information > App-Level Tokens with connections:write.',
    );
  }
}

const command = (): Found =>
  known(
    `Slack does not tell; the manifest names ${manifest()
      .features.slash_commands.map(({ command: name }) => name)
      .join(', ')}.`,
    'If Slack says that it does not know the command, make the app from the manifest again.',
  );

interface Manifest {
  readonly features: { readonly slash_commands: readonly { readonly command: string }[] };
  readonly oauth_config: { readonly scopes: { readonly bot: readonly string[] } };
}
/** Beside `src` and `dist` alike. */
const manifest = (): Manifest =>
  JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'manifest', 'slack.json'), 'utf8')) as Manifest;
