/** What the doctor asks of Autotask. Reads alone: no record is written to try something out. */
import { fine, known, wrong, type Check, type Found } from '../core/finding';
import type { Picklists } from '../opportunity/client';
import { dataOf } from './api';
import { within, type Call } from './call';
import type { Engine } from './engine';
import type { Seen } from './impersonation';
import { accessOf } from './metadata';
import type { AutotaskOptions } from './options';
import { picklistsOf } from './picklists';

interface Parts {
  readonly engine: Engine;
  readonly options: AutotaskOptions;
}

export const checksOf = (parts: Parts): readonly Check[] => [
  { what: 'Autotask credentials', look: () => credentials(parts) },
  { what: 'Autotask clock', look: () => clock(parts) },
  { what: 'Autotask hourly requests', look: () => allowance(parts) },
  { what: 'Autotask rights', look: (signal) => rights(parts, signal) },
  { what: 'Autotask impersonation', look: () => impersonation(parts) },
  { what: 'Autotask statuses and lists', look: () => lists(parts) },
  { what: 'STAGE_WON', look: () => stage(parts, 'wonStage', parts.options.stageWon) },
  { what: 'STAGE_LOST', look: () => stage(parts, 'lostStage', parts.options.stageLost) },
];

async function credentials({ engine, options }: Parts): Promise<Found> {
  await engine.allowance.usage();
  const host = new URL(engine.zone.web() ?? 'https://unknown.invalid').host;
  const how = options.url === undefined ? 'the zone was found' : 'AUTOTASK_URL says where';
  return fine(`They are accepted; ${how}, and links lead to ${host}.`);
}

/** Slack and Teams refuse, and are refused, when the clocks are five minutes apart. */
const mostSkew = 60_000;

async function clock({ engine }: Parts): Promise<Found> {
  await engine.allowance.usage();
  const skew = engine.skew();
  if (skew === undefined) return known('Autotask did not say what time it is.');
  const seconds = String(Math.round(Math.abs(skew) / 1000));
  if (Math.abs(skew) <= mostSkew) return fine('It agrees with the clock of this machine.');
  return wrong(
    `This machine's clock is ${seconds} seconds ${skew > 0 ? 'behind' : 'ahead of'} Autotask's.`,
    'Set the clock by a time server (NTP): signatures are refused when it is five minutes off.',
  );
}

const warnAt = 0.75;

async function allowance({ engine }: Parts): Promise<Found> {
  const { used, allowed, minutes } = await engine.allowance.usage();
  const say = `${String(used)} of ${String(allowed)} requests are used, by all integrations, in ${String(minutes)} minutes.`;
  if (allowed === 0 || used < allowed * warnAt) return fine(say);
  return wrong(
    say,
    'Find out which integration asks so much, or ask Autotask for a higher limit: answers are delayed.',
  );
}

type Verb = 'query' | 'create' | 'update';
const needed: Readonly<Record<string, readonly Verb[]>> = {
  Opportunities: ['query', 'create', 'update'],
  CompanyNotes: ['query', 'create'],
  Companies: ['query'],
  Contacts: ['query'],
  Resources: ['query'],
  Products: ['query'],
  OpportunityCategories: ['query'],
  OrganizationalLevelAssociations: ['query'],
  Quotes: ['query', 'update'],
  SalesOrders: ['query'],
};
const words: Readonly<Record<Verb, string>> = { query: 'read', create: 'create', update: 'change' };

async function rights({ engine }: Parts, signal: AbortSignal): Promise<Found> {
  const lacking = await within(engine.limits.call, signal, (call) =>
    Promise.all(Object.entries(needed).map(([entity, verbs]) => lackingIn(engine, { entity, verbs }, call))),
  );
  const all = lacking.flat();
  if (all.length === 0) return fine(`The API user may do all that is needed with ${String(lacking.length)} entities.`);
  return wrong(
    `The API user may not ${all.join(', ')}.`,
    'In Autotask: Admin > Resources/Users > Security Levels > the API user’s level; the README says which right is for what.',
  );
}

async function lackingIn(
  { api }: Engine,
  { entity, verbs }: { entity: string; verbs: readonly Verb[] },
  call: Call,
): Promise<readonly string[]> {
  const path = { params: { path: { entity } } };
  const { info } = await dataOf(api(call).GET('/V1.0/{entity}/entityInformation', path));
  const access = accessOf(info);
  return verbs.filter((verb) => !access[verb]).map((verb) => `${words[verb]} ${entity}`);
}

/** Whether it is permitted Autotask tells in no other way than by taking or refusing a write. */
async function impersonation({ engine, options }: Parts): Promise<Found> {
  if (options.impersonation === 'off') return fine('It is off: notes name the person who acted.');
  const seen = await engine.onBehalf.seen().catch(() => undefined);
  if (seen === undefined)
    return known('What writes have shown of it is in the bot’s database. The running bot knows: ask doctor in a chat.');
  const isRequired = options.impersonation === 'required';
  return ignoring(seen, isRequired) ?? refusal(seen, isRequired) ?? asLearnt(seen);
}

function ignoring({ ignored }: Seen, isRequired: boolean): Found | undefined {
  if (ignored.length === 0) return undefined;
  const say = `Autotask ignores it without a word for ${ignored.join(', ')}`;
  if (!isRequired) return known(`${say}; the bot writes as itself, and notes name the person.`);
  return wrong(
    `${say}, and AUTOTASK_IMPERSONATION says that it is required.`,
    `${permit} It is tried again after a day.`,
  );
}

function refusal({ refused, refusedAt }: Seen, isRequired: boolean): Found | undefined {
  if (refused === 0) return undefined;
  const last = `last at ${momentOf(refusedAt)}`;
  if (isRequired)
    return wrong(`Autotask refused it, ${last}, and AUTOTASK_IMPERSONATION says that it is required.`, permit);
  return known(`Autotask refused it for ${String(refused)} people, ${last}; the bot writes as itself.`, permit);
}

function asLearnt({ permitted, refusedAt }: Seen): Found {
  if (permitted) return fine('Autotask permits it: changes carry the name of the person who acted.');
  if (refusedAt === undefined)
    return known('The bot knows of no write yet; only a write shows whether Autotask permits it.');
  return known(`Autotask refused it last at ${momentOf(refusedAt)}; the next write tries again.`, permit);
}

const momentOf = (at: Date | undefined): string => `${at?.toISOString().slice(0, 16).replace('T', ' ') ?? ''} UTC`;
const permit =
  'In Autotask: the API user’s security level > Impersonation, and the same tab of the levels of the people.';

const picklists = async ({ engine, options }: Parts): Promise<Picklists> =>
  picklistsOf(await engine.metadata.tenant(), await engine.metadata.noteFields(), options);

async function lists(parts: Parts): Promise<Found> {
  const all = await picklists(parts);
  const empty = (['stage', 'status', 'actionType'] as const).filter((field) => all.offered(field).length === 0);
  if (empty.length === 0) return fine('Active, Closed and Lost are known, and the lists have entries.');
  return wrong(`Autotask names no active entry of ${empty.join(', ')}.`, 'Look at these lists in Autotask’s Admin.');
}

async function stage(parts: Parts, which: 'wonStage' | 'lostStage', setting: string | undefined): Promise<Found> {
  if ((setting ?? '').trim() === '') return known('It is not set: closing an opportunity leaves its stage as it is.');
  // Throws with the stages that there are, when it is none of them.
  const found = (await picklists(parts))[which];
  return fine(`It is the stage “${found?.label ?? ''}”.`);
}
