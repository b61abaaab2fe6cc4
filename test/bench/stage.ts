/** What the benchmarks in the chat need: an Autotask, and a bot, each in a process of its own. */
import { z } from 'zod';
import { freePort, startProgram, type Env } from './processes';
import { botToken, signingSecret } from './slack-service';

const saidBySandbox = z.object({
  url: z.string(),
  webUrl: z.string(),
  credentials: z.object({ username: z.string(), secret: z.string(), integrationCode: z.string() }),
  open: z.number(),
});
export interface Tenant extends z.infer<typeof saidBySandbox> {
  readonly stop: () => Promise<void>;
}

export async function startTenant(env: Env = {}): Promise<Tenant> {
  const { said, stop } = await startProgram('bots/sandbox.ts', env);
  return { ...saidBySandbox.parse(JSON.parse(said)), stop };
}

export const headersOf = ({ credentials: { username, secret, integrationCode } }: Tenant): Record<string, string> => ({
  UserName: username,
  Secret: secret,
  ApiIntegrationCode: integrationCode,
  'Content-Type': 'application/json',
});

/** The settings of the bot as in production, but for its database. */
export const settingsFor = (tenant: Tenant, { port, apiUrl }: { port: string; apiUrl: string }): Env => ({
  ...withoutSlack(tenant, port),
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: apiUrl,
});

export function withoutSlack(tenant: Tenant, port: string): Env {
  const { username, secret, integrationCode } = tenant.credentials;
  return {
    PORT: port,
    LOG_LEVEL: 'silent',
    AUTOTASK_URL: tenant.url,
    AUTOTASK_WEB_URL: tenant.webUrl,
    AUTOTASK_USERNAME: username,
    AUTOTASK_SECRET: secret,
    AUTOTASK_INTEGRATION_CODE: integrationCode,
  };
}

/** Settings by which Bolt alone starts. */
export const minimalSettings = (tenant: Tenant, { port, apiUrl }: { port: string; apiUrl: string }): Env => ({
  PORT: port,
  SLACK_BOT_TOKEN: botToken,
  SLACK_SIGNING_SECRET: signingSecret,
  SLACK_API_URL: apiUrl,
  AUTOTASK_URL: tenant.url,
  AUTOTASK_HEADERS: JSON.stringify(headersOf(tenant)),
});

export interface Reached {
  readonly port: string;
  readonly url: string;
}
export async function anAddress(): Promise<Reached> {
  const port = await freePort();
  return { port, url: `http://127.0.0.1:${port}` };
}
