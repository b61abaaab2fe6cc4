/** From the start of the process to ready, and resident memory: idle, and after 10,000 look-ups. */
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { median, type Benchmark, type BenchmarkFigure } from './bench';
import { runLoad } from './closed-loop';
import { startServer, type Env } from './processes';
import { startSlackService } from './slack-service';
import { freeAddress, minimalSettings, settingsFor, startTenant, type Tenant, withFolder, withServer } from './stage';

const root = join(__dirname, '..', '..');
const interactions = 10_000;

const rounds = 3;

type Which = 'ours' | 'minimal';

async function startBot(which: Which, tenant: Tenant, env: Env) {
  const { port, url } = await freeAddress();
  const service = await startSlackService(`${url}/slack/events`);
  const address = { port, apiUrl: service.apiUrl };
  const bot =
    which === 'ours'
      ? await startServer(
          join(root, 'dist', 'main.js'),
          { ...settingsFor(tenant, address), ...teamsSettings, ...env },
          `${url}/readyz`,
        )
      : await startServer(join(__dirname, 'bots', 'minimal.mjs'), minimalSettings(tenant, address), url);
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
const teamsSettings: Env = {
  MicrosoftAppId: '00000000-0000-4000-8000-000000000000',
  MicrosoftAppPassword: 'not-a-secret',
  MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000001',
};

/** Milliseconds, the middle of some starts; `within` gives each the settings of its database. */
async function measureStart(which: Which, tenant: Tenant, withDatabase: WithDatabase): Promise<number> {
  const durations: number[] = [];
  for (let round = 0; round < rounds; round++) {
    await withDatabase(async (env) => {
      const { bot, stop } = await startBot(which, tenant, env);
      durations.push(bot.startMilliseconds);
      await stop();
    });
  }
  return median(durations);
}
type WithDatabase = (work: (env: Env) => Promise<void>) => Promise<void>;

interface Memory {
  readonly idle: number;
  readonly worked: number;
}
async function measureMemory(which: Which, tenant: Tenant, env: Env): Promise<Memory> {
  const { bot, service, stop } = await startBot(which, tenant, env);
  await pause(3000);
  const idle = bot.memory();
  await runLoad({ total: interactions, atOnce: 20 }, () => service.askCommand(String(tenant.open)));
  await pause(3000);
  const worked = bot.memory();
  await stop();
  return { idle, worked };
}

interface StartFigures extends Memory {
  readonly first: number;
  readonly again: number;
}
/** `fresh` makes a new database for each call. */
async function measureOn(withFreshDatabase: WithDatabase, tenant: Tenant): Promise<StartFigures> {
  const first = await measureStart('ours', tenant, withFreshDatabase);
  const measured: Partial<StartFigures> = {};
  await withFreshDatabase(async (env) => {
    Object.assign(measured, await measureMemory('ours', tenant, env));
    Object.assign(measured, { again: await measureStart('ours', tenant, (work) => work(env)) });
  });
  return { first, ...measured } as StartFigures;
}

export const benchmarkStart: Benchmark = async () => {
  const tenant = await startTenant();
  const none: WithDatabase = (work) => work({});
  const start = await measureStart('minimal', tenant, none);
  const baseline = { first: start, again: start, ...(await measureMemory('minimal', tenant, {})) };
  const figures: BenchmarkFigure[] = [];
  const add = (where: string, life: StartFigures, aim: object): void => {
    const figure = (what: string, unit: string, which: keyof StartFigures, aimed = aim): BenchmarkFigure => ({
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
  if (server !== undefined) add('PostgreSQL', await measureOn((work) => withServer(server, work), tenant), aim);
  add('embedded', await measureOn(withFolder, tenant), {});
  await tenant.stop();
  return figures;
};
