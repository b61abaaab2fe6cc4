/** What the doctor asks of Autotask. Reads alone: no record is written to try something out. */
import { checkOk, checkUnknown, checkProblem, type HealthCheck, type CheckOutcome } from '../core/health-check';
import type { Picklists } from '../opportunity/client';
import { dataOf } from './http/api';
import { withCallDeadline, type Call } from './http/call';
import type { ClientContext } from './client-context';
import type { ImpersonationStatus } from './http/impersonation';
import { parseAccess } from './cache/metadata';
import type { AutotaskOptions } from './options';
import { buildPicklists } from './cache/picklists';

interface AutotaskCheckDeps {
  readonly context: ClientContext;
  readonly options: AutotaskOptions;
}

export const autotaskChecks = (deps: AutotaskCheckDeps): readonly HealthCheck[] => [
  { what: 'Autotask credentials', run: () => checkApiCredentials(deps) },
  { what: 'Autotask clock', run: () => checkServerClock(deps) },
  { what: 'Autotask hourly requests', run: () => checkHourlyRequests(deps) },
  { what: 'Autotask rights', run: (signal) => checkAccess(deps, signal) },
  { what: 'Autotask impersonation', run: () => checkImpersonation(deps) },
  { what: 'Autotask statuses and lists', run: () => checkPicklists(deps) },
  { what: 'STAGE_WON', run: () => checkStage(deps, 'wonStage', deps.options.stageWon) },
  { what: 'STAGE_LOST', run: () => checkStage(deps, 'lostStage', deps.options.stageLost) },
];

async function checkApiCredentials({ context, options }: AutotaskCheckDeps): Promise<CheckOutcome> {
  await context.requestThreshold.usage();
  const host = new URL(context.zone.webRoot() ?? 'https://unknown.invalid').host;
  const zoneSource = options.url === undefined ? 'the zone was found' : 'AUTOTASK_URL says where';
  return checkOk(`They are accepted; ${zoneSource}, and links lead to ${host}.`);
}

/** Slack and Teams refuse, and are refused, when the clocks are five minutes apart. */
const maxClockSkew = 60_000;

async function checkServerClock({ context }: AutotaskCheckDeps): Promise<CheckOutcome> {
  await context.requestThreshold.usage();
  const skew = context.skew();
  if (skew === undefined) return checkUnknown('Autotask did not say what time it is.');
  const seconds = String(Math.round(Math.abs(skew) / 1000));
  if (Math.abs(skew) <= maxClockSkew) return checkOk('It agrees with the clock of this machine.');
  return checkProblem(
    `This machine's clock is ${seconds} seconds ${skew > 0 ? 'behind' : 'ahead of'} Autotask's.`,
    'Set the clock by a time server (NTP): signatures are refused when it is five minutes off.',
  );
}

const warnAt = 0.75;

async function checkHourlyRequests({ context }: AutotaskCheckDeps): Promise<CheckOutcome> {
  const { used, allowed, minutes } = await context.requestThreshold.usage();
  const say = `${String(used)} of ${String(allowed)} requests are used, by all integrations, in ${String(minutes)} minutes.`;
  if (allowed === 0 || used < allowed * warnAt) return checkOk(say);
  return checkProblem(
    say,
    'Find out which integration asks so much, or ask Autotask for a higher limit: answers are delayed.',
  );
}

type AccessVerb = 'query' | 'create' | 'update';
const requiredAccess: Readonly<Record<string, readonly AccessVerb[]>> = {
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
const verbLabels: Readonly<Record<AccessVerb, string>> = { query: 'read', create: 'create', update: 'change' };

async function checkAccess({ context }: AutotaskCheckDeps, signal: AbortSignal): Promise<CheckOutcome> {
  const missingByEntity = await withCallDeadline(context.limits.call, signal, (call) =>
    Promise.all(
      Object.entries(requiredAccess).map(([entity, verbs]) => missingAccessTo(context, { entity, verbs }, call)),
    ),
  );
  const missing = missingByEntity.flat();
  if (missing.length === 0)
    return checkOk(`The API user may do all that is needed with ${String(missingByEntity.length)} entities.`);
  return checkProblem(
    `The API user may not ${missing.join(', ')}.`,
    'In Autotask: Admin > Resources/Users > Security Levels > the API user’s level; the README says which right is for what.',
  );
}

async function missingAccessTo(
  { api }: ClientContext,
  { entity, verbs }: { entity: string; verbs: readonly AccessVerb[] },
  call: Call,
): Promise<readonly string[]> {
  const path = { params: { path: { entity } } };
  const { info } = await dataOf(api(call).GET('/V1.0/{entity}/entityInformation', path));
  const access = parseAccess(info);
  return verbs.filter((verb) => !access[verb]).map((verb) => `${verbLabels[verb]} ${entity}`);
}

/** Whether it is permitted Autotask tells in no other way than by taking or refusing a write. */
async function checkImpersonation({ context, options }: AutotaskCheckDeps): Promise<CheckOutcome> {
  if (options.impersonation === 'off') return checkOk('It is off: notes name the person who acted.');
  const status = await context.onBehalf.loadStatus().catch(() => undefined);
  if (status === undefined)
    return checkUnknown(
      'What writes have shown of it is in the bot’s database. The running bot knows: ask doctor in a chat.',
    );
  const isRequired = options.impersonation === 'required';
  return ignoredResult(status, isRequired) ?? refusedResult(status, isRequired) ?? lastKnownResult(status);
}

function ignoredResult({ ignoringEntities }: ImpersonationStatus, isRequired: boolean): CheckOutcome | undefined {
  if (ignoringEntities.length === 0) return undefined;
  const say = `Autotask ignores it without a word for ${ignoringEntities.join(', ')}`;
  if (!isRequired) return checkUnknown(`${say}; the bot writes as itself, and notes name the person.`);
  return checkProblem(
    `${say}, and AUTOTASK_IMPERSONATION says that it is required.`,
    `${permissionHint} It is tried again after a day.`,
  );
}

function refusedResult(
  { refusedPeople, lastRefusedAt }: ImpersonationStatus,
  isRequired: boolean,
): CheckOutcome | undefined {
  if (refusedPeople === 0) return undefined;
  const last = `last at ${formatMoment(lastRefusedAt)}`;
  if (isRequired)
    return checkProblem(
      `Autotask refused it, ${last}, and AUTOTASK_IMPERSONATION says that it is required.`,
      permissionHint,
    );
  return checkUnknown(
    `Autotask refused it for ${String(refusedPeople)} people, ${last}; the bot writes as itself.`,
    permissionHint,
  );
}

function lastKnownResult({ isPermitted, lastRefusedAt }: ImpersonationStatus): CheckOutcome {
  if (isPermitted) return checkOk('Autotask permits it: changes carry the name of the person who acted.');
  if (lastRefusedAt === undefined)
    return checkUnknown('The bot knows of no write yet; only a write shows whether Autotask permits it.');
  return checkUnknown(
    `Autotask refused it last at ${formatMoment(lastRefusedAt)}; the next write tries again.`,
    permissionHint,
  );
}

const formatMoment = (at: Date | undefined): string => `${at?.toISOString().slice(0, 16).replace('T', ' ') ?? ''} UTC`;
const permissionHint =
  'In Autotask: the API user’s security level > Impersonation, and the same tab of the levels of the people.';

const loadPicklists = async ({ context, options }: AutotaskCheckDeps): Promise<Picklists> =>
  buildPicklists(await context.metadata.loadTenant(), await context.metadata.noteFields(), options);

async function checkPicklists(deps: AutotaskCheckDeps): Promise<CheckOutcome> {
  const picklists = await loadPicklists(deps);
  const empty = (['stage', 'status', 'actionType'] as const).filter(
    (field) => picklists.selectable(field).length === 0,
  );
  if (empty.length === 0) return checkOk('Active, Closed and Lost are known, and the lists have entries.');
  return checkProblem(
    `Autotask names no active entry of ${empty.join(', ')}.`,
    'Look at these lists in Autotask’s Admin.',
  );
}

async function checkStage(
  deps: AutotaskCheckDeps,
  which: 'wonStage' | 'lostStage',
  setting: string | undefined,
): Promise<CheckOutcome> {
  if ((setting ?? '').trim() === '')
    return checkUnknown('It is not set: closing an opportunity leaves its stage as it is.');
  // Throws with the stages that there are, when it is none of them.
  const stageValue = (await loadPicklists(deps))[which];
  return checkOk(`It is the stage “${stageValue?.label ?? ''}”.`);
}
