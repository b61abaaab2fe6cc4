/** From the start of the process to ready, and resident memory: idle, and after 10,000 look-ups. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, type Bench, type Figure } from './bench';
import { drive } from './closed-loop';
import { startServer, type Env } from './processes';
import { startSlackService } from './slack-service';
import { anAddress, minimalSettings, settingsFor, startTenant, type Tenant, withFolder, withServer } from './stage';

const root = join(__dirname, '..', '..');
const interactions = 10_000;

interface Life {
  readonly took: number;
  readonly idle: number;
  readonly worked: number;
}

async function live(which: 'ours' | 'minimal', tenant: Tenant, env: Env): Promise<Life> {
  const { port, url } = await anAddress();
  const service = await startSlackService(`${url}/slack/events`);
  const reached = { port, apiUrl: service.apiUrl };
  const bot =
    which === 'ours'
      ? await startServer(
          join(root, 'dist', 'main.js'),
          { ...settingsFor(tenant, reached), ...both, ...env },
          `${url}/readyz`,
        )
      : await startServer(join(__dirname, 'bots', 'minimal.mjs'), minimalSettings(tenant, reached), url);
  await pause(3000);
  const idle = bot.memory();
  await drive({ total: interactions, atOnce: 20 }, () => service.answered(String(tenant.open)));
  await pause(3000);
  const worked = bot.memory();
  await bot.stop();
  await service.stop();
  return { took: bot.took, idle, worked };
}

/** Teams as well, so that both SDKs are at work in both. */
const both: Env = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000000',
  MicrosoftAppPassword: 'not-a-secret',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000001',
};

/** The second start of the same database: tables are made once. */
async function secondStart(tenant: Tenant, env: Env): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < 3; round++) {
    const { port, url } = await anAddress();
    const service = await startSlackService(`${url}/slack/events`);
    const settings = { ...settingsFor(tenant, { port, apiUrl: service.apiUrl }), ...both, ...env };
    const bot = await startServer(join(root, 'dist', 'main.js'), settings, `${url}/readyz`);
    took.push(bot.took);
    await bot.stop();
    await service.stop();
  }
  return median(took);
}

export const starting: Bench = async () => {
  const tenant = await startTenant();
  const baseline = await live('minimal', tenant, {});
  const figures: Figure[] = [];
  const add = (where: string, { took, idle, worked }: Life, again: number, aimed: boolean): void => {
    const aim = aimed ? { aim: { atMost: 2 } } : {};
    const name = 'minimal bot, both SDKs';
    figures.push(
      { what: `first start, ${where}`, unit: 'ms', ours: took, baseline: { name, value: baseline.took } },
      { what: `start, ${where}`, unit: 'ms', ours: again, baseline: { name, value: baseline.took }, ...aim },
      { what: `memory idle, ${where}`, unit: 'MB', ours: idle, baseline: { name, value: baseline.idle }, ...aim },
      {
        what: `memory after ${String(interactions)}, ${where}`,
        unit: 'MB',
        ours: worked,
        baseline: { name, value: baseline.worked },
        ...aim,
      },
    );
  };
  const lived = async (where: string, env: Env, aimed: boolean): Promise<void> =>
    add(where, await live('ours', tenant, env), await secondStart(tenant, env), aimed);
  const server = process.env['TEST_DATABASE_URL'];
  if (server !== undefined) await withServer(server, (env) => lived('PostgreSQL', env, true));
  await withFolder((env) => lived('embedded', env, false));
  await tenant.stop();
  return figures;
};
