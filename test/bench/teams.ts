/** Teams: a message answered with a card, a card that its client draws anew, and a button that posts one beneath. */
import type { Benchmark } from './bench';
import { runLoad, type Load, type Timing } from './closed-loop';
import { startProgram, type Env } from './processes';
import { figuresOf } from './slack';
import { freeAddress, minimalSettings, startTenant, withoutSlack, type Tenant, withDatabase } from './stage';
import { startTeamsService } from './teams-service';

const loads: readonly Load[] = [
  { total: 400, atOnce: 1 },
  { total: 2000, atOnce: 50 },
];
type TeamsFlow = 'message → card' | 'Action.Execute → card' | 'Action.Execute → card beneath';
type Timings = Readonly<Record<TeamsFlow, readonly Timing[]>>;

async function measureFlows(flows: Readonly<Record<TeamsFlow, () => Promise<unknown>>>): Promise<Timings> {
  const measured: Partial<Record<TeamsFlow, readonly Timing[]>> = {};
  for (const [flow, ask] of Object.entries(flows) as [TeamsFlow, () => Promise<unknown>][]) {
    const once = async (): Promise<void> => {
      await ask();
    };
    await runLoad({ total: 300, atOnce: 10 }, once);
    const timings: Timing[] = [];
    for (const load of loads) timings.push(await runLoad(load, once));
    measured[flow] = timings;
  }
  return measured as Timings;
}

async function measureOurs(tenant: Tenant, env: Env): Promise<Timings> {
  const { port, url } = await freeAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/ours.mjs', { ...withoutSlack(tenant, port), ...env });
  const words = String(tenant.open);
  const { refresh } = (await service.sendMessage(words)) as { readonly refresh: { readonly action: object } };
  const open = openButton(await service.sendMessage('list'));
  const timings = await measureFlows({
    'message → card': () => service.sendMessage(words),
    'Action.Execute → card': () => service.executeAction(refresh.action, 'automatic'),
    'Action.Execute → card beneath': () => service.executeAction(open, 'manual'),
  });
  await bot.stop();
  await service.stop();
  return timings;
}

async function measureMinimal(tenant: Tenant): Promise<Timings> {
  const { port, url } = await freeAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/minimal.mjs', minimalSettings(tenant, { port, apiUrl: '' }));
  const data = { id: tenant.open };
  const timings = await measureFlows({
    'message → card': () => service.sendMessage(String(tenant.open)),
    'Action.Execute → card': () => service.executeAction({ verb: 'Show', data }, 'manual'),
    'Action.Execute → card beneath': () => service.executeAction({ verb: 'Open', data }, 'manual'),
  });
  await bot.stop();
  await service.stop();
  return timings;
}

/** The first button of the list that opens an opportunity. */
function openButton(card: object): object {
  for (const node of nodesIn(card)) {
    const { type, title, verb, data } = node as Record<string, unknown>;
    if (type === 'Action.Execute' && title === 'Open') return { verb, data };
  }
  throw new Error('The list has no button that opens an opportunity.');
}
function* nodesIn(value: unknown): Generator<object> {
  if (value === null || typeof value !== 'object') return;
  yield value;
  for (const inner of Object.values(value)) yield* nodesIn(inner);
}

export const benchmarkTeams: Benchmark = async () => {
  const tenant = await startTenant();
  const own = await withDatabase((env) => measureOurs(tenant, env));
  const baseline = await measureMinimal(tenant);
  await tenant.stop();
  return (Object.keys(own) as TeamsFlow[]).flatMap((way) =>
    loads.flatMap(({ atOnce }, index) =>
      figuresOf(`${way}, ${String(atOnce)} at once`, 'minimal botbuilder bot', [own[way][index], baseline[way][index]]),
    ),
  );
};
