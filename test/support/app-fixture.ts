/** The whole bot with its local stand-ins, for journeys: one errand on each platform. */
import { startDemo, type Demo } from '../../src/dev/demo';
import type { SandboxRecord } from '../../src/dev/sandbox';
import type { ChatClient } from './chat';
import { runningClock } from './clock';
import { addOpportunity } from './ordinary-opportunity';
import { quietLog } from './quiet-log';
import { quickApp } from './quick-app';
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
  const demo = await startDemo({
    env: { PORT: '0', ...env },
    log: quietLog,
    clock,
    scheduleTicks,
    app: quickApp,
  });
  const { sandbox, slack, teams } = demo;
  if (sandbox === undefined || slack === undefined || teams === undefined) throw new Error('A stand-in is missing.');
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
      const id = addOpportunity(sandbox, clock(), { ...fields, title });
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
