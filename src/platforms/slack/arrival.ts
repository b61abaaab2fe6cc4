/** Slack's payloads → where they came from. Pure. */
import type { BlockAction, MessageShortcut, SlashCommand } from '@slack/bolt';
import type { Place } from '../../core/arrival';
import { answerAt, fromNowhere, type Origin } from './origin';
import { readMetadata } from './metadata';

interface Here {
  readonly team: string;
  readonly now: Date;
}

/** `team` is the workspace that the bot belongs to: in a shared channel the person may come from another one. */
export function originOfCommand(command: SlashCommand, { team, now }: Here): Origin {
  return {
    place: placeOf(team, command.channel_id, { name: command.channel_name }),
    user: command.user_id,
    answer: answerAt(command.response_url, now),
  };
}

/** From the menu of somebody's message: the answer goes beside that message. */
export function originOfMessage(
  { channel, message, response_url, user }: MessageShortcut,
  { team, now }: Here,
): Origin {
  const thread = textOf(message['thread_ts']);
  return {
    place: placeOf(team, channel.id, { name: channel.name, thread }),
    user: user.id,
    answer: answerAt(response_url, now),
  };
}

/** A press on a card in a conversation, in Home, or inside a modal: there the modal knows where it was opened from. */
export function originOfPress(body: BlockAction, { team, now }: Here): Origin {
  const user = body.user.id;
  if (isHome(body)) return fromNowhere(user, team);
  if (body.view !== undefined) return { ...readMetadata(body.view.private_metadata).origin, user };
  const { channel, container } = body;
  const read = (name: string): string | undefined => textOf(container[name]);
  const message = isBeneathLink(body) || container['is_ephemeral'] === true ? undefined : read('message_ts');
  const url = textOf(body.response_url);
  return {
    place: placeOf(team, read('channel_id') ?? '', { name: channel?.name, thread: read('thread_ts') }),
    user,
    ...(isBeneathLink(body) ? {} : { card: message === undefined ? {} : { message } }),
    ...(url === undefined ? {} : { answer: answerAt(url, now) }),
  };
}

export const isHome = ({ view }: BlockAction): boolean => view?.type === 'home';
/** A card beneath a link belongs to a message of somebody else, which nobody but they can change. */
const isBeneathLink = ({ container }: BlockAction): boolean => container['is_app_unfurl'] === true;

/** An event of someone writing to the bot. */
export interface Said {
  readonly user: string;
  readonly channel: string;
  readonly text: string;
  readonly thread_ts?: string | undefined;
}

export function originOfWords(said: Said, team: string): Origin {
  return { place: placeOf(team, said.channel, { thread: said.thread_ts }), user: said.user };
}

function placeOf(
  tenant: string,
  conversation: string,
  { name = '', thread }: { name?: string | undefined; thread?: string | undefined },
): Place {
  return {
    platform: 'slack',
    tenant,
    conversation,
    ...(thread === undefined ? {} : { thread }),
    kind: kindOf(conversation, name),
  };
}

/** Ids begin with D in private conversations; what several people share privately is named `mpdm-…`. */
function kindOf(conversation: string, name: string): Place['kind'] {
  if (conversation.startsWith('D')) return 'direct';
  return name.startsWith('mpdm-') ? 'group' : 'channel';
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
