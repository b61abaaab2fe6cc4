/** The wire log of both chats as one list, oldest first; bodies stay behind until somebody asks for them. */
import type { WireEntry } from './slack/peer';
import type { Budget, Chat, WireBodies, WireRow } from './snapshot';

export interface WireRows {
  rows(): readonly WireRow[];
  bodies(chat: Chat, id: number): WireBodies | undefined;
}

const shown = 150;

export function createWireRows(wires: { readonly [C in Chat]: () => readonly WireEntry[] }): WireRows {
  const ids = new WeakMap<WireEntry, number>();
  const made = { count: 0 };
  const idOf = (entry: WireEntry): number => {
    const id = ids.get(entry) ?? (made.count += 1);
    ids.set(entry, id);
    return id;
  };
  const rowsOf = (chat: Chat): WireRow[] =>
    wires[chat]()
      .slice(-shown)
      .map((entry) => rowOf(chat, idOf(entry), entry));
  return {
    rows: () =>
      [...rowsOf('slack'), ...rowsOf('teams')].sort((one, other) => one.at.localeCompare(other.at)).slice(-shown),
    bodies(chat, id) {
      const entry = wires[chat]().find((each) => ids.get(each) === id);
      return entry === undefined ? undefined : { sent: entry.sent, received: entry.received };
    },
  };
}

function rowOf(chat: Chat, id: number, entry: WireEntry): WireRow {
  const { at, direction, what, status, milliseconds, sentBytes, receivedBytes } = entry;
  const row = { chat, id, at, direction, what, status, milliseconds, sentBytes, receivedBytes };
  const budget = budgetOf(chat, entry);
  return budget === undefined ? row : { ...row, budget };
}

/** What the platforms refuse, or cut, past these sizes. */
const budgets = {
  slackMessage: { most: 13_000, about: 'a Slack message' },
  slackView: { most: 250_000, about: 'a Slack modal' },
  teamsCard: { most: 28_000, about: 'a Teams card' },
};

function budgetOf(chat: Chat, { direction, what, sentBytes, receivedBytes }: WireEntry): Budget | undefined {
  const bytes = direction === 'from bot' ? sentBytes : receivedBytes;
  const kind = budgetKind(chat, direction, what);
  return kind === undefined || bytes === 0 ? undefined : { bytes, ...budgets[kind] };
}

function budgetKind(chat: Chat, direction: WireEntry['direction'], what: string): keyof typeof budgets | undefined {
  if (chat === 'teams') {
    const speaks = direction === 'from bot' ? /^(POST|PUT) .*activities/ : /^invoke /;
    return speaks.test(what) ? 'teamsCard' : undefined;
  }
  if (direction === 'to bot') return undefined;
  if (what.startsWith('views.')) return 'slackView';
  return /^(chat\.|answer)/.test(what) ? 'slackMessage' : undefined;
}
