/** The whole bot with its local stand-ins, for journeys: one errand on each platform. */
import { startDemo, type Demo } from '../../src/dev/demo';
import type { SandboxRecord } from '../../src/dev/sandbox';
import type { ChatClient } from './chat';
import { runningClock } from './clock';
import { quietLog } from './quiet-log';
import { createSlackChat } from './slack-chat';
import { createTeamsChat } from './teams-chat';

export interface AppFixture {
  readonly demo: Demo;
  readonly sandbox: NonNullable<Demo['sandbox']>;
  chat(platform: ChatClient['platform']): ChatClient;
  /** The same in the private conversation of this person and the bot. */
  ownChat(platform: ChatClient['platform'], person: string): ChatClient;
  /** An opportunity of the sandbox, by id. */
  stored(id: number): SandboxRecord;
  /** A new open opportunity of a third person's, so that errands do not meet. */
  createOpportunity(fields?: SandboxRecord): { readonly id: number; readonly title: string };
  /** Notes of an opportunity, oldest first. */
  notes(id: number): readonly SandboxRecord[];
  /** Moves the clock of everybody, and lets the bot look what is due. */
  moveTo(moment: string): Promise<void>;
  now(): Date;
  stop(): Promise<void>;
}

const elenaId = 29683429;
const day = 24 * 60 * 60_000;

/**
 * What tests rely on in an opportunity of their own, on whatever day the sandbox was seeded: it is open, in the first
 * stage, neither Sam's nor Dana's, worth $900 a month for a year and $2,100 once, and closes in six weeks.
 */
const ordinaryValues = (now: Date): SandboxRecord => {
  const at = (days: number): string => new Date(now.getTime() + days * day).toISOString();
  return {
    ownerResourceID: elenaId,
    creatorResourceID: elenaId,
    status: 1,
    stage: 11,
    probability: 10,
    startDate: at(-60),
    createDate: at(-60),
    lastActivity: at(-10),
    projectedCloseDate: `${at(42).slice(0, 10)}T00:00:00.000Z`,
    onetimeRevenue: 2100,
    onetimeCost: 1100,
    monthlyRevenue: 900,
    monthlyCost: 450,
    quarterlyRevenue: null,
    quarterlyCost: null,
    semiannualRevenue: null,
    semiannualCost: null,
    yearlyRevenue: null,
    yearlyCost: null,
    totalAmountMonths: 12,
    amount: 12_900,
    cost: 6500,
  };
};

/** Begins when tests do, or stands at another moment. */
export async function startAppFixture(
  env: Readonly<Record<string, string>> = {},
  startsAt?: string,
): Promise<AppFixture> {
  let now = startsAt === undefined ? undefined : new Date(startsAt);
  let tick: () => Promise<void> = () => Promise.resolve();
  const clock = (): Date => now ?? runningClock();
  const scheduleTicks = (runTick: () => Promise<void>) => {
    tick = runTick;
    return () => undefined;
  };
  const demo = await startDemo({ env: { PORT: '0', ...env }, log: quietLog, clock, scheduleTicks });
  const { sandbox, slack, teams } = demo;
  if (sandbox === undefined || slack === undefined || teams === undefined) throw new Error('A stand-in is missing.');
  const [template] = sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  if (template === undefined) throw new Error('The sandbox has no open opportunity.');
  const createdIds: number[] = [];
  return {
    demo,
    sandbox,
    chat: (platform) => (platform === 'Slack' ? createSlackChat(slack) : createTeamsChat(teams)),
    ownChat: (platform, person) =>
      platform === 'Slack' ? createSlackChat(slack, person) : createTeamsChat(teams, `a:${person}`),
    stored: (id) => sandbox.records.read('Opportunities', id) ?? {},
    createOpportunity(fields = {}) {
      const title = String(fields['title'] ?? `Zebra kiosk roll-out ${String(createdIds.length + 1)}`);
      const { id: taken, ...cells } = template;
      if (taken === undefined) throw new Error('A record has no id.');
      const values = { ...cells, ...ordinaryValues(clock()), ...fields, title };
      const id = sandbox.records.add('Opportunities', values);
      createdIds.push(id);
      return { id, title };
    },
    notes: (id) => sandbox.records.list('CompanyNotes', ({ opportunityID }) => opportunityID === id),
    async moveTo(moment) {
      now = new Date(moment);
      await tick();
    },
    now: clock,
    stop: () => demo.stop(),
  };
}
