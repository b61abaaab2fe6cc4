/** Activities as Teams words them. */
import { randomUUID } from 'node:crypto';
import type { TeamsConversation, TeamsMessage, TeamsPerson } from './shown';
import { teamId, tenantId } from './tenant';

export interface Bot {
  readonly id: string;
  readonly name: string;
}
export interface Setting {
  readonly bot: Bot;
  readonly serviceUrl: string;
  readonly clock: () => Date;
}
export interface From {
  readonly person: TeamsPerson;
  readonly conversation: TeamsConversation;
  readonly thread?: string | undefined;
}

/** What every activity has. */
function envelope({ bot, serviceUrl, clock }: Setting, { person, conversation, thread }: From): object {
  const { kind, id } = conversation;
  return {
    channelId: 'msteams',
    serviceUrl,
    timestamp: clock().toISOString(),
    locale: person.locale,
    localTimezone: person.timezone,
    from: { id: person.id, name: person.name, aadObjectId: `aad-${person.key}` },
    recipient: { id: bot.id, name: bot.name },
    conversation: {
      conversationType: kind,
      tenantId,
      id: kind === 'channel' && thread !== undefined ? `${id};messageid=${thread}` : id,
      ...(kind === 'personal' ? {} : { isGroup: true }),
    },
    channelData: {
      tenant: { id: tenantId },
      ...(kind === 'channel' ? { team: { id: teamId }, channel: { id } } : {}),
    },
    entities: [clientInfo(person)],
  };
}
const clientInfo = ({ locale, timezone }: TeamsPerson) => ({
  type: 'clientInfo',
  locale,
  country: locale.slice(3),
  platform: 'Web',
  timezone,
});

/** Typed text arrives with its entities escaped. */
const escape = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

export function typed(setting: Setting, from: From, words: { id: string; text: string; slash: boolean }): object {
  const { bot } = setting;
  const mentioned = from.conversation.kind !== 'personal' && !words.slash;
  const at = `<at>${bot.name}</at>`;
  const mention = { type: 'mention', text: at, mentioned: { id: bot.id, name: bot.name } };
  return {
    ...envelope(setting, from),
    type: 'message',
    id: words.id,
    textFormat: 'plain',
    text: mentioned ? `${at} ${escape(words.text)}\n` : escape(words.text),
    entities: [clientInfo(from.person), ...(mentioned ? [mention] : [])],
    ...(words.slash ? { recipient: { ...bot, isTargeted: true } } : {}),
  };
}

export const submitted = (setting: Setting, from: From, pressed: { value: object; replyToId: string }): object => ({
  ...envelope(setting, from),
  type: 'message',
  id: randomUUID(),
  ...pressed,
});

export const invoke = (
  setting: Setting,
  from: From,
  what: { name: string; value: object; replyToId?: string | undefined },
): object => ({ ...envelope(setting, from), type: 'invoke', id: `f:${randomUUID()}`, ...what });

export const installed = (setting: Setting, from: From): object => ({
  ...envelope(setting, from),
  type: 'installationUpdate',
  action: 'add',
  id: `f:${randomUUID()}`,
});

/** Somebody's message, as the app whose command was chosen in its menu is told of it. */
export function pointedAt(message: TeamsMessage, { command, author }: { command: string; author: string }): object {
  const { id, conversation, at, from, text } = message;
  const lines = escape(text).split('\n').join('<br>');
  const by = from === 'bot' ? { application: { displayName: author } } : { user: { displayName: author } };
  return {
    commandId: command,
    commandContext: 'message',
    requestId: randomUUID(),
    messagePayload: {
      id,
      linkToMessage: `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}`,
      createdDateTime: at,
      messageType: 'message',
      from: { user: null, application: null, device: null, ...by },
      body: { contentType: 'html', content: `<div><p>${lines}</p></div>` },
      attachments: [],
      mentions: [],
      reactions: [],
    },
    context: { theme: 'default' },
  };
}
