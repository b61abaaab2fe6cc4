/** Teams: a message answered with a card, a card that its client draws anew, and a button that posts one beneath. */
import type { Bench } from './bench';
import { drive, type Load, type Timing } from './closed-loop';
import { startProgram, type Env } from './processes';
import { figuresOf } from './slack';
import { anAddress, minimalSettings, startTenant, withoutSlack, type Tenant, withDatabase } from './stage';
import { startTeamsService } from './teams-service';

const loads: readonly Load[] = [
  { total: 400, atOnce: 1 },
  { total: 2000, atOnce: 50 },
];
type Way = 'message → card' | 'Action.Execute → card' | 'Action.Execute → card beneath';
type Timings = Readonly<Record<Way, readonly Timing[]>>;

async function timed(ways: Readonly<Record<Way, () => Promise<unknown>>>): Promise<Timings> {
  const measured: Partial<Record<Way, readonly Timing[]>> = {};
  for (const [way, ask] of Object.entries(ways) as [Way, () => Promise<unknown>][]) {
    const once = async (): Promise<void> => {
      await ask();
    };
    await drive({ total: 300, atOnce: 10 }, once);
    const timings: Timing[] = [];
    for (const load of loads) timings.push(await drive(load, once));
    measured[way] = timings;
  }
  return measured as Timings;
}

async function ours(tenant: Tenant, env: Env): Promise<Timings> {
  const { port, url } = await anAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/ours.mjs', { ...withoutSlack(tenant, port), ...env });
  const words = String(tenant.open);
  const { refresh } = (await service.says(words)) as { readonly refresh: { readonly action: object } };
  const open = openButton(await service.says('list'));
  const timings = await timed({
    'message → card': () => service.says(words),
    'Action.Execute → card': () => service.presses(refresh.action, 'automatic'),
    'Action.Execute → card beneath': () => service.presses(open, 'manual'),
  });
  await bot.stop();
  await service.stop();
  return timings;
}

async function minimal(tenant: Tenant): Promise<Timings> {
  const { port, url } = await anAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/minimal.mjs', minimalSettings(tenant, { port, apiUrl: '' }));
  const data = { id: tenant.open };
  const timings = await timed({
    'message → card': () => service.says(String(tenant.open)),
    'Action.Execute → card': () => service.presses({ verb: 'Show', data }, 'manual'),
    'Action.Execute → card beneath': () => service.presses({ verb: 'Open', data }, 'manual'),
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

export const inTeams: Bench = async () => {
  const tenant = await startTenant();
  const own = await withDatabase((env) => ours(tenant, env));
  const baseline = await minimal(tenant);
  await tenant.stop();
  return (Object.keys(own) as Way[]).flatMap((way) =>
    loads.flatMap(({ atOnce }, index) =>
      figuresOf(`${way}, ${String(atOnce)} at once`, 'minimal botbuilder bot', [own[way][index], baseline[way][index]]),
    ),
  );
};
