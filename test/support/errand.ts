/** The whole bot with its local stand-ins, for journeys: one errand on each platform. */
import { startDemo, type Demo } from '../../src/dev/demo';
import type { SandboxRecord } from '../../src/dev/sandbox';
import type { Chat } from './chat';
import { quietLog } from './quiet-log';
import { slackChat } from './slack-chat';
import { teamsChat } from './teams-chat';

export interface Errand {
  readonly demo: Demo;
  readonly sandbox: NonNullable<Demo['sandbox']>;
  chat(platform: Chat['platform']): Chat;
  /** The same in the private conversation of this person and the bot. */
  ownChat(platform: Chat['platform'], person: string): Chat;
  /** An opportunity of the sandbox, by id. */
  stored(id: number): SandboxRecord;
  /** A new open opportunity, so that errands do not meet. */
  anOpen(fields?: SandboxRecord): { readonly id: number; readonly title: string };
  /** Notes of an opportunity, oldest first. */
  notes(id: number): readonly SandboxRecord[];
  /** Moves the clock of everybody, and lets the bot look what is due. */
  moveTo(moment: string): Promise<void>;
  now(): Date;
  stop(): Promise<void>;
}

/** The sandbox's values for an opportunity that is open, owned by Sam, in the first stage. */
export async function startErrand(env: Readonly<Record<string, string>> = {}): Promise<Errand> {
  let now: Date | undefined;
  let tick: () => Promise<void> = () => Promise.resolve();
  const clock = (): Date => now ?? new Date();
  const beat = (look: () => Promise<void>) => {
    tick = look;
    return () => undefined;
  };
  const demo = await startDemo({ env: { PORT: '0', ...env }, log: quietLog, clock, beat });
  const { sandbox, slack, teams } = demo;
  if (sandbox === undefined || slack === undefined || teams === undefined) throw new Error('A stand-in is missing.');
  const [template] = sandbox.records.list('Opportunities', ({ status, stage }) => status === 1 && stage === 11);
  if (template === undefined) throw new Error('The sandbox has no open opportunity.');
  const made: number[] = [];
  return {
    demo,
    sandbox,
    chat: (platform) => (platform === 'Slack' ? slackChat(slack) : teamsChat(teams)),
    ownChat: (platform, person) => (platform === 'Slack' ? slackChat(slack, person) : teamsChat(teams, `a:${person}`)),
    stored: (id) => sandbox.records.read('Opportunities', id) ?? {},
    anOpen(fields = {}) {
      const title = String(fields['title'] ?? `Zebra kiosk roll-out ${String(made.length + 1)}`);
      const { id: taken, ...cells } = template;
      if (taken === undefined) throw new Error('A record has no id.');
      const id = sandbox.records.add('Opportunities', { ...cells, ...fields, title });
      made.push(id);
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
