/** Teams: a message answered with a card, and a button that answers with one. */
import type { Bench } from './bench';
import { drive, type Load, type Timing } from './closed-loop';
import { startProgram, type Env } from './processes';
import { figuresOf } from './slack';
import { anAddress, minimalSettings, startTenant, withoutSlack, type Tenant, withDatabase } from './stage';
import { startTeamsService, type TeamsService } from './teams-service';

interface Timings {
  readonly messages: readonly Timing[];
  readonly presses: readonly Timing[];
}
const loads: readonly Load[] = [
  { total: 400, atOnce: 1 },
  { total: 2000, atOnce: 50 },
];

async function timed(service: TeamsService, words: string, press: object): Promise<Timings> {
  const says = async (): Promise<void> => {
    await service.says(words);
  };
  const presses = async (): Promise<void> => {
    await service.presses(press);
  };
  const measured = { messages: [] as Timing[], presses: [] as Timing[] };
  for (const [name, once] of [['messages', says] as const, ['presses', presses] as const]) {
    await drive({ total: 300, atOnce: 10 }, once);
    for (const load of loads) measured[name].push(await drive(load, once));
  }
  return measured;
}

async function ours(tenant: Tenant, env: Env): Promise<Timings> {
  const { port, url } = await anAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/ours.ts', { ...withoutSlack(tenant, port), ...env });
  const open = openButton(await service.says('list'));
  const timings = await timed(service, String(tenant.open), open);
  await bot.stop();
  await service.stop();
  return timings;
}

async function minimal(tenant: Tenant): Promise<Timings> {
  const { port, url } = await anAddress();
  const service = await startTeamsService(`${url}/api/messages`);
  const bot = await startProgram('bots/minimal.mjs', minimalSettings(tenant, { port, apiUrl: '' }));
  const timings = await timed(service, String(tenant.open), { verb: 'Open', data: { id: tenant.open } });
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
  return loads.flatMap(({ atOnce }, index) => [
    ...figuresOf(`message → card, ${String(atOnce)} at once`, 'minimal botbuilder bot', [
      own.messages[index],
      baseline.messages[index],
    ]),
    ...figuresOf(`button → card, ${String(atOnce)} at once`, 'minimal botbuilder bot', [
      own.presses[index],
      baseline.presses[index],
    ]),
  ]);
};
