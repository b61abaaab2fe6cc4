/** What the benchmarks in the chat need: an Autotask, and a bot, each in a process of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { autotaskSettings, slackSettings } from '../support/bot-settings';
import { createTestDatabase } from '../support/databases';
import { freePort } from '../../src/dev/free-port';
import { startProgram, type Env } from './processes';
import { botToken, signingSecret } from './slack-service';

const sandboxOutput = z.object({
  url: z.string(),
  webUrl: z.string(),
  credentials: z.object({ username: z.string(), secret: z.string(), integrationCode: z.string() }),
  open: z.number(),
});
export interface Tenant extends z.infer<typeof sandboxOutput> {
  readonly stop: () => Promise<void>;
}

export async function startTenant(env: Env = {}): Promise<Tenant> {
  const { said: readyLine, stop } = await startProgram('bots/sandbox.ts', env);
  return { ...sandboxOutput.parse(JSON.parse(readyLine)), stop };
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
  ...slackSettings({ botToken, signingSecret, apiUrl }),
});

export const withoutSlack = (tenant: Tenant, port: string): Env => ({ PORT: port, ...autotaskSettings(tenant) });

/** The database of one run: PostgreSQL where there is one, since that is what many people at once call for. */
export async function withDatabase<T>(work: (env: Env) => Promise<T>): Promise<T> {
  const server = process.env['TEST_DATABASE_URL'];
  return server === undefined ? withFolder(work) : withServer(server, work);
}

export async function withServer<T>(server: string, work: (env: Env) => Promise<T>): Promise<T> {
  const { url, drop } = await createTestDatabase(server);
  return work({ DATABASE_URL: url }).finally(drop);
}

export async function withFolder<T>(work: (env: Env) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  return work({ DATA_DIR: folder }).finally(() => rmSync(folder, { recursive: true, force: true }));
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

export interface BotAddress {
  readonly port: string;
  readonly url: string;
}
export async function freeAddress(): Promise<BotAddress> {
  const port = String(await freePort());
  return { port, url: `http://127.0.0.1:${port}` };
}
