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

const rounds = 3;

type Which = 'ours' | 'minimal';

async function begin(which: Which, tenant: Tenant, env: Env) {
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
  return {
    service,
    bot,
    stop: async (): Promise<void> => {
      await bot.stop();
      await service.stop();
    },
  };
}

/** Teams as well, so that both SDKs are at work in both. */
const both: Env = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000000',
  MicrosoftAppPassword: 'not-a-secret',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000001',
};

/** Milliseconds, the middle of some starts; `within` gives each the settings of its database. */
async function startOf(which: Which, tenant: Tenant, within: Within): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await within(async (env) => {
      const { bot, stop } = await begin(which, tenant, env);
      took.push(bot.took);
      await stop();
    });
  }
  return median(took);
}
type Within = (work: (env: Env) => Promise<void>) => Promise<void>;

interface Memory {
  readonly idle: number;
  readonly worked: number;
}
async function memoryOf(which: Which, tenant: Tenant, env: Env): Promise<Memory> {
  const { bot, service, stop } = await begin(which, tenant, env);
  await pause(3000);
  const idle = bot.memory();
  await drive({ total: interactions, atOnce: 20 }, () => service.answered(String(tenant.open)));
  await pause(3000);
  const worked = bot.memory();
  await stop();
  return { idle, worked };
}

interface Life extends Memory {
  readonly first: number;
  readonly again: number;
}
/** `fresh` makes a new database for each call. */
async function livesOn(fresh: Within, tenant: Tenant): Promise<Life> {
  const first = await startOf('ours', tenant, fresh);
  const kept: Partial<Life> = {};
  await fresh(async (env) => {
    Object.assign(kept, await memoryOf('ours', tenant, env));
    Object.assign(kept, { again: await startOf('ours', tenant, (work) => work(env)) });
  });
  return { first, ...kept } as Life;
}

export const starting: Bench = async () => {
  const tenant = await startTenant();
  const none: Within = (work) => work({});
  const start = await startOf('minimal', tenant, none);
  const baseline = { first: start, again: start, ...(await memoryOf('minimal', tenant, {})) };
  const figures: Figure[] = [];
  const add = (where: string, life: Life, aim: object): void => {
    const figure = (what: string, unit: string, which: keyof Life, aimed = aim): Figure => ({
      what: `${what}, ${where}`,
      unit,
      ours: life[which],
      baseline: { name: 'minimal bot, both SDKs', value: baseline[which] },
      ...aimed,
    });
    figures.push(
      figure('first start', 'ms', 'first', {}),
      figure('start', 'ms', 'again'),
      figure('memory idle', 'MB', 'idle'),
      figure(`memory after ${String(interactions)}`, 'MB', 'worked'),
    );
  };
  const server = process.env['TEST_DATABASE_URL'];
  const aim = { aim: { atMost: 2 } };
  if (server !== undefined) add('PostgreSQL', await livesOn((work) => withServer(server, work), tenant), aim);
  add('embedded', await livesOn(withFolder, tenant), {});
  await tenant.stop();
  return figures;
};
