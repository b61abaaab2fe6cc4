/** Measures how much of a platform's limits a message of the bot uses, in the units of that platform. */
import { maxMessageText, textLength } from '../fakes/slack/schema';
import type { WireEntry } from './wire-entry';
import type { ChatName, LimitUsage } from './snapshot';
import { maxMessageBytes } from '../fakes/teams/card-check';

type MeasuredExchange = Pick<WireEntry, 'direction' | 'what' | 'sent' | 'received' | 'sentBytes' | 'receivedBytes'>;

/** Empty for an exchange that shows nothing to anybody. */
export function limitUsagesOf(chat: ChatName, exchange: MeasuredExchange): readonly LimitUsage[] {
  return chat === 'slack' ? slackUsages(exchange) : teamsUsages(exchange);
}

const maxBlocks = { message: 50, view: 100 };

function slackUsages({ direction, what, sent }: MeasuredExchange): readonly LimitUsage[] {
  if (direction === 'to bot' || !/^(chat\.|views\.|answer)/.test(what)) return [];
  const { blocks, view } = (sent ?? {}) as { blocks?: unknown; view?: unknown };
  const blockList = parseList(view === undefined ? blocks : (parseIfText(view) as { blocks?: unknown }).blocks);
  if (blockList.length === 0) return [];
  const count: LimitUsage = {
    used: blockList.length,
    most: maxBlocks[view === undefined ? 'message' : 'view'],
    unit: 'blocks',
  };
  return view === undefined
    ? [count, { used: textLength(blockList), most: maxMessageText, unit: 'characters' }]
    : [count];
}

const parseList = (value: unknown): readonly unknown[] => {
  const list = parseIfText(value);
  return Array.isArray(list) ? list : [];
};
/** Slack's methods accept lists as JSON inside a form. */
function parseIfText(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

function teamsUsages({ direction, what, sentBytes, receivedBytes }: MeasuredExchange): readonly LimitUsage[] {
  const isMessage = direction === 'from bot' ? /^(POST|PUT) .*activities/ : /^invoke /;
  const used = direction === 'from bot' ? sentBytes : receivedBytes;
  return isMessage.test(what) && used > 0 ? [{ used, most: maxMessageBytes, unit: 'bytes' }] : [];
}
