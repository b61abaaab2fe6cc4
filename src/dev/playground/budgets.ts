/** How much of what a platform takes a message of the bot uses, in the platform's own measures. */
import { mostText, textLength } from './slack/schema';
import type { WireEntry } from './wire-entry';
import type { Chat, Measure } from './snapshot';
import { mostBytes } from './teams/card-check';

type Exchange = Pick<WireEntry, 'direction' | 'what' | 'sent' | 'received' | 'sentBytes' | 'receivedBytes'>;

/** Empty where nothing was shown to anybody. */
export function measuresOf(chat: Chat, exchange: Exchange): readonly Measure[] {
  return chat === 'slack' ? slackMeasures(exchange) : teamsMeasures(exchange);
}

const most = { message: 50, view: 100 };

function slackMeasures({ direction, what, sent }: Exchange): readonly Measure[] {
  if (direction === 'to bot' || !/^(chat\.|views\.|answer)/.test(what)) return [];
  const { blocks, view } = (sent ?? {}) as { blocks?: unknown; view?: unknown };
  const shown = pieces(view === undefined ? blocks : (parsed(view) as { blocks?: unknown }).blocks);
  if (shown.length === 0) return [];
  const count: Measure = { used: shown.length, most: most[view === undefined ? 'message' : 'view'], unit: 'blocks' };
  return view === undefined ? [count, { used: textLength(shown), most: mostText, unit: 'characters' }] : [count];
}

const pieces = (value: unknown): readonly unknown[] => {
  const read = parsed(value);
  return Array.isArray(read) ? read : [];
};
/** Slack's methods take lists as JSON inside a form. */
function parsed(value: unknown): unknown {
  return typeof value === 'string' ? (JSON.parse(value) as unknown) : value;
}

function teamsMeasures({ direction, what, sentBytes, receivedBytes }: Exchange): readonly Measure[] {
  const speaks = direction === 'from bot' ? /^(POST|PUT) .*activities/ : /^invoke /;
  const used = direction === 'from bot' ? sentBytes : receivedBytes;
  return speaks.test(what) && used > 0 ? [{ used, most: mostBytes, unit: 'bytes' }] : [];
}
