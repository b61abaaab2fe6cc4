/** The settings by which the bot starts as a process of its own, beside a sandbox and a local Slack. */
import type { Sandbox } from '../../src/dev/sandbox';

export const autotaskSettings = ({ url, webUrl, credentials }: Pick<Sandbox, 'url' | 'webUrl' | 'credentials'>) => ({
  LOG_LEVEL: 'silent',
  AUTOTASK_URL: url,
  AUTOTASK_WEB_URL: webUrl,
  AUTOTASK_USERNAME: credentials.username,
  AUTOTASK_SECRET: credentials.secret,
  AUTOTASK_INTEGRATION_CODE: credentials.integrationCode,
});

interface SlackConnection {
  readonly botToken: string;
  readonly signingSecret: string;
  readonly apiUrl: string;
}
export const slackSettings = ({ botToken, signingSecret, apiUrl }: SlackConnection) => ({
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: apiUrl,
});
