/**
 * Thousands of interactions of several people on both platforms, while Autotask fails now and then: every note typed
 * stands there once, every win is won, and the memory stays flat. `npm run test:soak -- --interactions 10000`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startSlackPeer } from '../../src/dev/playground/slack/start';
import { startTeamsPeer } from '../../src/dev/playground/teams/start';
import { startSandbox, type Sandbox } from '../../src/dev/sandbox';
import type { Fault } from '../../src/dev/sandbox/trouble';
import type { Chat } from '../support/chat';
import { autotaskSettings, slackSettings } from '../support/bot-settings';
import { freePort } from '../support/free-port';
import { slackChat } from '../support/slack-chat';
import { teamsChat } from '../support/teams-chat';

const secrets = { signingSecret: 'soak-signing-secret', botToken: 'xoxb-soak-token' };
const metricsToken = 'soak-metrics-token';
const clock = (): Date => new Date();

async function openStage() {
  const port = await freePort();
  const address = `http://127.0.0.1:${String(port)}`;
  const sandbox = await startSandbox({ clock, opportunities: 40, switches: { requestThreshold: 1e9 } });
  const slack = await startSlackPeer({ ...secrets, eventsUrl: () => `${address}/slack/events` });
  const teams = await startTeamsPeer({ messagesUrl: `${address}/api/messages`, clock });
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    METRICS_TOKEN: metricsToken,
    ...autotaskSettings(sandbox),
    ...slackSettings({ ...secrets, apiUrl: slack.apiUrl }),
  };
  const bot = fork(join(__dirname, '../support/soak-bot.ts'), { env, execArgv: ['--expose-gc', '--import', 'tsx'] });
  await once(bot, 'message');
  return {
    sandbox,
    slack,
    bot,
    chats: [slackChat(slack), teamsChat(teams)],
    /** Megabytes after its garbage is collected; `ahead` moves its clock, in milliseconds. */
    heap: async (ahead = 0): Promise<number> => {
      const answer = once(bot, 'message') as Promise<[{ heap: number }]>;
      bot.send({ ahead });
      const [{ heap }] = await answer;
      return Math.round(heap / 1e6);
    },
    waiting: async (): Promise<number> => {
      const headers = { authorization: `Bearer ${metricsToken}` };
      const ask = () => fetch(`${address}/metrics`, { headers });
      // A connection that was kept from an interaction may be closed by the bot at this very moment.
      const text = await (await ask().catch(ask)).text();
      return Number(/^opportunities_outbox_entries (\d+)$/m.exec(text)?.[1]);
    },
    async close() {
      bot.kill('SIGKILL');
      await Promise.all([slack.stop(), teams.stop(), sandbox.stop()]);
    },
  };
}
type Stage = Awaited<ReturnType<typeof openStage>>;

/** What was asked for, to be found in Autotask at the end. */
interface Asked {
  readonly notes: string[];
  readonly wins: number[];
  late: number;
}
interface Actor {
  readonly stage: Stage;
  readonly asked: Asked;
  readonly chat: Chat;
  readonly person: string;
}

const anyOf = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)] as T;
/** Those of the seed: the ones that are made to be won take notes for a moment only. */
const opened = ({ records }: Sandbox) =>
  records.list('Opportunities', ({ status, title }) => status === 1 && !String(title).startsWith('Soak'));
const anId = ({ sandbox }: Stage): number => Number(anyOf(opened(sandbox))['id']);

function noted({ notes }: Asked): string {
  const text = `Soak note ${String(notes.length)}.`;
  notes.push(text);
  return text;
}

/** A form that is not taken stays open, with what was typed and the reason: its person knows. */
async function isTaken(chat: Chat, person: string): Promise<boolean> {
  for (let look = 0; look < 600 && /Saving/.test(chat.form(person)?.words ?? ''); look++) await pause(50);
  return (chat.form(person)?.fields.length ?? 0) === 0;
}

/** Each is one interaction of a person, or a few that belong together. */
type Errand = (actor: Actor) => Promise<unknown>;
const everyday: readonly Errand[] = [
  ({ chat, person, stage }) => chat.say(person, String(anId(stage))),
  ({ chat, person }) => chat.say(person, anyOf(['mine', 'list', 'overdue', 'pipeline', 'help', 'outbox', 'whoami'])),
  ({ chat, person, stage, asked }) => chat.say(person, `note ${String(anId(stage))} ${noted(asked)}`),
  ({ chat, person, stage }) => chat.say(person, `push ${String(anId(stage))} 2027-01-15`),
  async ({ chat, person, stage, asked }) => {
    await chat.typeForm(person, `note ${String(anId(stage))}`);
    await chat.submit(person, { text: noted(asked) });
  },
  /** Slack brings the same command twice. */
  async ({ stage, asked }) => {
    const words = { command: '/opp', text: `note ${String(anId(stage))} ${noted(asked)}`, user_id: 'U0SAMOKAFOR' };
    const place = { team_id: 'T0PLAYMSP', channel_id: 'C0SALES0001', channel_name: 'sales' };
    const body = new URLSearchParams({ ...words, ...place, trigger_id: `twice-${String(Math.random())}` }).toString();
    const now = Math.floor(Date.now() / 1000);
    await Promise.all([
      stage.slack.deliver({ body, timestamp: now }),
      stage.slack.deliver({ body, timestamp: now - 1 }),
    ]);
  },
];
const win: Errand = async ({ chat, person, stage, asked }) => {
  const cells = Object.entries(opened(stage.sandbox)[0] ?? {}).filter(([name]) => name !== 'id');
  const made = { ...Object.fromEntries(cells), title: `Soak ${String(asked.wins.length)}` };
  const id = stage.sandbox.records.add('Opportunities', made);
  await chat.typeForm(person, `win ${String(id)}`);
  await chat.submit(person, {});
  if (await isTaken(chat, person)) asked.wins.push(id);
};
const undo: Errand = ({ chat, person }) => chat.say(person, 'undo');
/** Who undoes wins nothing, or a win would be found open. */
const errandsOf: Readonly<Record<string, readonly Errand[]>> = { sam: [...everyday, win], dana: [...everyday, undo] };

const faults: readonly Fault[] = [
  { kind: 'status', status: 503 },
  { kind: 'status', status: 429, retryAfter: 1 },
  { kind: 'unanswered' },
  { kind: 'disconnect' },
  { kind: 'cut' },
  { kind: 'truncated' },
  { kind: 'slow', ms: 300 },
];

async function act(actor: Actor, turns: () => boolean): Promise<void> {
  while (turns()) {
    if (Math.random() < 0.1) actor.stage.sandbox.trouble.order({ fault: anyOf(faults), times: 1 });
    // Somebody who waits in vain goes on with something else; what they asked for still counts.
    await anyOf(errandsOf[actor.person] ?? everyday)(actor).catch(() => (actor.asked.late += 1));
  }
}

async function many(stage: Stage, asked: Asked, interactions: number): Promise<void> {
  let left = interactions;
  const turns = (): boolean => stage.bot.exitCode === null && left-- > 0;
  const actors = stage.chats.flatMap((chat) =>
    Object.keys(errandsOf).map((person) => ({ stage, asked, chat, person })),
  );
  await Promise.all(actors.map((actor) => act(actor, turns)));
}

/** Time passes until nothing is to be sent any more; what waits for an answer of a person stays. */
async function settle({ heap, waiting }: Stage, missing: () => number): Promise<void> {
  for (let round = 0; round < 12 && ((await waiting()) > 0 || missing() > 0); round++) {
    await heap(15 * 60_000);
    await pause(6000);
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

async function main(interactions: number): Promise<number> {
  const stage = await openStage();
  try {
    const asked: Asked = { notes: [], wins: [], late: 0 };
    const tenth = Math.ceil(interactions / 10);
    await many(stage, asked, tenth);
    const before = await stage.heap();
    await many(stage, asked, interactions - tenth);
    const after = await stage.heap();
    stage.sandbox.trouble.clear();
    const { records } = stage.sandbox;
    const times = (text: string): number =>
      records.list('CompanyNotes', ({ note }) => String(note).startsWith(`${text}\n`)).length;
    const missing = (): string[] => asked.notes.filter((text) => times(text) === 0);
    const open = (): number[] => asked.wins.filter((id) => records.read('Opportunities', id)?.['status'] === 1);
    await settle(stage, () => missing().length + open().length);
    const faulty = {
      'notes missing': missing().length,
      'notes written twice': asked.notes.filter((text) => times(text) > 1).length,
      'wins missing': open().length,
      'processes that ended by themselves': isAlive(stage.bot) ? 0 : 1,
      'megabytes of heap too many': Math.max(0, after - Math.round(before * 1.3 + 20)),
    };
    const told = Object.entries(faulty).map(([what, number]) => `${String(number)} ${what}`);
    const counts = `${String(asked.notes.length)} notes, ${String(asked.wins.length)} wins, ${String(asked.late)} late`;
    const memory = `heap ${String(before)} → ${String(after)} MB, ${String(await stage.waiting())} wait for somebody`;
    if (missing().length > 0) process.stderr.write(`${missing().join('\n')}\n`);
    process.stdout.write(`${String(interactions)} interactions, ${counts}, ${memory}: ${told.join(', ')}\n`);
    return Object.values(faulty).some((number) => number > 0) ? 1 : 0;
  } finally {
    await stage.close();
  }
}

const { values } = parseArgs({ options: { interactions: { type: 'string', default: '10000' } } });
void main(Number(values.interactions)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stdout.write(`The run broke off: ${String(error)}\n`);
    process.exit(1);
  },
);
