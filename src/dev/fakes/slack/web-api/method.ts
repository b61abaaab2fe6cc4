/** What every Web API method is given, and the shapes that several of them share. */
import type { SlackJson } from '../fake-slack';
import { SlackApiError } from '../refusal';
import { complaintsAboutBlocks, complaintsAboutView, maxMessageText, textLength } from '../schema';
import type { Homes } from '../homes';
import type { Sockets } from '../sockets';
import type { Triggers } from '../triggers';
import type { OpenModals } from '../modals';
import type { SlackWorld } from '../world';

export interface FakeSlackContext {
  readonly world: SlackWorld;
  readonly modals: OpenModals;
  readonly homes: Homes;
  readonly triggers: Triggers;
  readonly sockets: Sockets;
  /** Where this peer listens, such as `http://127.0.0.1:4100`. */
  readonly origin: () => string;
}
export type MethodArguments = Readonly<Record<string, unknown>>;
/** Answers what Slack would answer beside `ok: true`; throws a `Refusal` where Slack would refuse. */
export type WebApiMethod = (context: FakeSlackContext, args: MethodArguments) => object;

export const textArgument = (args: MethodArguments, name: string): string => {
  const value = args[name];
  return typeof value === 'string' ? value : '';
};

/** The content of a message, when Slack would take it. */
export function parseMessageContent(args: MethodArguments): { text: string; blocks: readonly SlackJson[] } {
  const text = textArgument(args, 'text');
  const blocks = (args['blocks'] ?? []) as readonly SlackJson[];
  const complaints = complaintsAboutBlocks(blocks);
  if (complaints.length > 0) throw new SlackApiError('invalid_blocks', complaints);
  if (blocks.length === 0 && text === '') throw new SlackApiError('no_text');
  if (textLength(blocks) > maxMessageText) throw new SlackApiError('msg_blocks_too_long');
  return { text, blocks };
}

/** A view of this kind, when Slack would take it. */
export function parseView(args: MethodArguments, kind: 'modal' | 'home' = 'modal'): SlackJson {
  const complaints = complaintsAboutView(args['view'], kind);
  if (complaints.length > 0) throw new SlackApiError('invalid_arguments', complaints);
  return args['view'] as SlackJson;
}
