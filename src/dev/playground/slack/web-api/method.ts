/** What every Web API method is given, and the shapes that several of them share. */
import type { Piece } from '../peer';
import { Refusal } from '../refusal';
import { complaintsAboutBlocks, complaintsAboutView, mostText, textLength } from '../schema';
import type { Homes } from '../homes';
import type { Sockets } from '../sockets';
import type { Triggers } from '../triggers';
import type { Windows } from '../windows';
import type { World } from '../world';

export interface Ground {
  readonly world: World;
  readonly windows: Windows;
  readonly homes: Homes;
  readonly triggers: Triggers;
  readonly sockets: Sockets;
  /** Where this peer listens, such as `http://127.0.0.1:4100`. */
  readonly origin: () => string;
}
export type Arguments = Readonly<Record<string, unknown>>;
/** Answers what Slack would answer beside `ok: true`; throws a `Refusal` where Slack would refuse. */
export type Method = (ground: Ground, sent: Arguments) => object;

export const textOf = (sent: Arguments, name: string): string => {
  const value = sent[name];
  return typeof value === 'string' ? value : '';
};

/** The content of a message, when Slack would take it. */
export function contentOf(sent: Arguments): { text: string; blocks: readonly Piece[] } {
  const text = textOf(sent, 'text');
  const blocks = (sent['blocks'] ?? []) as readonly Piece[];
  const wrong = complaintsAboutBlocks(blocks);
  if (wrong.length > 0) throw new Refusal('invalid_blocks', wrong);
  if (blocks.length === 0 && text === '') throw new Refusal('no_text');
  if (textLength(blocks) > mostText) throw new Refusal('msg_blocks_too_long');
  return { text, blocks };
}

/** A view of this kind, when Slack would take it. */
export function viewOf(sent: Arguments, kind: 'modal' | 'home' = 'modal'): Piece {
  const wrong = complaintsAboutView(sent['view'], kind);
  if (wrong.length > 0) throw new Refusal('invalid_arguments', wrong);
  return sent['view'] as Piece;
}
