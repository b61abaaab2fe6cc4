/** Slack's payloads → where they came from. Pure. */
import type { BlockAction, MessageShortcut, SlashCommand } from '@slack/bolt';
import type { Conversation } from '../../../core/interaction';
import { toResponseUrl, originWithoutConversation, type Origin } from '../outbound/origin';
import { parseModalMetadata } from '../render/tokens';

interface OriginContext {
  readonly team: string;
  readonly now: Date;
}

/** `team` is the workspace that the bot belongs to: in a shared channel the person may come from another one. */
export function originOfCommand(command: SlashCommand, { team, now }: OriginContext): Origin {
  return {
    place: toConversation(team, command.channel_id, { name: command.channel_name }),
    user: command.user_id,
    answer: toResponseUrl(command.response_url, now),
  };
}

/** From the menu of somebody's message: the answer goes beside that message. */
export function originOfMessageShortcut(
  { channel, message, response_url, user }: MessageShortcut,
  { team, now }: OriginContext,
): Origin {
  const thread = nonEmptyString(message['thread_ts']);
  return {
    place: toConversation(team, channel.id, { name: channel.name, thread }),
    user: user.id,
    answer: toResponseUrl(response_url, now),
  };
}

/** A press on a card in a conversation, in Home, or inside a modal: there the modal knows where it was opened from. */
export function originOfBlockAction(body: BlockAction, { team, now }: OriginContext): Origin {
  const user = body.user.id;
  if (isHome(body)) return originWithoutConversation(user, team);
  if (body.view !== undefined) return { ...parseModalMetadata(body.view.private_metadata).origin, user };
  const { channel, container } = body;
  const read = (name: string): string | undefined => nonEmptyString(container[name]);
  const message = isUnfurl(body) || container['is_ephemeral'] === true ? undefined : read('message_ts');
  const url = nonEmptyString(body.response_url);
  return {
    place: toConversation(team, read('channel_id') ?? '', { name: channel?.name, thread: read('thread_ts') }),
    user,
    ...(isUnfurl(body) ? {} : { card: message === undefined ? {} : { message } }),
    ...(url === undefined ? {} : { answer: toResponseUrl(url, now) }),
  };
}

export const isHome = ({ view }: BlockAction): boolean => view?.type === 'home';
/** A card beneath a link belongs to a message of somebody else, which nobody but they can change. */
const isUnfurl = ({ container }: BlockAction): boolean => container['is_app_unfurl'] === true;

/** An event of someone writing to the bot. */
export interface UserMessage {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly thread_ts?: string | undefined;
}

export function originOfUserMessage(message: UserMessage, team: string): Origin {
  return { place: toConversation(team, message.channel, { thread: message.thread_ts }), user: message.user };
}

function toConversation(
  tenant: string,
  conversation: string,
  { name = '', thread }: { name?: string | undefined; thread?: string | undefined },
): Conversation {
  return {
    platform: 'slack',
    tenant,
    conversation,
    ...(thread === undefined ? {} : { thread }),
    kind: conversationKind(conversation, name),
  };
}

/** Ids begin with D in private conversations; what several people share privately is named `mpdm-…`. */
function conversationKind(conversation: string, name: string): Conversation['kind'] {
  if (conversation.startsWith('D')) return 'direct';
  return name.startsWith('mpdm-') ? 'group' : 'channel';
}

const nonEmptyString = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;
