/** Slack: a command acknowledged while Autotask is slow, and a look-up answered with its card. */
import type { Benchmark, BenchmarkFigure } from './bench';
import { runLoad, type Load, type Timing } from './closed-loop';
import { startProgram, type Env } from './processes';
import { startSlackService, type SlackService } from './slack-service';
import { freeAddress, minimalSettings, settingsFor, startTenant, type Tenant, withDatabase } from './stage';

type Which = 'ours' | 'minimal';
interface Running {
  readonly service: SlackService;
  readonly stop: () => Promise<void>;
}

async function startRun(which: Which, tenant: Tenant, env: Env = {}): Promise<Running> {
  const { port, url } = await freeAddress();
  const service = await startSlackService(`${url}/slack/events`);
  const address = { port, apiUrl: service.apiUrl };
  const settings = which === 'ours' ? settingsFor(tenant, address) : minimalSettings(tenant, address);
  const file = which === 'ours' ? 'bots/ours.mjs' : 'bots/minimal.mjs';
  const bot = await startProgram(file, { ...settings, ...env });
  return {
    service,
    async stop() {
      await bot.stop();
      await service.stop();
    },
  };
}

export const benchmarkAcknowledgement: Benchmark = async () => {
  const tenant = await startTenant({ LATENCY: '2000' });
  const load = { total: 500, atOnce: 1, rest: 20 };
  const measure = async (which: Which, env: Env): Promise<Timing> => {
    const { service, stop } = await startRun(which, tenant, env);
    const once = () => service.sendCommand(String(tenant.open));
    await runLoad({ total: 50, atOnce: 1 }, once);
    const timing = await runLoad(load, once);
    await stop();
    return timing;
  };
  const ours = await withDatabase((env) => measure('ours', env));
  const baseline = await measure('minimal', { ONLY_ACKNOWLEDGES: '1' });
  await tenant.stop();
  return [
    {
      what: 'command acknowledged, Autotask takes 2 s, p99',
      unit: 'ms',
      ours: ours.p99,
      baseline: { name: 'Bolt that only acknowledges', value: baseline.p99 },
      aim: { atMost: 1.5 },
    },
    {
      what: 'the same, median',
      unit: 'ms',
      ours: ours.median,
      baseline: { name: 'Bolt that only acknowledges', value: baseline.median },
    },
  ];
};

export const benchmarkLookUp: Benchmark = async () => {
  const tenant = await startTenant();
  const loads: readonly Load[] = [
    { total: 400, atOnce: 1 },
    { total: 2000, atOnce: 50 },
  ];
  const measure = async (which: Which, env: Env): Promise<readonly Timing[]> => {
    const { service, stop } = await startRun(which, tenant, env);
    const once = () => service.askCommand(String(tenant.open));
    await runLoad({ total: 300, atOnce: 10 }, once);
    const timings: Timing[] = [];
    for (const load of loads) timings.push(await runLoad(load, once));
    await stop();
    return timings;
  };
  const ours = await withDatabase((env) => measure('ours', env));
  const baseline = await measure('minimal', {});
  await tenant.stop();
  return loads.flatMap(({ atOnce }, index) =>
    figuresOf(`look-up → card, ${String(atOnce)} at once`, 'minimal Bolt app', [ours[index], baseline[index]]),
  );
};

/** The two figures of something that is asked again and again. */
export function figuresOf(
  what: string,
  name: string,
  [ours, baseline]: readonly [Timing | undefined, Timing | undefined],
): readonly BenchmarkFigure[] {
  if (ours === undefined || baseline === undefined) return [];
  return [
    {
      what: `${what}, a second`,
      unit: '/s',
      ours: ours.perSecond,
      baseline: { name, value: baseline.perSecond },
      aim: { atLeast: 0.5 },
    },
    { what: `${what}, p99`, unit: 'ms', ours: ours.p99, baseline: { name, value: baseline.p99 }, aim: { atMost: 2.5 } },
  ];
}
